"""Ways in which a program may be odd, none of which makes it better: each takes a capture and gives one that is changed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any, Final, TypeAlias

from penstock.resources.reading.capture import Capture, Resource, SourcePosition
from penstock.resources.reading.values import UNKNOWN, SecretInt, SecretNumber, SecretText, Unknown

from .places import GONE, Path, places, with_value

SECRET: Final = "hunter2-of-the-team"
"""A secret that stands nowhere else: it may be in no output."""


@dataclass(frozen=True, slots=True)
class Mutated:
    """A capture that was changed. `how`: the mutation's name; `where`: the resource, for people; `path`: the input."""

    capture: Capture
    how: str
    where: str = ""
    path: Path = ()


OfValue: TypeAlias = Callable[[Random, Any], Any]
"""A value -> another in its place; `None` when it is not one that this can be done to."""

_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

_WORDS: Final = frozenset({"tags", "labels", "variables", "metadata", "tagsAll", "defaultTags", "environment"})
"""Inputs whose keys are the program's own words: another spelling of one is another word."""

WORSE_DEFAULTS: Final = frozenset(
    {
        *("spotAllocationStrategy", "allocationStrategy", "evictionPolicy", "instanceTerminationAction"),
        *("onDemandPercentageAboveBaseCapacity", "lifecycleRules", "abortIncompleteMultipartUpload", "expiration"),
        *("provisioningModel", "priority", "capacityType", "owner", "purpose", "costCenter", "notifications"),
    }
)
"""Inputs of which the provider's default, or none at all, is no better than any value."""


def _unknown(random: Random, value: Any) -> Any:
    return UNKNOWN


def _wrong_type(random: Random, value: Any) -> Any:
    """Never an empty list or block: that is how a state writes what is not given."""
    others: list[Any] = ["text", 7.5, ["text"], {"text": 1}, [["text"], {"text": [1]}], {"text": {"text": "text"}}]
    if not isinstance(value, bool | int | float):  # `true` and 1 are numbers to some
        others += [True, 7]
    return random.choice([it for it in others if type(it) is not type(value)])


