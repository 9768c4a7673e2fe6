"""Validates resources' inputs against the installed provider SDK's own types.

The SDK lets a misspelt key in a nested dict, a missing nested key, a wrong scalar and a bad member of an enumeration
through; the provider, or the cloud, would refuse it minutes later, or ignore it. What is accepted here is what the providers
accept:

- what the provider converts (`leniency.py`): that is noted, with what to write instead.
- an object for a text whose name ends in policy or document: providers write it as JSON.
- any text where a type is `Union[str, SomeEnum]`: such enumerations list what was known when the SDK was made. One that
  is a member but for its separators (`PUBLIC_READ` for `public-read`) is an error.
- the Python spelling of a key (`instance_type`), which the SDK sends as it is where a dict fits several types.
- anything unknown.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from penstock.preview.program.providers import PROVIDER_PREFIX
from penstock.problem import Problem, nearest
from penstock.resources.reading.capture import Capture, Resource
from penstock.resources.reading.values import SecretText, Value, known

from .input_types import ObjectType, Shape, arguments_class, members, object_type, shapes
from .leniency import Reading
from .sdk_types import ResourceClasses, config_settings, output_types

_OF_PULUMI: Final = ("pulumi:pulumi:", "pulumi-python:dynamic")
"""Types of no provider: stacks, references, and resources whose inputs the program itself defines."""

_EVERYWHERE: Final = frozenset({"version", "pluginDownloadURL"})
"""Inputs that the engine itself gives a provider."""

_FEW: Final = 20
"""How many names a person will read."""

_Found: TypeAlias = tuple[str, str, str]
"""A path, what is wrong there, what to write instead."""

_WORDS: Final = {
    "object": "an object",
    "list": "a list",
    "map": "a map",
    "enum": "one of its members",
    "text": "a text",
    "integer": "a whole number",
    "number": "a number",
    "bool": "true or false",
    "any": "anything",
}


def validate_inputs(capture: Capture) -> list[Problem]:
    """Every input that the provider's types do not allow, by resource, in the capture's order.

    Resources whose package the program did not import are passed over: see `unvalidated`. So are captures that are not of
    a program: what the engine saved has been through the provider.
    """
    return list(validated(capture).problems)


def validated(capture: Capture) -> Capture:
    """`capture` with its inputs as its providers read them, a note on each that they convert, and what they refuse as problems."""
    if capture.origin != "program":
        return capture
    classes = ResourceClasses()
    read: list[Resource] = []
    problems: list[Problem] = []
    notes: list[str] = []
    for resource in capture.resources:
        cls = _arguments(resource, classes) if _validated(resource) else None
        if cls is None:
            read.append(resource)
            continue
        where = f"{resource.source or 'config'} {resource.type} {resource.name!r}"
        converted, found, taken = _validate(resource, object_type(cls), output_types(classes.of(resource.type)))
        read.append(resource if converted is None else replace(resource, inputs=converted))
        problems += [Problem(f"{where} {path}", what, fix) for path, what, fix in found]
        notes += [f"{where} {path}: {what}; {fix}" for path, what, fix in taken]
    return replace(
        capture, resources=tuple(read), problems=tuple(problems), notes=tuple(sorted({*capture.notes, *notes}))
    )


def unvalidated(capture: Capture) -> tuple[str, ...]:
    """Types whose inputs cannot be validated here: nothing that is imported describes them."""
    classes = ResourceClasses()
    return tuple(
        sorted(
            {
                resource.type
                for resource in capture.resources
                if _validated(resource)
                and not resource.type.startswith(PROVIDER_PREFIX)
                and not _arguments(resource, classes)
            }
        )
    )


def _validated(resource: Resource) -> bool:
    return resource.custom and not resource.external and not resource.type.startswith(_OF_PULUMI)


def _arguments(resource: Resource, classes: ResourceClasses) -> type | None:
    cls = classes.of(resource.type)
    return arguments_class(cls) if cls is not None else None


def _validate(
    resource: Resource, arguments: ObjectType, outputs: Mapping[str, object]
) -> tuple[Mapping[str, Value] | None, list[_Found], list[_Found]]:
    """Its inputs as they are to be read, if otherwise than they are; what is wrong with them; what is converted."""
    inputs: Mapping[str, Value] = resource.inputs
    provider = resource.type.startswith(PROVIDER_PREFIX)
    if provider:
        package = resource.type.removeprefix(PROVIDER_PREFIX)
        inputs = {
            key: _from_json(value, arguments.types.get(arguments.wire_names.get(key, "")))
            for key, value in inputs.items()
            if key not in _EVERYWHERE
        }
        if not inputs.keys() <= arguments.wire_names.keys():
            beside = config_settings(package) - arguments.wire_names.keys()
            inputs = {key: value for key, value in inputs.items() if key not in beside}
    inputs = {key: value for key, value in inputs.items() if key in arguments.wire_names or key not in outputs}
    reading = Reading("" if provider else resource.package)
    taken = reading.object(inputs, arguments)
    found = _object(taken, arguments, "")
    if provider:  # a provider takes texts only
        return None, found, []
    if found:
        taken = Reading(reading.package, forgiving=True).object(inputs, arguments)
    return {**resource.inputs, **taken} if taken != inputs else None, found, reading.taken


def _from_json(value: Value, hint: object) -> Value:
    """A provider takes its objects and lists as JSON text; what is a text to it, a kubeconfig say, is not read."""
    if any(shape.kind == "text" for shape in shapes(hint)):
        return value
    if isinstance(value, str) and not isinstance(value, SecretText) and value.lstrip().startswith(("{", "[")):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _object(value: Mapping[str, Value], typ: ObjectType, path: str) -> list[_Found]:
    found: list[_Found] = []
    given: set[str] = set()
    for key, item in value.items():
        wire = typ.wire_names.get(key)
        if wire is None:
            found.append(_unknown_key(key, typ, path))
            continue
        if item is not None:
            given.add(wire)
            found += _value(item, typ.types.get(wire), _join(path, key))
    found += [
        (
            _join(path, typ.spelled(name, next(iter(value), ""))),
            "is required and missing",
            f"add {typ.spelled(name, next(iter(value), ''))}",
        )
        for name in sorted(typ.required - given)
    ]
    return found


def _unknown_key(key: str, typ: ObjectType, path: str) -> _Found:
    near = nearest(key, typ.wire_names)
    if near is not None:
        wire = typ.wire_names[near]
        python = typ.spelled(wire, "_")
        fix = f"did you mean {typ.spelled(wire, key)}?" if python == wire else f"did you mean {python} ({wire})?"
    elif len(typ.types) <= _FEW:
        fix = f"it takes {', '.join(sorted(typ.types))}"
    else:
        fix = f"none of its {len(typ.types)} settings is spelt like that"
    return _join(path, key), "there is no such setting: it would be ignored or refused", fix


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _value(value: Value, hint: object, path: str) -> list[_Found]:
    """What is wrong with `value`: nothing if one member of the type allows it, else what the nearest member says."""
    if value is None or not known(value) or hint is None:
        return []
    members_of = shapes(hint)
    if not members_of or any(shape.kind == "any" for shape in members_of):
        return []
    outcomes = [_shape(value, shape, path) for shape in members_of]
    if any(not outcome for outcome in outcomes):
        return _relaxed_enum(value, members_of, path)
    fitting = [outcome for outcome in outcomes if outcome and outcome[0][0] != path]
    if fitting:
        return min(fitting, key=len)
    return [_mismatch(value, members_of, path)]


def _mismatch(value: Value, members_of: Sequence[Shape], path: str) -> _Found:
    enums = [shape for shape in members_of if shape.kind == "enum"]
    if enums and isinstance(value, str):
        allowed = [str(member) for shape in enums for member in members(shape.of).values()]
        near = nearest(value, allowed)
        few = f"one of {', '.join(sorted(allowed))}" if len(allowed) <= _FEW else f"one of {len(allowed)} values"
        return path, f"{value!r} is not a member of {enums[0].of.__name__}", f"did you mean {near!r}?" if near else few
    wanted = " or ".join(dict.fromkeys(_WORDS[shape.kind] for shape in members_of))
    return path, f"{_shown(value)} where the provider takes {wanted}", f"write {wanted}"


def _shown(value: Value) -> str:
    match value:
        case Mapping():
            return "an object"
        case str() | bool() | int() | float():
            return repr(value)
        case Sequence():
            return "a list"
        case _:
            return repr(value)


def _shape(value: Value, shape: Shape, path: str) -> list[_Found]:
    """What is wrong with `value` as that shape; a finding at `path` itself means that it is of another kind altogether."""
    wrong = [(path, "", "")]
    match shape.kind:
        case "object" | "map":
            if not isinstance(value, Mapping):
                return wrong
            if shape.kind == "object":
                return _object(value, object_type(shape.of), path)
            return [found for key, item in value.items() for found in _value(item, shape.of, _join(path, key))]
        case "list":
            if isinstance(value, str) or not isinstance(value, Sequence):
                return wrong
            return [found for index, item in enumerate(value) for found in _value(item, shape.of, f"{path}[{index}]")]
        case "enum":
            return [] if value in members(shape.of).values() else wrong
        case _:
            return [] if _is_scalar(value, shape.kind, path) else wrong


def _is_scalar(value: Value, kind: str, path: str) -> bool:
    match value:
        case bool():
            return kind == "bool"
        case int() | float():
            return kind == "number" or (kind == "integer" and float(value).is_integer())
        case str():
            return kind == "text"
        case Mapping():
            return kind == "text" and path.casefold().endswith(("policy", "document"))
        case _:
            return False


def _relaxed_enum(value: Value, members_of: Sequence[Shape], path: str) -> list[_Found]:
    """A text that is allowed, but is a member's name or spelling with other separators, or with its letters in another order."""
    if not isinstance(value, str):
        return []
    for shape in members_of:
        if shape.kind != "enum":
            continue
        for name, member in members(shape.of).items():
            if (
                isinstance(member, str)
                and value.casefold() != member.casefold()
                and (_bare(value) in (_bare(name), _bare(member)) or sorted(_bare(value)) == sorted(_bare(member)))
            ):
                return [(path, f"{value!r} is not a member of {shape.of.__name__}", f"did you mean {member!r}?")]
    return []


def _bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
