"""The command: configuration, the pipeline that calls the stages, progress, the demo newsroom.

Doors: ``claimledger.cli.main`` and ``claimledger.pipeline.Pipeline``.
"""

import os

# Worker processes use the cores: threads of linear algebra beside them only get in their way. How
# many there are is settled when NumPy is first loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
