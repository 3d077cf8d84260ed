"""The command: configuration, the pipeline that calls the stages, progress, the demo newsroom.

Doors: ``claimledger.cli.main`` and ``claimledger.pipeline.Pipeline``.
"""
