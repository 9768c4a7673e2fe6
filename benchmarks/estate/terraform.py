"""The estate in Terraform's language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, cast

from .shapes import Item, Ref

_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

_MAPS: Final = frozenset({"tags", "labels", "variables", "metadata", "dimensions"})
"""Attributes whose value is a map; every other object is a block."""

_SINGULAR: Final = {
    "rules": "rule",
    "overrides": "override",
    "disks": "disk",
    "allows": "allow",
    "versions": "version",
    "guest_accelerators": "guest_accelerator",
    "network_interfaces": "network_interface",
    "attached_disks": "attached_disk",
    "lifecycle_rules": "lifecycle_rule",
    "notifications": "notification",
    "tags": "tag",
}
"""Blocks that may be there several times have a name in the plural in Pulumi, in the singular in Terraform."""


def terraform(items: Iterable[Item]) -> str:
    """One file of all resources."""
    found = list(items)
    blocks = {item.name: item.block for item in found}
    return "".join(_resource(item, blocks) for item in found)


def _resource(item: Item, blocks: Mapping[str, str]) -> str:
    lines = "\n".join(_body(item.inputs if item.terraform is None else item.terraform, blocks, "  "))
    return f'resource "{item.block}" "{item.name}" {{\n{lines}\n}}\n\n'


def _body(values: Mapping[str, Any], blocks: Mapping[str, str], indent: str) -> Iterator[str]:
    for key, value in values.items():
        name = _HUMP.sub("_", key).lower()
        if isinstance(value, Mapping) and name not in _MAPS:
            yield from _block(name, cast("Mapping[str, Any]", value), blocks, indent)
        elif isinstance(value, list) and any(isinstance(it, Mapping) for it in cast("list[Any]", value)):
            for one in cast("list[Mapping[str, Any]]", value):
                yield from _block(_SINGULAR.get(name, name), one, blocks, indent)
        else:
            yield f"{indent}{name} = {_expression(value, blocks)}"


def _block(name: str, values: Mapping[str, Any], blocks: Mapping[str, str], indent: str) -> Iterator[str]:
    yield f"{indent}{name} {{"
    yield from _body(values, blocks, f"{indent}  ")
    yield f"{indent}}}"


def _expression(value: Any, blocks: Mapping[str, str]) -> str:
    match value:
        case Ref(name=name, output=output):
            return f"{blocks[name]}.{name}.{_HUMP.sub('_', output).lower()}"
        case Mapping():
            pairs = cast("Mapping[str, Any]", value).items()
            return "{ " + ", ".join(f"{json.dumps(key)} = {_expression(it, blocks)}" for key, it in pairs) + " }"
        case list():
            return "[" + ", ".join(_expression(it, blocks) for it in cast("list[Any]", value)) + "]"
        case _:
            return json.dumps(value)
