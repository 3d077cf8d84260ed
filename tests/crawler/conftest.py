"""Small web sites on loopback that do what they are told, and crawls in processes of their own."""

import asyncio
import gzip
import json
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlite_utils import Database

from db.connection import connect

RUNNER = Path(__file__).with_name("run_collect.py")
Handler = Callable[["Asked", asyncio.StreamWriter], Awaitable[None] | None]


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    method: str
    target: str
    headers: dict[str, str]

    @property
    def path(self) -> str:
        return urlsplit(self.target).path


def answer(
    body: bytes | str = b"",
    status: int = 200,
    content_type: str | None = "text/html; charset=utf-8",
    **headers: str,
) -> bytes:
    """A whole HTTP response; header names are written with underscores."""
    raw = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status} Told"]
    if content_type:
        lines.append(f"Content-Type: {content_type}")
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    named.setdefault("Content-Length", str(len(raw)))
    lines += [f"{name}: {value}" for name, value in named.items()]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + raw


@dataclass
class Site:
    """A server at one address; ``routes`` map a path to response bytes or to a handler."""

    host: str = "127.0.0.1"
    port: int = 0
    routes: dict[str, bytes | Handler] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    @property
    def netloc(self) -> str:
        return f"{self.host}:{self.port}"

    def url(self, path: str) -> str:
        return f"http://{self.netloc}{path}"

    def paths(self) -> list[str]:
        return [request.path for request in self.asked]

    def page(self, path: str, *, etag: bool = True, zipped: bool = True, **article: Any) -> None:
        """Serve an article that answers conditional requests."""
        html = page_html(self.url(path), **article)
        tag = f'"{hash(html) & 0xFFFFFFFF:x}"'

        def serve(asked: Asked, writer: asyncio.StreamWriter) -> None:
            if etag and asked.headers.get("if-none-match") == tag:
                writer.write(answer(status=304, content_type=None, ETag=tag))
            else:
                extra = {"ETag": tag} if etag else {}
                body = html.encode()
                if zipped:
                    body, extra["Content_Encoding"] = gzip.compress(body), "gzip"
                writer.write(answer(body, **extra))

        self.routes[path] = serve

    def feed(self, path: str, *pages: str) -> None:
        """Serve an RSS feed of the pages at these paths."""
        items = "".join(
            f"<item><title>Item {page}</title><link>{self.url(page)}?utm_source=rss</link></item>"
            for page in pages
        )
        self.routes[path] = answer(
            f"<rss version='2.0'><channel><title>t</title>{items}</channel></rss>",
            content_type="application/rss+xml",
        )

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                method, target, _ = head[0].split(" ")
                headers = {
                    name.strip().lower(): value.strip()
                    for name, _, value in (line.partition(":") for line in head[1:] if line)
                }
                asked = Asked(method, target, headers)
                self.asked.append(asked)
                route = self.routes.get(target) or self.routes.get(asked.path)
                if route is None:
                    writer.write(answer("<h1>Not found</h1>", 404))
                elif isinstance(route, bytes):
                    writer.write(route)
                else:
                    waited = route(asked, writer)
                    if waited is not None:
                        await waited
                await writer.drain()
                if writer.is_closing():
                    return
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            return
        finally:
            writer.close()


def page_html(
    url: str,
    title: str = "Bridge at Orrin closes after flood",
    paragraphs: tuple[str, ...] = (),
    published: str = "2031-05-04T09:30:00+02:00",
    head: str = "",
    canonical: str | None = None,
    **_: object,
) -> str:
    """A page as a modest outlet would print it."""
    body = paragraphs or default_paragraphs(url)
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": published,
        "author": {"@type": "Person", "name": "Jo Reed"},
    }
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Told'
        f'</title>{link}{head}<script type="application/ld+json">{json.dumps(data)}</script></head>'
        "<body><header><nav><a href='/'>Home</a> <a href='/section/local'>Local</a></nav></header>"
        f"<main><article><h1>{title}</h1>"
        + "".join(f"<p>{text}</p>" for text in body)
        + "</article></main><footer>All rights reserved</footer></body></html>"
    )


