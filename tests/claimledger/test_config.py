"""The configuration: what is right loads, what is wrong is named with file, key and expectation."""

import dataclasses
from pathlib import Path

import pytest

from claimledger import keys, starter
from claimledger.config import ConfigError, for_database, load
from claimledger.exits import Exit
from crawler.settings import CrawlSettings, OutletSettings

TWO = """
[[outlets]]
name = "Harbour Post"
hosts = ["harbourpost.example", "127.0.0.1:8801"]
country = "GB"
feeds = ["https://harbourpost.example/feed.xml"]

[[outlets]]
name = "Hill Gazette"
hosts = ["hillgazette.example"]
group = "Hill Papers"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "claimledger.toml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(write(folder, text))
    assert caught.value.code is Exit.USAGE
    assert all(line.startswith(str(caught.value.path)) for line in str(caught.value).splitlines())
    return list(caught.value.faults)


def test_outlets_and_paths_load(tmp_path: Path) -> None:
    config = load(write(tmp_path, 'database = "news.db"\ncontact = "desk@example.org"\n' + TWO))
    assert config.database == tmp_path / "news.db"
    assert config.crawl.warc_folder == tmp_path / "warc"
    assert config.crawl.outlets == (
        OutletSettings(
            "Harbour Post",
            ("harbourpost.example", "127.0.0.1:8801"),
            country="GB",
            feeds=("https://harbourpost.example/feed.xml",),
        ),
        OutletSettings("Hill Gazette", ("hillgazette.example",), group="Hill Papers"),
    )


def test_the_written_file_loads_and_holds_the_defaults(tmp_path: Path) -> None:
    config = load(write(tmp_path, starter.write()))
    plain = CrawlSettings(tmp_path / "claimledger.db", tmp_path / "warc", contact="", outlets=())
    assert config.crawl == plain
    alone = for_database(tmp_path / "claimledger.db")
    assert dataclasses.replace(config, path=None) == alone


def test_every_crawl_setting_is_a_key() -> None:
    named = {key.name for key in (*keys.TOP, *keys.POLITENESS)} | {"outlets"}
    named.add("documents")  # what is asked for, which nobody configures
    assert named == {field.name for field in dataclasses.fields(CrawlSettings)}
    outlet = {key.name for key in keys.OUTLET}
    assert outlet == {field.name for field in dataclasses.fields(OutletSettings)}


def test_the_written_example_outlet_loads_without_its_comment_signs(tmp_path: Path) -> None:
    lines = starter.write().splitlines()
    example = [line.removeprefix("# ") for line in lines[lines.index("# [[outlets]]") :]]
    config = load(write(tmp_path, "\n".join(example)))
    assert [outlet.name for outlet in config.crawl.outlets] == ["Harbour Post"]


def test_given_values_and_outlets_are_written(tmp_path: Path) -> None:
    outlet = {
        "name": "Tor “Hill” News",
        "hosts": ["127.0.0.1:9"],
        "feeds": ["http://127.0.0.1:9/f"],
    }
    text = starter.write({"": {"contact": "a@b.example"}, "politeness": {"delay": 0}}, [outlet])
    config = load(write(tmp_path, text))
    assert config.crawl.contact == "a@b.example"
    assert config.crawl.delay == 0
    assert config.crawl.outlets[0].name == "Tor “Hill” News"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('databse = "x.db"', "databse: unknown key; did you mean 'database'?"),
        ("[politness]", "politness: unknown key; did you mean 'politeness'?"),
        ("[politeness]\ndelay = 'slow'", 'politeness.delay: expected seconds, as 1.0; found "slow"'),
        ("[politeness]\ndelay = true", "politeness.delay: expected seconds, as 1.0; found true"),
        ("[politeness]\ntimeout = 0", "politeness.timeout: expected seconds above 0, as 30; found 0"),
        ("[politeness]\nmax_pages = 0", "politeness.max_pages: expected a whole number from 1; found 0"),
        ("politeness = 3", "politeness: expected a table, written as [politeness]"),
        ("reading = {worker = 2}", "reading.worker: unknown key; did you mean 'workers'?"),
        ("serving = {port = 70000}", "serving.port: expected a port from 0 to 65535; found 70000"),
        ("database = 3", "database: expected the path of a file; found 3"),
        ('contact = "call me"', 'contact: expected an e-mail address or a web page, as "desk@example.org"; found "call me"'),
        ('topics = "tram"', 'topics: expected a list of words or phrases, as ["earthquake", "jobless rate"]; found "tram"'),
        ("outlets = 3", "outlets: expected tables, each written under [[outlets]]"),
        ("[outlets]", "outlets: expected tables, each written under [[outlets]]"),
    ],
)  # fmt: skip
def test_a_fault_names_key_and_expectation(tmp_path: Path, text: str, fault: str) -> None:
    assert faults(tmp_path, text) == [fault]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("feed = []", "outlets[1] (Post).feed: unknown key; did you mean 'feeds'?"),
        ('country = "uk"', 'outlets[1] (Post).country: expected an ISO 3166-1 code of two capitals, as "GB"; found "uk"'),
        ('feeds = ["ftp://p.example/"]', "outlets[1] (Post).feeds: expected a list of http(s) addresses; found ['ftp://p.example/']"),
        ('sections = ["http://[::1/"]', "outlets[1] (Post).sections: expected a list of http(s) addresses; found ['http://[::1/']"),
    ],
)  # fmt: skip
def test_a_fault_in_an_outlet_names_the_outlet(tmp_path: Path, line: str, fault: str) -> None:
    text = f'[[outlets]]\nname = "Post"\nhosts = ["p.example"]\n{line}\n'
    assert faults(tmp_path, text) == [fault]


def test_an_outlet_needs_name_and_hosts(tmp_path: Path) -> None:
    assert faults(tmp_path, "[[outlets]]\nhosts = []\n") == [
        "outlets[1].name: is missing; expected the outlet's name",
        'outlets[1].hosts: is missing; expected a list of host names, as ["www.example.org"], with a port if it is not 80 or 443',
    ]


def test_a_host_written_as_an_address_is_refused(tmp_path: Path) -> None:
    [fault] = faults(tmp_path, '[[outlets]]\nname = "Post"\nhosts = ["https://p.example/"]\n')
    assert fault.startswith("outlets[1] (Post).hosts: expected a list of host names")


def test_hosts_and_names_have_one_owner(tmp_path: Path) -> None:
    again = '\n[[outlets]]\nname = "hill gazette"\nhosts = ["harbourpost.example"]\n'
    assert faults(tmp_path, TWO + again) == [
        "outlets[3] (hill gazette).name: outlets[2] has the same name; expected a name each",
        "outlets[3] (hill gazette).hosts: harbourpost.example is a host of outlets[1] (Harbour Post) too; expected one owner",
    ]


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    assert len(faults(tmp_path, "a = 1\ntopics = 2\n[reading]\nworkers = -1\n")) == 3


def test_a_missing_file_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="does not exist; write one with 'claimledger init'"):
        load(tmp_path / "none.toml")


def test_broken_toml_is_told_with_its_line(tmp_path: Path) -> None:
    [fault] = faults(tmp_path, "database = \n")
    assert fault.startswith("is not valid TOML: ")
    assert "line 1" in fault


def test_bytes_that_are_no_utf8_are_told(tmp_path: Path) -> None:
    path = tmp_path / "claimledger.toml"
    path.write_bytes(b'contact = "\xff"')
    with pytest.raises(ConfigError, match="is not UTF-8"):
        load(path)


def test_the_folder_of_the_database_must_exist(tmp_path: Path) -> None:
    [fault] = faults(tmp_path, 'database = "no/such/news.db"')
    assert fault.startswith("database: the folder ")
    assert fault.endswith("does not exist; expected one that does")


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    [fault] = faults(tmp_path, 'database = "news"')
    assert fault.endswith("is a folder; expected the path of a file")
