"""Templates of the clouds' own tools: CloudFormation stacks and Azure Resource Manager deployments.

What a template in the program's text declares is read as if the program declared it. A template that is elsewhere (a URL, a file of
Bicep that is not known) may declare anything. A parameter has the value that the program gives it, else its default; what only the
tool can work out is not known.

Sources: AWS CloudFormation, Template reference (Parameters, Intrinsic functions); Azure Resource Manager, Template structure and syntax
(expressions are texts in square brackets; `[[` is a plain one), Linked and nested templates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, cast

from penstock.regex import regex
from penstock.resources import aws, azure
from penstock.resources.facts import Fact, NodeTemplate, Unread
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.charges import Reader
from penstock.resources.reading.context import Context
from penstock.resources.reading.documents import CLOUDFORMATION, RESOURCE_MANAGER, document
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.values import UNKNOWN, Unknown, Value

from .cloud_control import is_function, lower, read_as
from .commands import machines
from .contained import contained
from .other import other
from .unseen import unseen

_DEEPEST: Final = 5
"""Levels of templates inside templates that are looked into."""


def _stack(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    if not inputs.given("templateBody"):
        yield _unpriced(resource, context)
        yield unseen(resource, context, "templateUrl")
        return
    template = document(inputs.raw("templateBody"))
    if isinstance(template, Unknown):
        yield _unpriced(resource, context)
        yield unseen(resource, context, "templateBody")
        yield from machines(resource, context)
        return
    given = Inputs({**_defaults(template, "Parameters", "Default"), **_block(inputs.raw("parameters"))})
    parts = tuple(_cloudformation(resource, template, given))
    yield from contained(resource, context, parts, aws.READERS)
    yield from _unknown_to_readers(resource, context, parts, aws.READERS)


def _cloudformation(holder: Resource, template: Mapping[str, Value], given: Inputs) -> Iterator[Resource]:
    declared = _block(template.get("Resources"))
    if not declared:
        yield _anything(holder, "templateBody", template)
    for name, item in declared.items():
        block = Inputs(_block(item))
        kind, properties = block.text("Type"), _filled(block.raw("Properties") or {}, given)
        if not isinstance(kind, str) or not isinstance(properties, Mapping) or is_function(properties):
            yield _anything(holder, _path(name), item)
            continue
        known = lower(properties)
        token, inputs = read_as(plain(kind), known) or (f"cloudformation:{plain(kind)}", known)
        refers = tuple(sorted(_path(it) for it in _references(block.raw("Properties")) if it in declared))
        yield Resource(
            urn=_path(name),
            type=token,
            name=name,
            inputs=inputs,
            provider=holder.provider,
            property_dependencies=dict.fromkeys(inputs, refers) if refers else {},
        )


def _path(name: str) -> str:
    return f"templateBody.Resources.{plain(name)}"


def _filled(value: Value, given: Inputs) -> Value:
    """`value` with the values of its parameters."""
    if isinstance(value, Mapping):
        block = cast("Mapping[str, Value]", value)
        name = block.get("Ref")
        if is_function(block) and isinstance(name, str) and given.given(name):
            return given.raw(name)
        return {key: _filled(item, given) for key, item in block.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_filled(item, given) for item in value]
    return value


def _references(value: Value) -> Iterator[str]:
    """The resources that properties refer to (`Ref`, `Fn::GetAtt`, in either form)."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            if key == "Ref" and isinstance(item, str):
                yield item
            elif key == "Fn::GetAtt":
                text = item if isinstance(item, str) else item[0] if isinstance(item, Sequence) and item else ""
                yield plain(text).partition(".")[0] if isinstance(text, str) else ""
            else:
                yield from _references(item)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for item in value:
            yield from _references(item)


_SPACES: Final = {"cosmosdb": "documentdb", "mongocluster": "documentdb", "redis": "cache", "redisenterprise": "cache"}
"""Modules of pulumi-azure-native whose namespace Azure calls otherwise."""


@lru_cache(maxsize=1)
def _types() -> Mapping[str, str]:
    """Azure's resource types, in lower case (`microsoft.compute/disks`; of a part, the last word) -> types of pulumi-azure-native that
    have a reader, whose inputs are the resource with its `properties` in it. Azure's name is the plural of pulumi's."""
    found: dict[str, str] = {}
    for token in azure.READERS:
        _, module, name = token.split(":") if token.count(":") == 2 else ("", "", "")
        word, space = name.lower(), _SPACES.get(module, module)
        many = f"{word[:-1]}ies" if word.endswith("y") and word[-2:-1] not in "aeo" else f"{word}s"
        found.setdefault(f"microsoft.{space}/{many}", token)
        found.setdefault(f"microsoft.{space}/{word}", token)
    return found


def _last(kind: str) -> str:
    """`microsoft.sql/servers/databases` by its last word: `microsoft.sql/databases`."""
    namespace, _, rest = kind.partition("/")
    return f"{namespace}/{rest.rpartition('/')[2]}"


