"""What a page's own names of classes and ids say of an element."""

import re


def naming(words: str) -> re.Pattern[str]:
    """A pattern for one of these words, parted from others by "-", "_", a blank or the end.

    ``words`` are alternatives of a regular expression.

    >>> bool(naming("date|time").search("post-date")), bool(naming("date").search("update"))
    (True, False)
    """
    return re.compile(rf"(?:^|[-_ ])(?:{words})(?:$|[-_ ])", re.I)
