"""The words that all stages speak: enums and frozen dataclasses. Knows nothing of the stages."""