_NESTED: Final = "microsoft.resources/deployments"
_PARAMETER: Final = regex(r"\[parameters\('([^']+)'\)\]", re.IGNORECASE)


def _deployment(resource: Resource, context: Context) -> Iterable[Fact]:
    properties = Inputs(resource.inputs).block("properties")
    own = Inputs(resource.inputs) if properties is None else properties
    template = UNKNOWN if isinstance(own, Unknown) else document(own.raw("template"))
    if isinstance(own, Unknown) or isinstance(template, Unknown):
        yield _unpriced(resource, context)
        yield unseen(resource, context, "properties.template")
        yield from machines(resource, context)
        return
    parts = tuple(_arm(resource, template, _values(own.raw("parameters")), "properties.template", 0))
    yield from contained(resource, context, parts, azure.READERS)
    yield from _unknown_to_readers(resource, context, parts, azure.READERS)


def _arm(
    holder: Resource, template: Mapping[str, Value], values: Mapping[str, Value], path: str, depth: int
) -> Iterator[Resource]:
    given = {**_defaults(template, "parameters", "defaultValue"), **values}
    listed = template.get("resources")
    items = (
        list(listed.values()) if isinstance(listed, Mapping) else listed
    )  # by name, in a template of languageVersion 2.0
    for index, item in enumerate(items if isinstance(items, Sequence) and not isinstance(items, str) else (UNKNOWN,)):
        here = f"{path}.resources[{index}]"
        block = _block(_worked_out(item, {key.lower(): value for key, value in given.items()}))
        kind, properties = Inputs(block).text("type"), block.get("properties", {})
        if not isinstance(kind, str) or not isinstance(properties, Mapping):
            yield _anything(holder, here, item)
            continue
        inner = _block(properties)
        if plain(kind).lower() == _NESTED and depth < _DEEPEST:
            nested = _block(_block(_block(item).get("properties")).get("template"))
            values = {**given, **_values(inner.get("parameters"))}
            yield from _arm(holder, nested, values, f"{here}.properties.template", depth + 1)
            continue
        inputs = {key: value for key, value in block.items() if key not in ("type", "apiVersion", "properties")}
        token = _types().get(_last(plain(kind).lower()), f"arm:{plain(kind)}")
        yield Resource(urn=here, type=token, name=here, inputs={**inputs, **inner}, provider=holder.provider)


def _anything(holder: Resource, path: str, part: Value) -> Resource:
    """A part of a template of which nobody knows what it declares: it may be any machine, beside those that it names."""
    inputs = {**_block(part), "vmSize": UNKNOWN}
    return Resource(urn=path, type="unknown", name=path, inputs=inputs, provider=holder.provider)


def _worked_out(value: Value, given: Mapping[str, Value]) -> Value:
    """`value` with the values of its parameters; of any other expression the value is not known."""
    if isinstance(value, Mapping):
        return {key: _worked_out(item, given) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_worked_out(item, given) for item in value]
    if isinstance(value, str) and plain(value).startswith("[") and not plain(value).startswith("[["):
        match = _PARAMETER.fullmatch(plain(value))
        return given.get(match[1].lower(), UNKNOWN) if match else UNKNOWN
    return value


def _values(parameters: Value) -> Mapping[str, Value]:
    """A deployment's parameters: each is a block with a `value`."""
    return {key: _block(item).get("value", UNKNOWN) for key, item in _block(parameters).items()}


def _defaults(template: Mapping[str, Value], section: str, name: str) -> Mapping[str, Value]:
    return {key: block[name] for key, item in _block(template.get(section)).items() if name in (block := _block(item))}


def _block(value: Value) -> Mapping[str, Value]:
    return cast("Mapping[str, Value]", value) if isinstance(value, Mapping) else {}


def _unpriced(holder: Resource, context: Context, large: str = "") -> Unread:
    return Unread(**context.base(holder), type=holder.type, name=holder.name, large=large)


def _unknown_to_readers(
    holder: Resource, context: Context, parts: Iterable[Resource], readers: Mapping[str, Reader]
) -> Iterator[Fact]:
    """The template itself, with what is large in it, and what parts name which no reader knows: as of any type that nobody knows."""
    large = ""
    for part in parts:
        for fact in other(part, context) if part.type not in readers else ():
            if isinstance(fact, Unread) and fact.large and not large:
                large = f"{part.urn}.{fact.large}"
            elif isinstance(fact, NodeTemplate):
                base = context.base(holder)
                base["cloud"] = fact.cloud if fact.cloud in _CLOUDS else base["cloud"]
                here = (replace(it, path=f"{part.urn}.{it.path}", urn=holder.urn) for it in fact.choices)
                yield NodeTemplate(**base, choices=tuple(here))
    yield _unpriced(holder, context, large)


_CLOUDS: Final = frozenset({"aws", "azure", "gcp"})


TEMPLATES: Final[Mapping[str, Reader]] = {
    **dict.fromkeys(CLOUDFORMATION, _stack),
    **dict.fromkeys(RESOURCE_MANAGER, _deployment),
}
