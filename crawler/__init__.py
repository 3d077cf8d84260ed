"""Find news pages, fetch them politely and safely, archive what came back, read articles.

Doors: ``crawler.collect.crawl``, ``crawler.collect.import_targets``, ``crawler.discovery.discover``.
"""
