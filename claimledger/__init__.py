"""The command: configuration, the pipeline that calls the stages, progress, the demo newsroom."""
