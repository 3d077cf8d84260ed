"""One spelling for each address, and which outlet it belongs to."""

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

MAX_URL_LENGTH = 2083
"""Longer addresses are traps or mistakes; browsers of the time when it mattered stopped here."""

_TRACKING = re.compile(
    r"utm_\w+|(?:fb|g|dc|gb|wb|y|ms|tt|tw|li_fat_)clid|igshid|mc_(?:cid|eid)|_ga|_gl|"
    r"cmp(?:id)?|ns_(?:campaign|mchannel|source|linkname|fee)|at_(?:medium|campaign|custom\d)|xtor|"
    r"ocid|smid|smtyp|ref_?(?:src|url)|spref|__twitter_impression|guccounter|guce_\w+|"
    r"soc_(?:src|trk)|sr_share|wt_(?:mc|zmc)|mkt_tok|amp;\w+",
    re.IGNORECASE,
)
_CHANNEL = re.compile(
    r"(?:ref(?:errer)?|source|src|medium|campaign|from|via|partner|origin|channel|feed|share)", re.I
)
_CHANNELS = re.compile(
    r"(?:rss|feed|atom|(?:daily|weekly|morning|evening)?-?newsletter|e?-?mail|social|share|sharing|"
    r"twitter|tw|x|facebook|fb|instagram|ig|linkedin|whatsapp|telegram|reddit|tiktok|threads|"
    r"bluesky|mastodon|flipboard|pocket|google|google-?news|apple-?news|yahoo|msn|bing|smartnews|"
    r"newsbreak|home|homepage|app|push|widget|amp|syndication|organic|cpc|referral)(?:[-_].*)?",
    re.I,
)
"""Values of the parameters above that say by what way a reader came; others may name a page."""

_SESSION = re.compile(r"(?:php|j|asp\.net_)?sess(?:ion)?_?id|sid|zenid|osCsid", re.IGNORECASE)
_TOKEN = re.compile(r"(?=.*\d)[0-9a-zA-Z,_-]{16,}")
_PATH_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_NOT_ARTICLES = re.compile(
    r"(?:^|/)(?:tags?|topics?|categor(?:y|ies)|sections?|authors?|people|profiles?|writers?|staff|"
    r"contributors?|search|login|log-in|signin|sign-in|sign-up|signup|register|registration|account|"
    r"subscri\w+|newsletters?|about(?:-us)?|contact(?:-us)?|privacy\S*|terms\S*|cookies?\S*|"
    r"advertis\w+|careers?|jobs|help|faqs?|feedback|sitemap\S*|rss|feeds?|podcasts?|video|videos|"
    r"galler(?:y|ies)|live-tv|weather|horoscopes?|crosswords?|games?|puzzles?|shop|store|events?|calendars?|"
    r"archives?|page|pages|print|share|comments?|amp|wp-(?:admin|login|content|json)\S*|cdn-cgi|"
    r"legal|accessibility|donate|support-us|e-?paper|coupons?|vouchers?|author)(?:/|$|\.)",
    re.I,
)
_ASSET = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|css|js|json|xml|rss|atom|pdf|zip|gz|mp[34]|m4a|webm|"
    r"docx?|xlsx?|pptx?|apk|exe|dmg|woff2?)$",
    re.I,
)
_COUNTRIES = {"uk": "GB"}
_NO_COUNTRY = frozenset({"io", "co", "tv", "me", "ai", "fm", "ly", "eu", "cc", "ws", "to", "gg"})
_SPACE = re.compile(r"[\x00-\x20\x7f]+")


