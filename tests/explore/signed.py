"""Requests of one who is signed in."""

import asyncio
import re
from collections.abc import Mapping

import httpx
from datasette.app import Datasette

REVIEWER = {"id": "vera"}


def cookies(datasette: Datasette, actor: Mapping[str, str] = REVIEWER) -> dict[str, str]:
    """The cookie by which Datasette knows an actor."""
    return {"ds_actor": datasette.sign({"a": dict(actor)}, "actor")}


def post(
    datasette: Datasette,
    address: str,
    form: Mapping[str, str],
    actor: Mapping[str, str] = REVIEWER,
    *,
    page: str,
) -> httpx.Response:
    """A form sent to an address with the token that a page gives."""

    async def sent() -> httpx.Response:
        jar = cookies(datasette, actor)
        shown = await datasette.client.get(page, cookies=jar)
        token = re.search(r'name="csrftoken" value="([^"]+)"', shown.text)
        jar |= dict(shown.cookies)
        data = dict(form) | ({"csrftoken": token[1]} if token else {})
        return await datasette.client.post(address, data=data, cookies=jar)

    return asyncio.run(sent())
