"""What goes around Datasette: response headers, visible text, CSV cells, the gate for free SQL."""

import asyncio
import base64
import codecs
import csv
import io
import re
import sys
from collections.abc import Awaitable, Callable, Iterable, MutableMapping, Sequence, Set
from hashlib import sha256
from ipaddress import ip_address
from typing import Any
from urllib.parse import parse_qsl

from answers.formats import csv_line

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)

ALWAYS = {
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"no-referrer",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=()",
    b"cross-origin-opener-policy": b"same-origin",
}
"""Headers of every response. No referrer: outlets need not learn who looks at what."""


EMBEDDED = re.compile(r"/figures/[^/.]+/embed$")


def policy(scripts: Iterable[str]) -> bytes:
    """A Content-Security-Policy that runs the server's own files and these inline scripts only.

    Datasette's own pages carry inline styles (a column of widths), so styles may be inline.
    """
    hashes = " ".join(f"'sha256-{digest(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ).encode()


def digest(script: str) -> str:
    """The base64 SHA-256 of an inline script, as a policy names it."""
    return base64.b64encode(sha256(script.encode()).digest()).decode()


def inline_scripts(templates: Iterable[str]) -> list[str]:
    """The inline scripts that these template sources always render alike.

    A script with one boolean in it counts twice, once for each.
    """
    found: dict[str, None] = {}
    for source in templates:
        for script in _INLINE.findall(source):
            if "{" not in script.replace("{{", "").replace("}}", "") and "{{" in script:
                for word in ("true", "false"):
                    found[re.sub(r"\{\{.*?\}\}", word, script)] = None
            elif "{{" not in script and "{%" not in script:
                found[script] = None
    return list(found)


def with_headers(app: App, csp: bytes) -> App:
    """The app with security headers on every HTTP response that does not set its own.

    Only the page made to be embedded, which holds no form, may stand in a frame.
    """
    framed = csp.replace(b"frame-ancestors 'none'", b"frame-ancestors *")

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        embedded = bool(EMBEDDED.search(scope.get("path", "")))

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers") or [])
                present = {key.lower() for key, _ in headers}
                policy = framed if embedded else csp
                wanted = {**ALWAYS, b"content-security-policy": policy}
                if embedded:
                    del wanted[b"x-frame-options"]
                headers += [(k, v) for k, v in wanted.items() if k not in present]
                message = {**message, "headers": headers}
            await send(message)

        await app(scope, receive, send_with_headers if scope["type"] == "http" else send)

    return wrapped


_TURNING = re.compile(b"\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]")
"""Characters that turn the direction of the text around them, in UTF-8: all of three bytes."""

_SHOWN = "\N{REPLACEMENT CHARACTER}".encode()


def with_visible_text(app: App) -> App:
    """The app with a visible mark for each direction-changing character of an HTML page.

    Where text is shown as it stands (JSON, CSV, feeds) nothing is changed.
    """

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        is_html = False

        async def send_visible(message: Message) -> None:
            nonlocal is_html
            if message["type"] == "http.response.start":
                headers = message.get("headers") or []
                kinds = [value for key, value in headers if key.lower() == b"content-type"]
                is_html = any(b"html" in kind for kind in kinds)
            elif message["type"] == "http.response.body" and is_html:
                message = {**message, "body": _TURNING.sub(_SHOWN, message.get("body", b""))}
            await send(message)

        await app(scope, receive, send_visible if scope["type"] == "http" else send)

    return wrapped


def with_safe_csv(app: App) -> App:
    """The app with CSV answers whose cells cannot start a formula, Datasette's own included."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].endswith(".csv"):
            await app(scope, receive, send)
            return
        guard = CsvGuard()
        is_csv = False

        async def send_safe(message: Message) -> None:
            nonlocal is_csv
            if message["type"] == "http.response.start":
                headers = list(message.get("headers") or [])
                kinds = [value for key, value in headers if key.lower() == b"content-type"]
                is_csv = message["status"] == 200 and any(b"html" not in kind for kind in kinds)
                if is_csv:
                    headers = [item for item in headers if item[0].lower() != b"content-length"]
                    message = {**message, "headers": headers}
            elif message["type"] == "http.response.body" and is_csv:
                more = bool(message.get("more_body"))
                body = guard.feed(message.get("body", b""), last=not more)
                message = {**message, "body": body}
            await send(message)

        await app(scope, receive, send_safe)

    return wrapped


class CsvGuard:
    """Rewrites a CSV stream record by record, with every cell made safe.

    A record ends at a line end outside quotes, wherever the stream is cut into pieces.
    """

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""

    def feed(self, piece: bytes, *, last: bool) -> bytes:
        """The records that this piece completes; all that is left when it is the last one."""
        text = self._rest + self._decoder.decode(piece, last)
        end = len(text) if last else self._whole(text)
        self._rest = text[end:]
        reader = csv.reader(io.StringIO(text[:end], newline=""))
        return "".join(csv_line(record) for record in reader if record).encode()

    @staticmethod
    def _whole(text: str) -> int:
        """Where the last complete record ends."""
        end = text.rfind("\n") + 1
        while end and text.count('"', 0, end) % 2:
            end = text.rfind("\n", 0, end - 1) + 1
        return end


SQL_AT_ONCE = 2
"""Requests with free SQL that run at the same time; the other threads stay free for pages."""

SQL_WAITING = 8
"""Requests with free SQL that may wait; more are told to come back."""

_BUSY = b"Too many queries are waiting. Please try again in a few seconds.\n"


class Slots:
    """How many requests with SQL are inside one server, and how many may be."""

    def __init__(self, at_once: int = SQL_AT_ONCE, waiting: int = SQL_WAITING) -> None:
        self.running = asyncio.Semaphore(at_once)
        self.limit = at_once + waiting
        self.inside = 0


class SqlGate:
    """Lets few requests with SQL of the reader's own run at once, so that they stall nobody."""

    def __init__(self, app: App, slots: Slots | None = None) -> None:
        self._app = app
        self._slots = slots or Slots()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on: at once, in its turn, or not at all (503)."""
        if not is_free_sql(scope):
            await self._app(scope, receive, send)
            return
        slots = self._slots
        if slots.inside >= slots.limit:
            await refuse(send, 503, _BUSY, (b"retry-after", b"5"))
            return
        slots.inside += 1
        try:
            async with slots.running:
                await self._app(scope, receive, send)
        finally:
            slots.inside -= 1


def is_free_sql(scope: Scope) -> bool:
    """Whether the request carries SQL of the reader's own, however its parameters are written."""
    if scope["type"] != "http":
        return False
    query = (scope.get("query_string") or b"").decode("latin-1")
    given = {name for name, _ in parse_qsl(query, keep_blank_values=True)}
    return bool(given & {"sql", "_where"}) or scope["path"].endswith("/-/query")


async def refuse(send: Send, status: int, sentence: bytes, *more: tuple[bytes, bytes]) -> None:
    """Answer with a sentence and nothing else; ``more`` are further headers."""
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": sentence})


_STRANGER = b"This server does not answer to that name. Its names are serving.names.\n"


def with_known_names(app: App, names: Sequence[str]) -> App:
    """The app for requests whose Host is a number, this machine, or one of these names.

    A page elsewhere can have its own name lead here (DNS rebinding); the browser then takes the
    ledger for a part of that page. Addresses in numbers cannot be led anywhere.
    """
    known = {"localhost", *(name.lower().rstrip(".") for name in names)}

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not _is_known(scope, known):
            await refuse(send, 421, _STRANGER)
            return
        await app(scope, receive, send)

    return wrapped


def _is_known(scope: Scope, known: Set[str]) -> bool:
    hosts = [value for name, value in scope.get("headers") or [] if name.lower() == b"host"]
    if not hosts:
        return True  # no browser asks so
    if len(hosts) > 1:
        return False
    match = _HOST.fullmatch(hosts[0].decode("latin-1").lower())
    if match is None:
        return False
    name = match["name"].rstrip(".")
    if name in known:
        return True
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[^\[\]:/@\s]+)(?::\d*)?")


def with_noted_misses(app: App) -> App:
    """The app that says on standard error, in one line each, what was not found."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_noted(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 404:
                print(f"404 {scope['method']} {ascii(scope['path'])[:500]}", file=sys.stderr)
            await send(message)

        await app(scope, receive, send_noted if scope["type"] == "http" else send)

    return wrapped
