"""What a provider takes although its types say otherwise: what it makes of that, and what to write instead.

Providers that are built on Terraform's convert scalars by `cty` (zclconf/go-cty, `convert/conversion_primitive.go`): a number or a
bool is a text where one is wanted, a text that is a number is that number, and `"true"`, `"1"`, `"false"`, `"0"` are bools. `"True"`
is none: Check lets it through with a warning, and the plan ends with `a bool is required; to convert from string, use lowercase "true"`
(pulumi-terraform-bridge, `pkg/tfshim/sdk-v2`: `cty.go`, `provider2.go`). They look a name up as Terraform's own before they give up, so
the singular name of a repeated block is that block (`pkg/tfbridge/names.go`), if it is given as a list.

Two providers of another make do not: Azure's says `should be of type 'integer' but got a string`, and the other way round
(pulumi-azure-native, `provider.go`, `validateProperty`; pulumi/pulumi issue 16157), and Kubernetes' API server cannot decode a text into
a number or a bool. What it calls a text may be a quantity, which takes numbers. Of the others nothing is known: they are taken at their best.

A value is made what the provider makes of it before anybody reads it, so that a price is one of what will run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from penstock.preview.wire import conceal
from penstock.resources.reading.values import SecretNumber, SecretText, Value, known

from .input_types import ObjectType, Shape, object_type, shapes

_AZURE: Final = "azure-native"

_EXACT: Final = frozenset({_AZURE, "kubernetes"})
"""Packages whose providers make nothing else of a text."""

_BOOLS: Final[Mapping[str, bool]] = {"true": True, "1": True, "false": False, "0": False}


@dataclass(slots=True)
class Reading:
    """How to read one resource's inputs.

    Attributes:
        package: the provider's; empty for a provider's own inputs, which are all texts.
        forgiving: also what the provider refuses is read as what was meant, for whoever reads the inputs beside that refusal.
        taken: path, what is there, what to write, of each text or name that the provider takes for something else.
    """

    package: str = ""
    forgiving: bool = False
    taken: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])

    def object(self, value: Mapping[str, Value], typ: ObjectType, path: str = "") -> dict[str, Value]:
        """`value` as the provider reads an object of that type."""
        read: dict[str, Value] = {}
        for key, item in value.items():
            wire = typ.wire_names.get(key)
            name = key if wire is not None else self._plural(key, item, typ)
            here = f"{path}.{key}" if path else key
            if name is None:
                read[key] = item
                continue
            if name != key:
                self.taken.append((here, f"is taken for {name}, a list", f"write {typ.spelled(name, key)}"))
            read[name] = self._value(item, typ.types.get(wire or name), here)
        return read

    def _plural(self, key: str, item: Value, typ: ObjectType) -> str | None:
        """The repeated block that Terraform calls `key`."""
        wire = next((it for it in _plurals(key) if it in typ.types), None)
        listed = isinstance(item, Sequence) and not isinstance(item, str)
        if wire is None or not any(shape.kind == "list" for shape in shapes(typ.types[wire])):
            return None
        return wire if (listed and self.package not in _EXACT) or self.forgiving else None

    def _value(self, value: Value, hint: object, path: str) -> Value:
        if value is None or not known(value) or hint is None:
            return value
        members = shapes(hint)
        kinds = {shape.kind for shape in members}
        if not members or "any" in kinds:
            return value
        if isinstance(value, Mapping):
            return self._mapping(value, members, path)
        if isinstance(value, Sequence) and not isinstance(value, str):
            element = _only(members, "list")
            return (
                value
                if element is None
                else [self._value(it, element.of, f"{path}[{i}]") for i, it in enumerate(value)]
            )
        if isinstance(value, str):
            return value if kinds & {"text", "enum"} else self._text(value, kinds, path)
        return self._number(value, kinds)

    def _mapping(self, value: Mapping[str, Value], members: Sequence[Shape], path: str) -> Value:
        typ, element = _only(members, "object"), _only(members, "map")
        if typ is not None:
            return self.object(value, object_type(typ.of), path)
        if element is not None:
            return {key: self._value(item, element.of, f"{path}.{key}") for key, item in value.items()}
        repeated = _only(members, "list")
        return [self._value(value, repeated.of, path)] if repeated is not None and self.forgiving else value

    def _text(self, value: str, kinds: set[str], path: str) -> Value:
        text = value.reveal() if isinstance(value, SecretText) else value
        meant: bool | float | None = (
            _BOOLS.get(text if not self.forgiving else text.casefold()) if "bool" in kinds else None
        )
        what = "a bool"
        if meant is None and kinds & {"integer", "number"}:
            meant, what = _number(text, whole="number" not in kinds), "a number"
        if meant is None or (self.package in _EXACT and not self.forgiving):
            return value
        self.taken.append((path, f"{value!r} is a text that is taken for {what}", f"write {_written(meant)}"))
        return conceal(meant) if isinstance(value, SecretText) else meant

    def _number(self, value: float, kinds: set[str]) -> Value:
        """A number or a bool where only a text is: programs write tags so, and nobody need hear of it."""
        fits = {"bool"} if isinstance(value, bool) else {"number", "integer"}
        if (self.package == _AZURE and not self.forgiving) or "text" not in kinds or kinds & fits:
            return value
        if isinstance(value, SecretNumber):
            return SecretText(f"{float(value):g}")
        return str(value).lower() if isinstance(value, bool) else str(value)


def _only(members: Sequence[Shape], kind: str) -> Shape | None:
    found = [shape for shape in members if shape.kind == kind]
    return found[0] if len(found) == 1 else None


def _plurals(name: str) -> tuple[str, ...]:
    """Wire names that a repeated block `name` may have."""
    head, *rest = name.split("_")
    camel = head + "".join(part.capitalize() for part in rest)
    return (f"{camel}s", f"{camel}es", f"{camel[:-1]}ies" if camel.endswith("y") else f"{camel}s")


def _number(text: str, *, whole: bool) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    if number.is_integer():
        return int(number)
    return None if whole or number != number else number  # noqa: PLR0124 - "nan"


def _written(value: float) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