def normalise(url: str, base: str | None = None) -> str | None:
    """The one spelling of an http(s) address, or ``None`` when it is none that may be fetched.

    Scheme and host in lower case, no default port, no fragment, no tracking or session parameter,
    query sorted. ``javascript:``, ``data:``, ``file:`` and the like, addresses with a user name
    or password, without a host, or beyond 2,083 characters give ``None``.

    >>> normalise("HTTPS://Lantern.example:443/a/../news?utm_source=x&id=7#top")
    'https://lantern.example/news?id=7'
    >>> normalise("javascript:alert(1)") is None
    True
    """
    url = _SPACE.sub("", url)
    if not url or len(url) > MAX_URL_LENGTH:
        return None
    try:
        joined = urljoin(base, url) if base else url
        parts = urlsplit(joined)
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    if port in (None, 80 if parts.scheme == "http" else 443):
        netloc = _bracketed(host)
    else:
        netloc = f"{_bracketed(host)}:{port}"
    query = urlencode(
        [
            (name, value)
            for name, value in parse_qsl(parts.query, keep_blank_values=True)
            if not _TRACKING.fullmatch(name)
            and not (_CHANNEL.fullmatch(name) and _CHANNELS.fullmatch(value))
            and not (_SESSION.fullmatch(name) and _TOKEN.fullmatch(value))
        ]
    )
    path = _PATH_SESSION.sub("", _without_dots(parts.path)) or "/"
    try:
        return str(canonicalize_url(urlunsplit((parts.scheme, netloc, path, query, ""))))
    except (ValueError, UnicodeError):
        return None


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _without_dots(path: str) -> str:
    """A path with "." and ".." resolved, as browsers do before they ask."""
    if "/." not in path:
        return path
    kept: list[str] = []
    parts = path.split("/")
    for part in parts[1:]:
        if part == "..":
            if kept:
                kept.pop()
        elif part != ".":
            kept.append(part)
    if parts[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def netloc_of(url: str) -> str:
    """Host of an address with its port where it is not the scheme's own, in lower case."""
    parts = urlsplit(url)
    host = _bracketed((parts.hostname or "").rstrip("."))
    default = {"http": 80, "https": 443}.get(parts.scheme)
    return host if parts.port in (None, default) else f"{host}:{parts.port}"


def country_of_host(url: str) -> str | None:
    """The country of an address's top-level domain, where it stands for one.

    >>> country_of_host("https://told.example.uk/x"), country_of_host("https://told.tv/")
    ('GB', None)
    """
    last = (urlsplit(url).hostname or "").rsplit(".", 1)[-1]
    if len(last) == 2 and last.isalpha() and last not in _NO_COUNTRY:
        return _COUNTRIES.get(last, last.upper())
    return None


def belongs_to(url: str, hosts: Iterable[str]) -> bool:
    """Whether an address stands on one of the hosts or on a subdomain of one.

    A host with a port owns that port alone; "www." is not looked at.

    >>> belongs_to("https://sport.lantern.example/x", ["www.lantern.example"])
    True
    >>> belongs_to("http://127.0.0.1:8802/x", ["127.0.0.1:8801"])
    False
    """
    netloc = netloc_of(url).removeprefix("www.")
    for host in hosts:
        owned = host.lower().removeprefix("www.")
        if netloc == owned or (netloc.endswith("." + owned) and not _is_address(owned)):
            return True
    return False


def _is_address(host: str) -> bool:
    return bool(re.fullmatch(r"[\d.]+(?::\d+)?|\[.*\](?::\d+)?", host))


_VARIANT = re.compile(
    r"(?:^|[/.])(?:amp|print|printable)(?:$|[/.])|[?&](?:amp(?:=1)?|outputtype=amp|print(?:=\w+)?|"
    r"view=print|mode=amp)(?:&|$)",
    re.IGNORECASE,
)


def is_variant(url: str) -> bool:
    """Whether an address is that of an AMP or print edition of a page.

    >>> is_variant("https://lantern.example/amp/bridge"), is_variant("https://a.example/camp/x")
    (True, False)
    """
    parts = urlsplit(url)
    return bool(_VARIANT.search(f"{parts.path}?{parts.query}"))


def may_be_article(url: str) -> bool:
    """Whether an address could be an article: no homepage, tag or account page, image or script.

    >>> may_be_article("https://lantern.example/author/jo-reed")
    False
    """
    path = unquote(urlsplit(url).path).rstrip("/")
    return bool(path) and not _ASSET.search(path) and not _NOT_ARTICLES.search(path)
