"""The reader, loaded when this module is: for the server that worker processes are forked from.

To load the model takes some seconds of a processor, so one process does it for all workers of a
command (``claimledger.engines``). Nothing else imports this module.
"""

import gc
import signal
from contextlib import suppress

_FIRST = "Police in Lorn said on Monday that at least 12 people were hurt, up from 9 a day earlier."
"""Read once, so that patterns and tables that are made when first asked for are made here."""


def _load() -> None:
    from claimledger.extracting import ready
    from nlp.reader import MODEL
    from terms.model import Document

    with suppress(ImportError, OSError, ValueError):  # a worker that needs the model tells of it
        ready(MODEL, Document(_FIRST, published_at="2031-05-12"))
    gc.freeze()  # workers share what stays as it is


signal.signal(signal.SIGINT, signal.SIG_IGN)
# Ctrl-C reaches the whole group, and this process has no say in it, also while it loads.
_load()
