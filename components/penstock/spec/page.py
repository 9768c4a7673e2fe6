"""Writes docs/stack-file.md from the models: `python -m penstock.spec.page > docs/stack-file.md`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from .schema import json_schema
from .types import example_text

_START: Final = """\
# The stack file

Generated from the models (`python -m penstock.spec.page > docs/stack-file.md`); a test holds it current. Editors complete and
check a file with [stack-file.schema.json](stack-file.schema.json):

```yaml
# yaml-language-server: $schema=../docs/stack-file.schema.json
config:
  aws:region: us-east-1
  penstock:environment: {...}
```

Durations are a whole number and a unit: `90s`, `20m`, `72h`, `30d`. Money is USD, sizes are GiB, shares are parts of one
(`0.8` is 80 %). What has no default must be written. Defaults are the cheap and safe choices: what is dangerous must be written
out (`idle: null`, `budget: null`). A wrong file gets every error at once, each with its line and what to write instead.
"""


def stack_file_page() -> str:
    """The page: a table for each mapping of the stack file, outermost first."""
    schema = json_schema()
    definitions: Mapping[str, Any] = schema["$defs"]
    sections = ["\n".join(_section("penstock:environment", schema, definitions))]
    seen: list[str] = []
    pending = list(_mentioned(schema, definitions))
    while pending:
        name = pending.pop(0)
        if name not in seen:
            seen.append(name)
            sections.append("\n".join(_section(name, definitions[name], definitions)))
            pending += _mentioned(definitions[name], definitions)
    return "\n".join([_START, *sections])


def _section(name: str, schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {name}\n"
    yield f"{schema['description']}\n"
    yield "| key | what | default | meaning |"
    yield "| --- | --- | --- | --- |"
    required = schema.get("required", ())
    for key, field in schema["properties"].items():
        default = "must be written" if key in required else _default(field)
        yield f"| `{key}` | {_kind(field, definitions)} | {default} | {field.get('description', '')} |"
    yield ""


def _default(field: Mapping[str, Any]) -> str:
    if "default" not in field:
        return "see the meaning"
    default = field["default"]
    return "none" if default is None else f"`{example_text(default)}`"


def _kind(field: Mapping[str, Any], definitions: Mapping[str, Any]) -> str:
    """What one writes there, for people."""
    if "anyOf" in field:
        return " or ".join(_kind(member, definitions) for member in field["anyOf"])
    if "$ref" in field:
        name = str(field["$ref"]).rpartition("/")[2]
        target = definitions[name]
        return _kind(target, definitions) if "enum" in target else f"a mapping, see [{name}](#{name.lower()})"
    if choices := [field["const"]] if "const" in field else field.get("enum"):
        return ", ".join(f"`{choice}`" for choice in choices)
    kind = field.get("type")
    if kind == "array":
        return f"a list: {_kind(field['items'], definitions)}"
    if kind in ("integer", "number"):
        return _bounded("a whole number" if kind == "integer" else "a number", field)
    examples = field.get("examples", ())
    text = f"text, as `{example_text(examples[0])}`" if examples else "text"
    return {"boolean": "`true` or `false`", "null": "`null`"}.get(str(kind), text)


def _bounded(word: str, field: Mapping[str, Any]) -> str:
    low, high = field.get("minimum"), field.get("maximum")
    if low is not None and high is not None:
        return f"{word}, {low} to {high}"
    if low is not None:
        return f"{word}, {low} or more"
    above = f"{word} above {field['exclusiveMinimum']}" if "exclusiveMinimum" in field else word
    return above if high is None else f"{above}, up to {high:,}"


def _mentioned(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Iterator[str]:
    """The models that the schema's own fields refer to, in order."""
    for field in schema["properties"].values():
        members: list[dict[str, Any]] = field.get("anyOf", [field])
        for member in members:
            reference = str(member.get("items", member).get("$ref", ""))
            name = reference.rpartition("/")[2]
            if reference and "properties" in definitions[name]:
                yield name


if __name__ == "__main__":
    print(stack_file_page(), end="")  # noqa: T201 - the generator's output