def default_paragraphs(salt: str) -> tuple[str, ...]:
    """Four paragraphs that differ from page to page."""
    mark = salt.rsplit("/", 1)[-1]
    return (
        f"The stone bridge at Orrin was closed on Sunday after the river rose by 3 metres, the "
        f"county's engineers said in report {mark}.",
        "About 1,200 people live on the northern bank and now drive 40 kilometres to the next "
        "crossing, a detour that the bus company calls unworkable.",
        "Engineers found cracks in two of the seven arches. The repair may cost €2.5 million, "
        "according to a first estimate by the roads office.",
        "The mayor, Ana Kell, said that the council would decide on Thursday whether to build a "
        "temporary crossing for people on foot.",
    )


@dataclass(frozen=True)
class Ran:
    """What a crawl in a process of its own came to."""

    counts: dict[str, int]
    problems: int
    peak: int | None
    """Bytes, of a job that is ``measured``; else none."""
    seconds: float
    value: Any
    stderr: str


@pytest.fixture
def sites() -> Iterator[Callable[..., Site]]:
    """Makes sites; they end with the test."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    servers: list[asyncio.Server] = []

    def make(host: str = "127.0.0.1", routes: dict[str, bytes | Handler] | None = None) -> Site:
        site = Site(host, routes={"/robots.txt": answer(status=404), **(routes or {})})

        async def listen() -> asyncio.Server:
            return await asyncio.start_server(site.serve, host, 0, limit=1 << 20)

        server = asyncio.run_coroutine_threadsafe(listen(), loop).result(SECONDS)
        site.port = server.sockets[0].getsockname()[1]
        servers.append(server)
        return site

    async def shut() -> None:
        for server in servers:
            server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    yield make
    asyncio.run_coroutine_threadsafe(shut(), loop).result(SECONDS)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)
    loop.close()


SECONDS = 200.0
"""Time for one crawl; idle it takes one or two, and no test says anything by taking longer."""

ENVIRONMENT = {
    **os.environ,
    "PYTHONWARNINGS": "error::DeprecationWarning",
    "OPENBLAS_NUM_THREADS": "1",
    "http_proxy": "http://127.0.0.1:9",
    "https_proxy": "http://127.0.0.1:9",
}
"""Nobody listens to this proxy: a crawl that used one would fetch nothing."""


class Runner:
    """A process that has loaded what a crawl needs, and forks for each job."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._jobs = 0
        self._process: subprocess.Popen[str] | None = None

    def run(self, job: dict[str, Any]) -> tuple[int, str, str]:
        """Exit code, output and errors of a job."""
        process = self._process = self._process or start("--serve", stdin=subprocess.PIPE)
        assert process.stdin is not None
        assert process.stdout is not None
        self._jobs += 1
        out, err = (self._folder / f"{self._jobs}.{name}" for name in ("out", "err"))
        print(json.dumps([json.dumps(job), str(out), str(err)]), file=process.stdin, flush=True)
        try:
            ready, _, _ = select.select([process.stdout], [], [], SECONDS)
            assert ready, f"no answer in {SECONDS} s: {job}"
            code = int(process.stdout.readline())
        except BaseException:  # a test that ran out of time, too: the next must not get this answer
            self.close()
            raise
        return code, out.read_text(), err.read_text()

    def close(self) -> None:
        """End the process and what it forked."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.communicate()
            self._process = None


def start(job: str, **pipes: int) -> subprocess.Popen[str]:
    """Begin ``run_collect.py`` in a session of its own."""
    return subprocess.Popen(
        [sys.executable, str(RUNNER), job],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=ENVIRONMENT,
        **pipes,
    )


@pytest.fixture(scope="session")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    """The one process of a test session that crawls are forked from."""
    runner = Runner(tmp_path_factory.mktemp("jobs"))
    yield runner
    runner.close()


@dataclass
class Newsroom:
    """A ledger in a temporary folder, and crawls that fill it."""

    folder: Path
    runner: Runner
    now: str = "2031-05-05T12:00:00+00:00"
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def database(self) -> Path:
        return self.folder / "ledger.db"

    @property
    def warcs(self) -> Path:
        return self.folder / "warc"

    def job(self, what: str, outlets: list[dict[str, Any]], **options: Any) -> dict[str, Any]:
        settings = {
            "database": str(self.database),
            "warc_folder": str(self.warcs),
            "contact": "https://claims.example/about",
            "outlets": outlets,
            "delay": 0.0,
            "timeout": 60.0,
            "concurrency_per_host": 4,
            "backoff": [0.1, 0.1, 0.1],
            **options.pop("settings", {}),
        }
        return {"what": what, "settings": settings, "now": self.now, **options}

    def start(self, job: dict[str, Any]) -> subprocess.Popen[str]:
        """Begin a crawl from nothing; the caller waits for it or ends it, else the fixture does."""
        process = start(json.dumps(job))
        self.started.append(process)
        return process

    def run(self, what: str, outlets: list[dict[str, Any]], **options: Any) -> Ran:
        """Crawl, import or look around, and wait for it."""
        code, out, err = self.runner.run(self.job(what, outlets, **options))
        assert code == 0, err[-3000:]
        told = json.loads(out.splitlines()[-1])
        return Ran(stderr=err, **told)

    def crawl(self, *outlets: dict[str, Any], **options: Any) -> Ran:
        return self.run("crawl", list(outlets), **options)

    def fetch(self, site: Site, *paths: str, **options: Any) -> Ran:
        """Fetch single pages of a site."""
        targets = [site.url(path) for path in paths]
        return self.run("import", [outlet(site)], targets=targets, **options)

    def db(self) -> Database:
        return connect(self.database)

    def rows(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        db = self.db()
        try:
            return list(db.conn.execute(sql, parameters))
        finally:
            db.close()

    def one(self, sql: str, *parameters: object) -> Any:
        return self.rows(sql, *parameters)[0][0]

    def problems(self) -> dict[str, str]:
        """Kind of each problem by the path of its page."""
        return {
            urlsplit(url or "").path: kind
            for url, kind in self.rows("SELECT url, kind FROM problems ORDER BY at")
        }

    def frontier(self) -> dict[str, str]:
        """State of each address by its path."""
        return {
            urlsplit(url).path: state for url, state in self.rows("SELECT url, state FROM frontier")
        }


def outlet(site: Site, name: str = "The Told", **fields: Any) -> dict[str, Any]:
    """An outlet's settings; lists are given as paths."""
    lists = {
        kind: [site.url(path) for path in fields.pop(kind, ())]
        for kind in ("feeds", "sitemaps", "sections")
    }
    return {"name": name, "hosts": [site.netloc], **lists, **fields}


