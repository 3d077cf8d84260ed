"""Options that every verb shares, and the values that they take."""

from pathlib import Path

import click
import pytest

from claimledger.config import ConfigError
from claimledger.options import Duration, Moment, resolve


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90", 90), ("45s", 45), ("10m", 600), ("1.5h", 5400), ("2d", 172800), ("0.5", 0.5)],
)
def test_durations(text: str, seconds: float) -> None:
    assert Duration().convert(text, None, None) == seconds


@pytest.mark.parametrize("text", ["", "m", "ten", "-5m", "0", "nan", "inf", "5w", "1e999h"])
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(click.BadParameter, match="is not a duration"):
        Duration().convert(text, None, None)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2031-05-13", "2031-05-13"),
        ("2031-05-13T09:00:00Z", "2031-05-13T09:00:00Z"),
        ("2031-05-13T09:00:00+02:00", "2031-05-13T07:00:00Z"),
        ("2031-05-13T09:00", "2031-05-13T09:00:00Z"),
    ],
)
def test_moments(text: str, moment: str) -> None:
    assert Moment().convert(text, None, None) == moment


@pytest.mark.parametrize("text", ["", "soon", "13.5.2031", "2031-13-01"])
def test_what_is_no_moment(text: str) -> None:
    with pytest.raises(click.BadParameter, match="is no time"):
        Moment().convert(text, None, None)


def test_the_configuration_of_the_folder_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "claimledger.toml").write_text('database = "desk.db"\n')
    assert resolve(None, None).database == tmp_path / "desk.db"
    assert resolve(None, Path("other.db")).database == tmp_path / "other.db"


def test_a_database_alone_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    config = resolve(None, Path("news.db"))
    assert config.database == tmp_path / "news.db"
    assert config.crawl.warc_folder == tmp_path / "warc"
    assert config.crawl.outlets == ()
    with pytest.raises(ConfigError):
        resolve(None, None)
