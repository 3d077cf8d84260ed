"""Find news pages, fetch them politely and safely, archive what came back, read articles.

Doors: ``collect.crawl``, ``collect.import_targets``, ``discovery.discover``.
"""
