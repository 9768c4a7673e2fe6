"""The estate as `pulumi preview --json` would save it, shaped as CLI 3.259 writes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, cast

from .shapes import Item, Ref

UNKNOWN: Final = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""How the engine spells a value that is not known yet (`plugin.UnknownStringValue`)."""

_HEAD: Final = "urn:pulumi:prod::estate::"
_STACK: Final = f"{_HEAD}pulumi:pulumi:Stack::estate-prod"
_REGIONS: Final = {"aws": {"region": "us-east-1"}, "gcp": {"region": "us-central1", "project": "acme-ml"}}
_TRACE: Final = [
    {"sourcePosition": f"project:///{file}#{line}"}
    for file, line in (("pool.py", 88), ("team.py", 41), ("__main__.py", 12), ("runtime/stack.py", 237))
]


def preview(items: Iterable[Item]) -> dict[str, Any]:
    """The whole file."""
    found = list(items)
    urns = {item.name: f"{_HEAD}{item.token}::{item.name}" for item in found}
    states = [_stack(), *_providers(found), *(_state(item, urns) for item in found)]
    steps = [{"op": "create", "urn": state["urn"], "newState": state} for state in states]
    return {"config": {"aws:region": "us-east-1"}, "steps": steps, "changeSummary": {"create": len(steps)}}


def _stack() -> dict[str, Any]:
    return {"urn": _STACK, "custom": False, "type": "pulumi:pulumi:Stack"}


def _providers(items: Iterable[Item]) -> Iterator[dict[str, Any]]:
    for package in dict.fromkeys(_package(item) for item in items):
        token = f"pulumi:providers:{package}"
        inputs = {"version": "7.0.0", **_REGIONS.get(package, {})}
        yield {"urn": _provider(package), "custom": True, "type": token, "inputs": inputs, "outputs": inputs}


def _state(item: Item, urns: Mapping[str, str]) -> dict[str, Any]:
    sources = {key: sorted({urns[name] for name in _named(value)}) for key, value in item.inputs.items()}
    inputs: dict[str, Any] = {"__defaults": [], **_plain(item.inputs)}
    return {
        "urn": urns[item.name],
        "custom": True,
        "type": item.token,
        "inputs": inputs,
        "outputs": {**_plain(item.inputs), "id": UNKNOWN, "arn": UNKNOWN},
        "parent": _STACK,
        "dependencies": sorted({urn for found in sources.values() for urn in found}),
        "provider": f"{_provider(_package(item))}::{UNKNOWN}",
        "propertyDependencies": sources,
        "sourcePosition": _TRACE[0]["sourcePosition"],
        "stackTrace": _TRACE,
    }


def _package(item: Item) -> str:
    return item.token.partition(":")[0]


def _provider(package: str) -> str:
    return f"{_HEAD}pulumi:providers:{package}::default_7_0_0"


def _plain(value: Any) -> Any:
    match value:
        case Ref():
            return UNKNOWN
        case Mapping():
            return {key: _plain(item) for key, item in cast("Mapping[str, Any]", value).items()}
        case list():
            return [_plain(item) for item in cast("list[Any]", value)]
        case _:
            return value


def _named(value: Any) -> Iterator[str]:
    match value:
        case Ref(name=name):
            yield name
        case Mapping():
            for item in cast("Mapping[str, Any]", value).values():
                yield from _named(item)
        case list():
            for item in cast("list[Any]", value):
                yield from _named(item)
        case _:
            pass
