"""The ledger: schema, migrations, every write, the published views.

Doors: ``db.connection.connect``, ``db.ledger`` for the stages, ``db.crawl`` for the crawler.
"""
