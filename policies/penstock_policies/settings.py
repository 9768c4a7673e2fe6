"""What a team may change about the rules: how strictly each is enforced, and its limits.

The same JSON as `pulumi preview --policy-pack-config` takes: a rule's name -> its enforcement level, or an object of
`enforcementLevel` and the rule's own keys. `all` sets the level of every rule that is not named.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, cast

from penstock.problem import InputError, Problem, nearest
from penstock.terms import Purpose

from .rule import Config, Enforcement, Rule, undetermined
from .rules import RULES

LEVEL: Final = "enforcementLevel"
ALL: Final = "all"

_NO_REMEDIATION: Final = "has no remediation: no input is safe to change without asking"

_KINDS: Final[tuple[tuple[type, str], ...]] = (
    (bool, "true or false"),
    (int, "a number"),
    (float, "a number"),
    (str, "text"),
    (list, "a list"),
    (dict, "an object"),
)

COMMON_SCHEMA: Final[Mapping[str, Mapping[str, Any]]] = {
    "purpose": {
        "type": "string",
        "enum": [*Purpose],
        "description": "The purpose of resources that state none, by a tag or in the stack's config.",
    },
    "undetermined": undetermined("block"),
}
"""Config that every rule takes."""


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """One rule's enforcement and its complete, validated config."""

    enforcement: Enforcement
    config: Config

    @property
    def undetermined_blocks(self) -> bool:
        """Whether a mandatory rule fails closed."""
        return self.config.get("undetermined", "block") == "block"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of every rule; a rule that is not in it has its defaults. Make it with `settings_from`."""

    rules: Mapping[str, RuleSettings] = field(default_factory=dict[str, RuleSettings])

    def of(self, rule: Rule) -> RuleSettings:
        """The settings of `rule`."""
        return self.rules.get(rule.name) or RuleSettings(rule.enforcement, complete(rule, {}))


def schema_of(rule: Rule) -> dict[str, Mapping[str, Any]]:
    """JSON Schema `properties` of all that `rule` can be told."""
    return {**COMMON_SCHEMA, **rule.config_schema}


def complete(rule: Rule, given: Mapping[str, Any]) -> dict[str, Any]:
    """`given` over the rule's defaults; an object (`limits`) is laid over key by key, two levels deep."""
    defaults = {key: schema["default"] for key, schema in schema_of(rule).items() if "default" in schema}
    return _over(defaults, given, depth=2)


def _over(defaults: Mapping[str, Any], given: Mapping[str, Any], depth: int) -> dict[str, Any]:
    merged = dict(defaults)
    for key, value in given.items():
        old = merged.get(key)
        both = isinstance(old, Mapping) and isinstance(value, Mapping) and depth > 0
        merged[key] = (
            _over(cast("Mapping[str, Any]", old), cast("Mapping[str, Any]", value), depth - 1) if both else value
        )
    return merged


def config_problems(rule: Rule, given: Mapping[str, Any], where: str) -> list[Problem]:
    """What is wrong with a config that is given to `rule`; nothing when it is right."""
    return list(_checked(schema_of(rule), given, where))