def _number_as_text(random: Random, value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else None


def _other_case(random: Random, value: Any) -> Any:
    changed = random.choice([str.upper, str.lower, str.swapcase, str.title])(value) if isinstance(value, str) else None
    return None if changed == value else changed


def _nested_json(random: Random, value: Any) -> Any:
    return json.dumps(value, default=lambda _: "unknown") if isinstance(value, Mapping | list) and value else None


def _deep(random: Random, value: Any) -> Any:
    """In lists at last: a block of one unknown key would be a block that says nothing."""
    for _ in range(random.choice([2, 50, 3000])):
        value = [value] if random.random() < 0.5 else {"deeper": value}
    return [[value]]


_NUMBERS: Final = (10**30, -(10**30), 10**400, 1e308, float("nan"), float("inf"), float("-inf"), -1, -7, 0.5, 1e-300)


def _odd_number(random: Random, value: Any) -> Any:
    number = random.choice(_NUMBERS)
    return number if isinstance(value, int | float) and not isinstance(value, bool) else None


_ODD: Final = (
    "\u202e",
    "\u200b",
    "\ud800",
    "\x00",
    "\x1b[31m",
    "\u0130",
    "\U0001f4a5",
    "\uff11",
    "|\n##",
    "<!--",
    "{0}",
)


def _odd_text(random: Random, value: Any) -> Any:
    if not isinstance(value, str):
        return None
    odd, at = random.choice(_ODD), random.randrange(len(value) + 1)
    return f"{value[:at]}{odd}{value[at:]}"


def _secret(random: Random, value: Any) -> Any:
    match value:
        case bool() | None:
            return None
        case str():
            return SecretText(value)
        case int():
            return SecretInt(value)
        case float():
            return SecretNumber(value)
        case _:
            return None


OF_VALUES: Final[Mapping[str, OfValue]] = {
    "unknown": _unknown,
    "wrong type": _wrong_type,
    "number as text": _number_as_text,
    "other case": _other_case,
    "nested JSON": _nested_json,
    "deep": _deep,
    "odd number": _odd_number,
    "odd text": _odd_text,
    "secret": _secret,
}


def _at_a_value(name: str, capture: Capture, random: Random, at: Resource) -> Mutated | None:
    found = [(path, value) for path, value in places(at.inputs) if not isinstance(value, Unknown)]
    for _ in range(8):
        if not found:
            return None
        path, value = random.choice(found)
        new = OF_VALUES[name](random, value)
        if new is not None:
            return _with_inputs(capture, at, with_value(at.inputs, path, new), name, path)
    return None


def _null(capture: Capture, random: Random, at: Resource) -> Mutated | None:
    found = [path for path, _ in places(at.inputs) if path[-1] in WORSE_DEFAULTS]
    if not found:
        return None
    path = random.choice(found)
    return _with_inputs(capture, at, with_value(at.inputs, path, random.choice([None, GONE])), "null", path)


def _snake_case(capture: Capture, random: Random, at: Resource) -> Mutated | None:
    """Inside a block, where the SDK does not translate a key."""
    found = [
        path
        for path, _ in places(at.inputs)
        if len(path) > 1 and isinstance(path[-1], str) and _HUMP.search(path[-1]) and not _WORDS & set(path)
    ]
    if not found:
        return None
    path = random.choice(found)
    value = dict(places(at.inputs))[path]
    spelled = _HUMP.sub("_", str(path[-1])).lower()
    inputs = with_value(with_value(at.inputs, path, GONE), (*path[:-1], spelled), value)
    return _with_inputs(capture, at, inputs, "snake case", path)


def _extra_key(capture: Capture, random: Random, at: Resource) -> Mutated | None:
    blocks: list[Path] = [(), *(path for path, value in places(at.inputs) if isinstance(value, Mapping))]
    path = random.choice(blocks)
    key = random.choice(["zzUnheardOf", "zz_unheard_of", "", "\ud800", "__proto__", "a.b[0]", SECRET])
    values: list[Any] = [1, "text", [], {}, UNKNOWN, None, [[]], SecretText(SECRET)]
    return _with_inputs(
        capture, at, with_value(at.inputs, (*path, key), random.choice(values)), "extra key", (*path, key)
    )


def _no_tags(capture: Capture, random: Random, at: Resource) -> Mutated | None:
    found = [path for path, _ in places(at.inputs) if path[-1] in ("tags", "labels", "defaultTags", "defaultLabels")]
    if not found:
        return None
    path = random.choice(found)
    return _with_inputs(capture, at, with_value(at.inputs, path, GONE), "no tags", path)


def _with_inputs(capture: Capture, at: Resource, inputs: Mapping[str, Any], how: str, path: Path) -> Mutated:
    return _with(capture, replace(at, inputs=inputs), how, path)


def _with(capture: Capture, resource: Resource, how: str, path: Path = ()) -> Mutated:
    resources = tuple(resource if it.urn == resource.urn else it for it in capture.resources)
    return Mutated(replace(capture, resources=resources), how, resource.name, path)


def _cycle(capture: Capture, random: Random, at: Resource) -> Mutated:
    urns = [it.urn for it in capture.resources]
    loop = {
        key: tuple(sorted({at.urn, random.choice(urns), *at.property_dependencies.get(key, ())})) for key in at.inputs
    }
    parent = random.choice([at.parent, at.urn])
    return _with(capture, replace(at, dependencies=tuple(urns), property_dependencies=loop, parent=parent), "cycle")


def _shuffled(capture: Capture, random: Random, at: Resource) -> Mutated:
    resources = list(capture.resources)
    random.shuffle(resources)
    return Mutated(replace(capture, resources=tuple(resources)), "shuffled")


def _twice(capture: Capture, random: Random, at: Resource) -> Mutated:
    twin = replace(at, urn=f"{at.urn}-twin", name=f"{at.name}-twin")
    return Mutated(replace(capture, resources=(*capture.resources, twin)), "twice", at.name)


def _alias(capture: Capture, random: Random, at: Resource) -> Mutated:
    old = at.urn.replace(at.type, random.choice(["aws:s3/bucket:Bucket", at.type]))
    return _with(capture, replace(at, aliases=(f"{old}-before", at.urn, "")), "alias")


def _no_provider(capture: Capture, random: Random, at: Resource) -> Mutated:
    gone = random.choice([None, "", f"{at.provider}-gone"])
    return _with(capture, replace(at, provider=gone if at.custom else at.provider), "no provider")


def _no_parent(capture: Capture, random: Random, at: Resource) -> Mutated:
    return _with(capture, replace(at, parent=random.choice([None, "", f"{at.urn}-gone", "::::"])), "no parent")


def _no_dependencies(capture: Capture, random: Random, at: Resource) -> Mutated:
    known = dict.fromkeys(at.property_dependencies, ("urn:pulumi:gone",)) if random.random() < 0.5 else {}
    return _with(capture, replace(at, dependencies=(), property_dependencies=known), "no dependencies")


def _ignored(capture: Capture, random: Random, at: Resource) -> Mutated:
    path = ".".join(map(str, random.choice([(), *(path for path, _ in places(at.inputs))])))
    ignored = random.choice([("*",), (path,), ("", "[0]", 'tags["a"]'), (path.upper(),)])
    return _with(capture, replace(at, ignore_changes=ignored), "ignored changes")


def _odd_source(capture: Capture, random: Random, at: Resource) -> Mutated:
    path = random.choice(
        ["", "../../etc/passwd", "a\nb.py", "\ud800.py", "/abs/x.py", "C:\\x.py", "a" * 5000, "%00", "."]
    )
    return _with(capture, replace(at, source=SourcePosition(path, random.choice([0, -5, 1, 10**12]))), "odd source")


def _unread(capture: Capture, random: Random, at: Resource) -> Mutated:
    token = random.choice(["aws:new/thing:Thing", "odd", "::", "zz:a:B", "gcp:x/y:Z", "azure-native:new:Thing", ""])
    urn = f"urn:pulumi:dev::example::{token}::unread"
    other = Resource(
        urn=urn, type=token, name="unread", inputs=at.inputs, provider=at.provider, custom=random.random() < 0.9
    )
    return Mutated(replace(capture, resources=(*capture.resources, other)), "unread type", token)


def _api_version(capture: Capture, random: Random, at: Resource) -> Mutated | None:
    package, _, rest = at.type.partition(":")
    module, _, name = rest.partition(":")
    if package != "azure-native" or "/" in module:
        return None
    token = random.choice(
        [f"azure-native:{module}/v20230301:{name}", f"azure-native_{module}_v20230301:{module}/v20230301:{name}"]
    )
    return _with(capture, replace(at, type=token), "API version")


Mutation: TypeAlias = Callable[[Capture, Random, Resource], Mutated | None]


def _of_value(name: str) -> Mutation:
    return lambda capture, random, at: _at_a_value(name, capture, random, at)


MUTATIONS: Final[Mapping[str, Mutation]] = {
    **{name: _of_value(name) for name in OF_VALUES},
    "null": _null,
    "snake case": _snake_case,
    "extra key": _extra_key,
    "no tags": _no_tags,
    "cycle": _cycle,
    "shuffled": _shuffled,
    "twice": _twice,
    "alias": _alias,
    "no provider": _no_provider,
    "no parent": _no_parent,
    "no dependencies": _no_dependencies,
    "ignored changes": _ignored,
    "odd source": _odd_source,
    "unread type": _unread,
    "API version": _api_version,
}
