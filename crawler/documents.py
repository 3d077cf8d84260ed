"""Documents that articles cite and that are no pages: PDF files, read by pypdfium2 (`pdf`)."""

import re
from importlib.util import find_spec
from io import BytesIO

from crawler.articles import MAX_TEXT, Reading
from crawler.cleaning import clean, one_line

PAGES = 200
"""Pages of a document that are read."""

_HEAD = b"%PDF-"
_LINE_END = re.compile(r"(?<=[\w,;])-?\n(?=[^\W\d_])")
"""A line that ends within a sentence: the layout's, not the writer's."""

_PARAGRAPH_END = re.compile(r"(?<=[.:!?])\s*\n(?=\S)|\n\s*\n")


def is_pdf(body: bytes) -> bool:
    """Whether a body is a PDF file, whatever it is called.

    >>> is_pdf(b"%PDF-1.7 ..."), is_pdf(b"<html>")
    (True, False)
    """
    return _HEAD in body[:1024]


def readable() -> bool:
    """Whether PDF files can be read: the extra ``pdf`` is installed."""
    return find_spec("pypdfium2") is not None


def read_pdf(body: bytes, url: str) -> Reading:
    """The text of a PDF file; a file without text (pictures of pages) gives an empty one.

    Raises ``ValueError`` when the file is damaged or locked.
    """
    import pypdfium2  # type: ignore[import-untyped]

    try:
        document = pypdfium2.PdfDocument(BytesIO(body))
    except pypdfium2.PdfiumError as error:
        raise ValueError(f"the PDF file cannot be opened: {error}") from error
    try:
        parts: list[str] = []
        for number in range(min(len(document), PAGES)):
            if sum(map(len, parts)) > MAX_TEXT:
                break
            page = document[number]
            text = page.get_textpage()
            parts.append(text.get_text_bounded())
            text.close()
            page.close()
        title = one_line(document.get_metadata_value("Title") or "") or None
    finally:
        document.close()
    body_text = "\n\n".join(filter(None, map(paragraphs, parts)))[:MAX_TEXT]
    whole = f"{title}\n\n{body_text}" if title else body_text
    return Reading(whole, len(title or ""), title=title, date_guessed=True)


def paragraphs(page: str) -> str:
    """A page's text with its lines joined to paragraphs.

    >>> paragraphs("The river rose to\\r\\n4.2 metres.\\r\\nNobody was hurt.")
    'The river rose to 4.2 metres.\\n\\nNobody was hurt.'
    """
    text = page.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "-")
    blocks = _PARAGRAPH_END.split(text)
    joined = (" ".join(_LINE_END.sub(" ", block).split()) for block in blocks)
    return "\n\n".join(clean(block) for block in joined if block.strip())
