"""Language models by name, through the library ``llm`` (the extra ``[llm]``) and its plugins.

The only module that imports ``llm``, and only once a model is asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from os import environ
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from claimledger.exits import CommandError, Exit

if TYPE_CHECKING:
    import llm

INSTALL = "install the extra: pip install 'claimledger[llm]'"
CHARACTERS = 4
"""Characters that count as one token where a model does not say how many it used."""
_LOCAL = {"llm_gguf", "llm_gpt4all", "llm_llamafile", "llm_mlx", "llm_ollama"}
"""Plugins whose models run where they are called, unless an address says otherwise."""
_ADDRESSES = ("api_base", "base_url", "host")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model says, and how many tokens that took to read and write."""

    text: str
    tokens: int


class ModelFailed(Exception):
    """A model did not answer at all; the message says why."""


class LanguageModel(Protocol):
    """Whoever answers; ``remote`` says where the text goes, ``None`` where it stays here."""

    @property
    def name(self) -> str: ...

    @property
    def remote(self) -> str | None: ...

    def ask(self, system: str, prompt: str, schema: Mapping[str, Any]) -> Reply: ...


@dataclass(frozen=True, slots=True)
class Installed:
    """A model that a plugin of ``llm`` knows."""

    name: str
    remote: str | None
    model: "llm.Model"

    def ask(self, system: str, prompt: str, schema: Mapping[str, Any]) -> Reply:
        """One question in a conversation of its own; raises ``ModelFailed``."""
        known = bool(self.model.supports_schema)
        if not known:
            system = f"{system}\n\nAnswer with one JSON object of this schema alone:\n{schema}"
        try:
            response = self.model.prompt(
                prompt, system=system, schema=dict(schema) if known else None, stream=False
            )
            text = response.text()
            used = response.usage()
        except Exception as error:  # plugins raise what their libraries raise
            raise ModelFailed(f"{type(error).__name__}: {error}"[:300]) from error
        told = (used.input or 0) + (used.output or 0)
        return Reply(text, told or (len(system) + len(prompt) + len(text)) // CHARACTERS + 1)


def installed(name: str) -> Installed:
    """The model of a name or alias; raises ``CommandError`` where there is none, or no ``llm``."""
    try:
        import llm
    except ImportError as error:
        raise CommandError(f"no model can be asked: {INSTALL}") from error
    try:
        model = llm.get_model(name)
    except llm.UnknownModelError as error:
        raise CommandError(
            f"{name}: no such model; `llm models` lists those that are installed", Exit.NOT_FOUND
        ) from error
    return Installed(model.model_id, destination(model), model)


def destination(model: Any) -> str | None:
    """Where a model's text goes: a host, a service, or ``None`` where it stays on this machine.

    What is not known to be local counts as remote.
    """
    plugin = type(model).__module__.partition(".")[0]
    address = next((str(a) for a in (getattr(model, n, None) for n in _ADDRESSES) if a), None)
    if address is None and plugin == "llm_ollama":
        address = environ.get("OLLAMA_HOST")
    if address is not None:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or address
        return None if _loopback(host) else host
    if model.needs_key:
        return str(model.needs_key)
    return None if plugin in _LOCAL else f"a place that is not known (plugin {plugin})"


def _loopback(host: str) -> bool:
    try:
        address = ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
    return address.is_loopback or address.is_unspecified
