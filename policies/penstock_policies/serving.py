"""Serves the policy pack to the Pulumi engine, and decodes each message once, however many policies ask.

pulumi-policy 1.21 (`policy.py`, `Analyze` and `AnalyzeStack`) turns the properties of every resource from the wire's form into
proxies for each policy again: for 300 resources and 40 policies that is most of the pack's time. There is no setting for it. So
while a pack serves, the three functions that it decodes with are ones that keep what they made, by the message's content.
Policies only read what they are given; what a remediation gets, and may return changed, is made anew.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, Protocol

import pulumi_policy as engine
from pulumi_policy import policy as serving
from pulumi_policy.deserialize import deserialize_properties
from pulumi_policy.proxy import unknown_checking_proxy

from penstock.garbage_collection import garbage_collection_paused


class PolicyPack(engine.PolicyPack):
    """As pulumi-policy's own, which serves and does not return."""

    def __init__(self, name: str, policies: list[engine.Policy]) -> None:
        with garbage_collection_paused(), decoded_once():
            super().__init__(name, policies)


@contextmanager
def decoded_once() -> Generator[None]:
    """While this lasts, pulumi-policy decodes no content twice. A version that decodes by other functions serves as it is."""
    names = ("json_format", "deserialize_properties", "unknown_checking_proxy")
    if not all(hasattr(serving, name) for name in names):
        yield
        return
    before = {name: getattr(serving, name) for name in names}
    kept = _Kept(before["json_format"])
    json_format = SimpleNamespace(MessageToDict=kept.as_dict)
    _set(dict(zip(names, (json_format, kept.deserialized, kept.proxied), strict=True)))
    try:
        yield
    finally:
        _set(before)


def _set(names: Mapping[str, Any]) -> None:
    for name, function in names.items():
        setattr(serving, name, function)


class _Message(Protocol):
    def SerializeToString(self) -> bytes: ...  # noqa: N802 - protobuf's name


class _Kept:
    """What was decoded, step by step; a step is found again by the identity of what the one before keeps. The engine asks in
    several threads: the first that is done decides what is kept, or an identity might be given to another object.

    `json_format`: protobuf's module of that name, as pulumi-policy has it.
    """

    def __init__(self, json_format: Any) -> None:
        self._json_format = json_format
        self._dicts: dict[bytes, dict[str, Any]] = {}
        self._deserialized: dict[int, tuple[dict[str, Any], dict[str, Any]]] = {}
        self._proxied: dict[int, Any] = {}

    def as_dict(self, message: _Message) -> dict[str, Any]:
        """The message as JSON has it."""
        content = message.SerializeToString()
        found = self._dicts.get(content)
        return self._dicts.setdefault(content, self._json_format.MessageToDict(message)) if found is None else found

    def deserialized(self, props: dict[str, Any], proxy_secrets: bool = False) -> dict[str, Any]:
        """Without the wire's marks. `proxy_secrets`: a remediation asks."""
        if proxy_secrets:
            return deserialize_properties(props, proxy_secrets)
        kept = self._deserialized.get(id(props))
        if kept is None:  # what it was made from is kept with it, so that its identity is not given to another
            kept = self._deserialized.setdefault(id(props), (props, deserialize_properties(props)))
            self._proxied.setdefault(id(kept[1]), unknown_checking_proxy(kept[1]))
        return kept[1]

    def proxied(self, props: dict[str, Any]) -> Any:
        """With proxies that raise where a value is not known."""
        found = self._proxied.get(id(props))
        return unknown_checking_proxy(props) if found is None else found
