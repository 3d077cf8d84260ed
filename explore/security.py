"""Response headers, the gate for free SQL, and CSV cells, as one ASGI wrapper around Datasette."""

import base64
import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from hashlib import sha256
from typing import Any

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
    """The app with security headers on every HTTP response that does not set its own."""

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers") or [])
                present = {key.lower() for key, _ in headers}
                wanted = {**ALWAYS, b"content-security-policy": csp}
                headers += [(k, v) for k, v in wanted.items() if k not in present]
                message = {**message, "headers": headers}
            await send(message)

        await app(scope, receive, send_with_headers if scope["type"] == "http" else send)

    return wrapped
