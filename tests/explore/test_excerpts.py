"""A public server shows excerpts only, on every page and in every file."""

import asyncio
from collections.abc import Mapping

import pytest
from datasette.app import Datasette

from answers import excerpts


def test_every_page_of_a_public_server_is_cut(
    public: Datasette, explorer: Datasette, ids: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excerpts, "SENTENCE", 30)
    for path in (f"/figures/{ids['dead']}", f"/articles/{ids['wire']}", "/search?q=ferry"):
        head, _, query = path.partition("?")
        short = asyncio.run(public.client.get(f"{head}.json?{query}")).text
        assert "…" in short, path
        assert "caught fire off Port Selwyn, the coast guard said" not in short, path
        whole = asyncio.run(explorer.client.get(f"{head}.json?{query}")).text
        assert "caught fire off Port Selwyn, the coast guard said" in whole, path
        assert asyncio.run(public.client.get(path)).status_code == 200
    table = asyncio.run(public.client.get(f"/figures/{ids['dead']}.csv")).text
    assert "caught fire off Port Selwyn, the coast guard said" not in table
