"""Language models for tests: a plugin of ``llm`` whose models compare words, or do as they are told."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import llm
from llm.plugins import pm

Answer = dict[str, Any]
Side = Mapping[str, str | None]


def sensible(a: Side, b: Side) -> Answer:
    """What a plain reader answers: two sentences that share most words ask one question."""
    one, other = (_words(side) for side in (a, b))
    numbers = [re.search("⟦(.*?)⟧", str(side["sentence"])) for side in (a, b)]
    quotes = [found[1] for found in numbers if found]
    alike = len(one & other) >= 0.5 * min(len(one), len(other))
    answer = "same_conflict" if alike and len(set(quotes)) == 2 else "same_agree" if alike else "other_subject"  # fmt: skip
    return {"answer": answer, "words": quotes, "sure": 0.9}


def _words(side: Side) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", str(side["sentence"]).lower()))


class Fake(llm.Model):  # type: ignore[misc] # untyped for mypy where llm is not installed
    """A model that answers by a function, and keeps what it was asked."""

    supports_schema = True

    def __init__(self, name: str, answer: Callable[[Side, Side], Answer | str]) -> None:
        self.model_id = name
        self.answer = answer
        self.asked: list[str] = []
        self.systems: list[str] = []

    def execute(self, prompt: Any, stream: bool, response: Any, conversation: Any) -> Iterator[str]:
        self.asked.append(prompt.prompt)
        self.systems.append(prompt.system)
        data = json.loads(prompt.prompt)
        answer = self.answer(data["a"], data["b"])
        response.set_usage(input=100, output=20)
        yield answer if isinstance(answer, str) else json.dumps(answer)


class Plugin:
    """What ``llm`` asks for its models."""

    def __init__(self) -> None:
        self.models: list[llm.Model] = []

    @llm.hookimpl
    def register_models(self, register: Callable[[llm.Model], None]) -> None:
        for model in self.models:
            register(model)


PLUGIN = Plugin()


def install(*models: llm.Model) -> None:
    """Have ``llm`` know these models, and no others of tests."""
    if not pm.is_registered(PLUGIN):
        pm.register(PLUGIN, name="claimledger-tests")
    PLUGIN.models = list(models)
