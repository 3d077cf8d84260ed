"""The words that all stages speak: enums and frozen dataclasses. Knows nothing of the stages.

The door of the room is its modules: ``terms.enums``, ``terms.model``, ``terms.question``,
``terms.rows``. See README.md.
"""
