"""The JSON Schema (draft 2020-12) of a stack file, for editors: `python -m penstock.spec.schema > docs/stack-file.schema.json`.

It accepts and refuses what the models do, but for four kinds of text that a pattern cannot fully judge (a cron expression, a time
zone, a block of addresses, a duration's size) and for what `checks` says, which needs the catalog.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final, cast

from pydantic.json_schema import GenerateJsonSchema

from .lines import CONFIG_KEY
from .model import Environment, Model
from .types import format_duration

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_KEYWORDS: Final = {"ge": "minimum", "le": "maximum"}  # pydantic leaves its own words where a validator comes first


class _Generator(GenerateJsonSchema):
    """Writes defaults as they are written in a stack file."""

    def encode_default(self, dft: Any) -> Any:
        if isinstance(dft, timedelta):
            return format_duration(dft)
        if isinstance(dft, Decimal):
            return float(dft)
        if isinstance(dft, tuple):
            return [self.encode_default(item) for item in cast("tuple[Any, ...]", dft)]
        if isinstance(dft, Model):
            return {key: self.encode_default(value) for key, value in dft if value is not None}
        return super().encode_default(dft)


def json_schema() -> dict[str, Any]:
    """The schema of the value of `penstock:environment`."""
    schema = cast("dict[str, Any]", _tidy(Environment.model_json_schema(schema_generator=_Generator)))
    return {"$schema": DIALECT, "title": CONFIG_KEY, **schema}


def stack_file_schema() -> dict[str, Any]:
    """The schema of a whole `Pulumi.<stack>.yaml`: other keys and other programs' config are left alone."""
    environment = json_schema()
    definitions = environment.pop("$defs")
    del environment["$schema"]
    return {
        "$schema": DIALECT,
        "title": "A Penstock stack file, Pulumi.<stack>.yaml",
        "type": "object",
        "properties": {"config": {"type": "object", "properties": {CONFIG_KEY: environment}}},
        "$defs": definitions,
    }


def _tidy(node: Any, *, names: bool = False) -> Any:
    """Without the titles that pydantic makes out of names, and in JSON Schema's words; `names` says that the keys of `node` are names of our own."""
    if isinstance(node, list):
        return [_tidy(item) for item in cast("list[Any]", node)]
    if not isinstance(node, Mapping):
        return node
    pairs = cast("Mapping[str, Any]", node).items()
    return {
        key if names else _KEYWORDS.get(key, key): _tidy(value, names=not names and key in ("properties", "$defs"))
        for key, value in pairs
        if names or key != "title"
    }


if __name__ == "__main__":
    print(json.dumps(stack_file_schema(), indent=2))  # noqa: T201 - the generator's output