@pytest.fixture
def newsroom(tmp_path: Path, runner: Runner) -> Iterator[Newsroom]:
    newsroom = Newsroom(tmp_path, runner)
    newsroom.db().close()
    yield newsroom
    for process in newsroom.started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


@pytest.fixture
def told() -> Any:
    """The builders of responses, pages and outlets, for tests of other modules."""

    class Told:
        answer = staticmethod(answer)
        page_html = staticmethod(page_html)
        outlet = staticmethod(outlet)
        default_paragraphs = staticmethod(default_paragraphs)
        http_date = staticmethod(format_datetime)

    return Told


@pytest.fixture
def shared() -> Path:
    """Gold and tools beside the repository; tests that need them are skipped without."""
    folder = Path(__file__).parents[2].parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"{folder} is absent: gold and tools are not part of the repository")
    return folder


@pytest.fixture
def tls_site(tmp_path: Path) -> Iterator[str]:
    """A server with a certificate that nobody signed; yields its netloc."""
    import ssl
    from datetime import UTC, datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "certificate.pem"
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    site = Site()

    async def listen() -> asyncio.Server:
        return await asyncio.start_server(site.serve, site.host, 0, ssl=context)

    server = asyncio.run_coroutine_threadsafe(listen(), loop).result(SECONDS)
    yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    loop.call_soon_threadsafe(server.close)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)
    loop.close()