def read_settings(path: Path) -> Settings:
    """The settings of a JSON file. Raises InputError that names all that is wrong with it."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(
            [Problem(str(path), f"cannot be read: {error.strerror}", "name a JSON file of settings")]
        ) from error
    except ValueError as error:
        raise InputError([Problem(str(path), f"is not JSON: {error}", 'write {"<rule>": "advisory"}')]) from error
    return settings_from(document, where=str(path))


def settings_from(document: object, *, where: str = "policy config") -> Settings:
    """The settings of a parsed document. Raises InputError that names all that is wrong with it."""
    problems: list[Problem] = []
    found = _settings(document, where, problems)
    if problems:
        raise InputError(problems)
    return found


def _settings(document: object, where: str, problems: list[Problem]) -> Settings:
    names = {rule.name: rule for rule in RULES}
    across = {rule.across for rule in RULES}  # the engine's second policies, each one with its rule here
    levels: dict[str, Enforcement] = {}
    configs: dict[str, dict[str, Any]] = {}
    if not isinstance(document, Mapping):
        problems.append(Problem(where, f"is {_kind(document)}", 'write an object: {"<rule>": "advisory"}'))
        return Settings()
    for name, value in cast("Mapping[str, Any]", document).items():
        path = f"{where} {name}"
        if name != ALL and name not in names and name not in across:
            close = nearest(name, [*names, ALL])
            hint = f"did you mean {close}?" if close else f"write one of {', '.join(sorted(names))}"
            problems.append(Problem(path, "no such rule", hint))
            continue
        config = dict(cast("Mapping[str, Any]", value)) if isinstance(value, Mapping) else {LEVEL: value}
        if config.get(LEVEL) is None and not (name != ALL and ALL in document):
            problems.append(
                Problem(path, f"has no {LEVEL}, so it is not said whether it blocks", f"write one of {_levels()}")
            )
        level = config.pop(LEVEL, None)
        if level is not None and level not in list(Enforcement):
            problems.append(Problem(f"{path}.{LEVEL}", f"{level!r} is no level", _level_meant(level)))
        elif level == Enforcement.REMEDIATE and name != ALL and (name not in names or names[name].remediate is None):
            problems.append(Problem(f"{path}.{LEVEL}", _NO_REMEDIATION, _instead(names)))
        elif level is not None:
            levels[name] = Enforcement(level)
        if name in names:
            problems += config_problems(names[name], config, path)
            configs[name] = config
        elif config:
            problems.append(Problem(path, "takes a level alone", f"write one of {_levels()}"))
    if problems:
        return Settings()
    return Settings(
        {
            name: RuleSettings(
                _possible(rule, levels.get(name, levels.get(ALL, rule.enforcement))),
                complete(rule, configs.get(name, {})),
            )
            for name, rule in names.items()
        }
    )


def _possible(rule: Rule, level: Enforcement) -> Enforcement:
    """`all: remediate` is mandatory where there is nothing to remediate, as in the engine."""
    return Enforcement.MANDATORY if level is Enforcement.REMEDIATE and rule.remediate is None else level


def _level_meant(level: object) -> str:
    near = nearest(level, Enforcement) if isinstance(level, str) else None
    return f"did you mean {near}?" if near else f"write one of {_levels()}"


def _instead(names: Mapping[str, Rule]) -> str:
    able = ", ".join(sorted(name for name, it in names.items() if it.remediate is not None))
    return f"write {Enforcement.MANDATORY}; those with a remediation are {able}"


def _levels() -> str:
    return ", ".join(Enforcement)


def _checked(properties: Mapping[str, Mapping[str, Any]], given: Mapping[str, Any], path: str) -> Iterator[Problem]:
    """What is wrong with an object by a JSON Schema's `properties`; keys that are not among them are not allowed."""
    for key, value in given.items():
        schema = properties.get(key)
        if schema is None:
            close = nearest(key, properties)
            hint = f"did you mean {close}?" if close else f"write one of {', '.join(sorted(properties))}"
            yield Problem(f"{path}.{key}", "no such key", hint)
        else:
            yield from _checked_value(schema, value, f"{path}.{key}")


def _checked_value(schema: Mapping[str, Any], value: object, path: str) -> Iterator[Problem]:
    wanted = schema["type"]
    if not _is(wanted, value):
        yield Problem(path, f"is {_kind(value)}, not {wanted}", schema.get("description", ""))
    elif "enum" in schema and value not in schema["enum"]:
        yield Problem(path, f"{value!r} is not allowed", f"write one of {', '.join(schema['enum'])}")
    elif "minimum" in schema and cast("float", value) < schema["minimum"]:
        yield Problem(path, f"{value} is below {schema['minimum']}")
    elif "maximum" in schema and cast("float", value) > schema["maximum"]:
        yield Problem(path, f"{value} is above {schema['maximum']}", f"write {schema['maximum']} or less")
    elif isinstance(value, Mapping):
        yield from _checked_object(schema, cast("Mapping[str, Any]", value), path)
    elif isinstance(value, list) and "items" in schema:
        for index, item in enumerate(cast("list[object]", value)):
            yield from _checked_value(schema["items"], item, f"{path}[{index}]")


def _checked_object(schema: Mapping[str, Any], value: Mapping[str, Any], path: str) -> Iterator[Problem]:
    if "properties" in schema:
        yield from _checked(schema["properties"], value, path)
    elif "additionalProperties" in schema:
        keys = schema.get("propertyNames", {}).get("enum")
        for key, item in value.items():
            if keys is not None and key not in keys:
                close = nearest(key, keys)
                hint = f"did you mean {close}?" if close else f"write one of {', '.join(keys)}"
                yield Problem(f"{path}.{key}", "no such key", hint)
            yield from _checked_value(schema["additionalProperties"], item, f"{path}.{key}")


def _is(wanted: str, value: object) -> bool:
    if isinstance(value, bool):
        return wanted == "boolean"
    if isinstance(value, float) and not math.isfinite(value):  # JSON of Python's own may hold NaN
        return False
    if wanted == "integer":  # the engine hands every number over as a float
        return isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    types: Mapping[str, type | tuple[type, ...]] = {
        "object": Mapping,
        "array": list,
        "string": str,
        "number": (int, float),
    }
    return wanted in types and isinstance(value, types[wanted])


def _kind(value: object) -> str:
    for kind, words in _KINDS:
        if isinstance(value, kind):
            return words
    return "empty"
