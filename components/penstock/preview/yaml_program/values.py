"""Expressions of a YAML program: `${name.property[0]}` in a text, and `fn::...` objects.

Source: Pulumi's "YAML language reference" (pulumi.com/docs/iac/languages-sdks/yaml/yaml-language-reference) and pulumi/pulumi-yaml,
`pkg/pulumiyaml/ast/expr.go`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias, cast

from penstock.preview.wire import conceal
from penstock.resources.reading.values import UNKNOWN, SecretNumber, SecretText, Value, known

_REFERENCE: Final = re.compile(r"\$\$\{|\$\{([^}]*)\}")
_PATH: Final = re.compile(r"""\.?([^.\[\]"]+)|\[\s*(?:"([^"]*)"|(\d+))\s*\]""")
_CALL: Final = re.compile(r"fn::([^:]+:[^:]+(?::[^:]+)?)$")


class BadExpressionError(Exception):
    """An expression that cannot be evaluated; `fix` says what to write."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(what)
        self.fix = fix


@dataclass(frozen=True, slots=True)
class Got:
    """A value, and the URNs of the resources that it came from."""

    value: Value
    urns: frozenset[str] = frozenset()


LookUp: TypeAlias = Callable[[str, Sequence[str | int]], Got]
"""A name and the way into it -> what is there."""

Invoke: TypeAlias = Callable[[str, Got, Mapping[str, Any]], Value]
"""A function's token, its arguments and its options -> its result."""


@dataclass(frozen=True, slots=True)
class Expressions:
    """Evaluates the expressions of one program. `folder`: where its files are."""

    look_up: LookUp
    invoke: Invoke
    folder: Path

    def of(self, value: Any) -> Got:
        """The value of an expression, or of anything that has some in it."""
        match value:
            case str():
                return self._text(value)
            case dict():
                return self._mapping(cast("dict[Any, Any]", value))
            case list():
                parts = [self.of(item) for item in cast("list[Any]", value)]
                return Got([part.value for part in parts], _urns(parts))
            case _:
                return Got(value)

    def _text(self, text: str) -> Got:
        whole = _REFERENCE.fullmatch(text)
        if whole is not None and whole[1] is not None:
            return self._reference(whole[1])
        pieces: list[Got] = []
        end = 0
        for found in _REFERENCE.finditer(text):
            pieces += [Got(text[end : found.start()]), Got("${") if found[1] is None else self._reference(found[1])]
            end = found.end()
        pieces.append(Got(text[end:]))
        return Got(_joined([piece.value for piece in pieces], ""), _urns(pieces))

    def _reference(self, path: str) -> Got:
        steps = list(_PATH.finditer(path.strip()))
        if not steps or "".join(step[0] for step in steps) != path.strip() or steps[0][1] is None:
            raise BadExpressionError(
                f"${{{path}}} is no reference", 'write ${name}, ${name.property} or ${name.list[0]["key"]}'
            )
        way = [int(step[3]) if step[3] is not None else step[2] if step[1] is None else step[1] for step in steps[1:]]
        return self.look_up(steps[0][1].strip(), way)

    def _mapping(self, value: Mapping[Any, Any]) -> Got:
        if len(value) == 1:
            ((key, inner),) = value.items()
            if str(key).startswith("fn::"):
                return self._function(str(key), inner)
        parts = {str(key): self.of(item) for key, item in value.items()}
        return Got({key: part.value for key, part in parts.items()}, _urns(parts.values()))

    def _function(self, name: str, given: Any) -> Got:
        if (call := _CALL.match(name)) is not None:
            arguments = self.of(given)
            return Got(self.invoke(call[1], arguments, {}), arguments.urns)
        folded = name.casefold()
        if folded == "fn::invoke":
            return self._invoked(given)
        if folded not in _FUNCTIONS:
            raise BadExpressionError(f"there is no function {name}", "see Pulumi's YAML language reference")
        argument = self.of(given)
        try:
            return Got(_FUNCTIONS[folded](self, argument.value), argument.urns)
        except OSError as error:
            raise BadExpressionError(f"{name} {given}: {error.strerror}", "name a file beside the program") from None
        except (TypeError, ValueError, LookupError) as error:
            raise BadExpressionError(
                f"{name} cannot take {given!r}: {error}", "see Pulumi's YAML language reference"
            ) from None

    def _invoked(self, given: Any) -> Got:
        call = (
            {str(key).casefold(): item for key, item in cast("dict[Any, Any]", given).items()}
            if isinstance(given, dict)
            else {}
        )
        token = call.get("function")
        if not isinstance(token, str):
            raise BadExpressionError(
                "fn::invoke has no function", "write fn::invoke: {function: aws:getRegion, arguments: {}}"
            )
        arguments = self.of(call.get("arguments") or {})
        result = self.invoke(token, arguments, call.get("options") or {})
        wanted = call.get("return")
        return Got(step_into(result, [wanted]) if isinstance(wanted, str) else result, arguments.urns)

    def file(self, path: Value) -> bytes:
        """The content of a file of the program."""
        return (self.folder / str(path)).read_bytes()


def step_into(value: Value, way: Sequence[str | int]) -> Value:
    """What is in `value`; unknown where that is not known."""
    for step in way:
        match value:
            case Mapping():
                value = value.get(str(step), UNKNOWN)
            case list() if isinstance(step, int) and step < len(value):
                value = value[step]
            case _:
                return UNKNOWN
    return value


def _urns(parts: Any) -> frozenset[str]:
    return frozenset[str]().union(*(part.urns for part in parts))


def whole(value: Value) -> bool:
    """Whether all of a value is known."""
    match value:
        case Mapping():
            return all(map(whole, value.values()))
        case list():
            return all(map(whole, value))
        case _:
            return known(value)


def _is_secret(value: Value) -> bool:
    match value:
        case Mapping():
            return any(map(_is_secret, value.values()))
        case list():
            return any(map(_is_secret, value))
        case _:
            return isinstance(value, SecretText | SecretNumber)


def _plain(value: Value) -> Any:
    match value:
        case SecretText():
            return value.reveal()
        case SecretNumber():
            return float(value)
        case Mapping():
            return {key: _plain(item) for key, item in value.items()}
        case list():
            return [_plain(item) for item in value]
        case _:
            return value


def _derived(value: Value, make: Callable[[Any], Any]) -> Value:
    """What is made of `value`: unknown if a part of it is, secret if a part of it is."""
    if not whole(value):
        return UNKNOWN
    made = make(_plain(value))
    return conceal(made) if _is_secret(value) else made


def _joined(values: Sequence[Value], between: str) -> Value:
    return _derived(list(values), lambda items: between.join(_as_text(item) for item in items))


def _as_text(value: Any) -> str:
    return (
        value if isinstance(value, str) else json.dumps(value) if isinstance(value, bool | dict | list) else f"{value}"
    )


def _join(_expressions: Expressions, value: Value) -> Value:
    return _derived(value, lambda given: str(given[0]).join(map(_as_text, given[1])))


def _select(_expressions: Expressions, value: Value) -> Value:
    index, items = cast("list[Any]", value)
    return step_into(items, [int(index)]) if known(index) else UNKNOWN


def _single(_expressions: Expressions, value: Value) -> Value:
    items = cast("list[Value]", value)
    return UNKNOWN if not known(value) else items[0] if len(items) == 1 else None


def _of_text(make: Callable[[Any], Any]) -> Callable[[Expressions, Value], Value]:
    return lambda _expressions, value: _derived(value, make)


def _of_file(make: Callable[[bytes], str]) -> Callable[[Expressions, Value], Value]:
    return lambda expressions, value: _derived(value, lambda path: make(expressions.file(path)))


def _asset(key: str) -> Callable[[Expressions, Value], Value]:
    return lambda _expressions, value: {key: value}


_FUNCTIONS: Final[Mapping[str, Callable[[Expressions, Value], Value]]] = {
    "fn::join": _join,
    "fn::select": _select,
    "fn::singleornone": _single,
    "fn::split": _of_text(lambda given: str(given[1]).split(str(given[0]))),
    "fn::tojson": _of_text(lambda given: json.dumps(given, separators=(",", ":"))),
    "fn::tobase64": _of_text(lambda given: base64.b64encode(str(given).encode()).decode()),
    "fn::frombase64": _of_text(lambda given: base64.b64decode(given, validate=True).decode()),
    "fn::sha1": _of_text(lambda given: hashlib.sha1(str(given).encode()).hexdigest()),  # noqa: S324 - what the program asks for
    "fn::length": _of_text(len),
    "fn::secret": lambda _expressions, value: conceal(value),
    "fn::unsecret": lambda _expressions, value: _plain(value),
    "fn::readfile": _of_file(lambda content: content.decode()),
    "fn::filebase64": _of_file(lambda content: base64.b64encode(content).decode()),
    "fn::filebase64sha256": _of_file(lambda content: base64.b64encode(hashlib.sha256(content).digest()).decode()),
    "fn::stringasset": _asset("text"),
    "fn::fileasset": _asset("path"),
    "fn::remoteasset": _asset("uri"),
    "fn::filearchive": _asset("path"),
    "fn::remotearchive": _asset("uri"),
    "fn::assetarchive": _asset("assets"),
    "fn::stackreference": lambda _expressions, _value: UNKNOWN,
    "fn::pulumiresourcename": lambda _expressions, _value: UNKNOWN,
    "fn::pulumiresourcetype": lambda _expressions, _value: UNKNOWN,
}
