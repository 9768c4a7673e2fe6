"""What no program declares: GiB stored and moved, requests, hours of work. From a usage file, with the field's conventions.

    version: 0.1
    resource_usage:
      train-aws-datasets: {storage_gib: 5000, reads: 2000000}     # a resource's name; * and ? match any
      "*-steward": {lambda-request-million: 0.01, log-ingest-gib: 0.2}
      train-aws-train: {node_hours: 300, read_gib: {clicks: 800}}
    resource_type_default_usage:
      aws:s3/bucket:Bucket: {storage_gib: 100}                    # for resources that have no entry of their own

Of several entries that match a resource, the one that is written last decides each key. Quantities are a month's. What is not
declared is no quantity: it is listed with its price, and is in no sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final, cast

from penstock.problem import InputError, Problem, nearest

_SECTIONS: Final = ("version", "resource_usage", "resource_type_default_usage")
VERSION: Final = "0.1"


@dataclass(slots=True)
class Usage:
    """Declared quantities; remembers what was asked, so that an entry which nobody asks for is told.

    `names`: pattern of a resource's name -> key -> quantity, in the file's order. `types`: type token -> key -> quantity.
    A key inside a mapping is written `read_gib.clicks`, and may be a pattern itself.
    """

    where: str = ""
    names: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict[str, Mapping[str, Decimal]])
    types: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict[str, Mapping[str, Decimal]])
    _asked: dict[str, set[str]] = field(default_factory=dict[str, set[str]])

    def of(self, urn: str, key: str) -> Decimal | None:
        """The declared quantity of `key` for that resource; None when nobody declares one."""
        self._asked.setdefault(urn, set()).add(key)
        found: Decimal | None = None
        for entry in (self.types.get(_type(urn), {}), *(self.names[pattern] for pattern in self._patterns(urn))):
            found = next((quantity for name, quantity in entry.items() if fnmatchcase(key, name)), found)
        return found

    def problems(self) -> list[Problem]:
        """Entries that changed nothing: no such resource, or no such key. Ask after the estimate is made."""
        return [*self._no_resource(), *self._no_key()]

    def _patterns(self, urn: str) -> Iterator[str]:
        name = _name(urn)
        return (pattern for pattern in self.names if pattern == urn or fnmatchcase(name, pattern))

    def _no_resource(self) -> Iterator[Problem]:
        used = {pattern for urn in self._asked for pattern in self._patterns(urn)}
        names = {_name(urn) for urn in self._asked}
        for pattern in self.names.keys() - used:
            near = nearest(pattern, names)
            yield Problem(
                f"{self.where} resource_usage.{pattern}",
                "no resource with a use to declare has that name: the entry would have no effect",
                f"did you mean {near}?" if near else f"names are {', '.join(sorted(names)) or 'none'}",
            )
        tokens = {_type(urn) for urn in self._asked}
        for token in self.types.keys() - tokens:
            near = nearest(token, tokens)
            yield Problem(
                f"{self.where} resource_type_default_usage.{token}",
                "no resource with a use to declare has that type: the entry would have no effect",
                f"did you mean {near}?" if near else f"types are {', '.join(sorted(tokens)) or 'none'}",
            )

    def _no_key(self) -> Iterator[Problem]:
        for pattern, entry in self.names.items():
            keys = {key for urn in self._asked if pattern in self._patterns(urn) for key in self._asked[urn]}
            yield from self._unknown(f"resource_usage.{pattern}", entry, keys)
        for token, entry in self.types.items():
            keys = {key for urn in self._asked if _type(urn) == token for key in self._asked[urn]}
            yield from self._unknown(f"resource_type_default_usage.{token}", entry, keys)

    def _unknown(self, path: str, entry: Mapping[str, Decimal], keys: set[str]) -> Iterator[Problem]:
        for name in entry if keys else ():
            if not any(fnmatchcase(key, name) for key in keys):
                near = nearest(name, keys)
                yield Problem(
                    f"{self.where} {path}.{name}",
                    "there is no such use of that resource: it would have no effect",
                    f"did you mean {near}?" if near else f"its uses are {', '.join(sorted(keys))}",
                )


def read_usage(path: Path) -> Usage:
    """The usage file at `path`. Raises InputError with everything that is wrong with it."""
    import yaml  # noqa: PLC0415 - it takes long to load, and most have no such file

    try:
        content: object = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError([Problem(str(path), f"cannot be read: {error.strerror}", "name a usage file")]) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark is not None else ""
        what = getattr(error, "problem", None) or str(error)
        raise InputError([Problem(f"{path}{line}", f"is not YAML: {what}", "correct the file")]) from None
    if not isinstance(content, dict):
        raise InputError(
            [Problem(str(path), "is not a usage file", f"write version: {VERSION} and resource_usage: {{...}}")]
        )
    problems: list[Problem] = []
    sections = cast("dict[Any, Any]", content)
    for key in sections:
        if key not in _SECTIONS:
            near = nearest(str(key), _SECTIONS)
            fix = f"did you mean {near}?" if near else f"sections are {', '.join(_SECTIONS)}"
            problems.append(Problem(f"{path} {key}", "there is no such section", fix))
    if str(sections.get("version", VERSION)) != VERSION:
        problems.append(Problem(f"{path} version", f"{sections['version']!r} is not known", f"write {VERSION}"))
    names = _entries(path, "resource_usage", sections.get("resource_usage"), problems)
    types = _entries(path, "resource_type_default_usage", sections.get("resource_type_default_usage"), problems)
    if problems:
        raise InputError(problems)
    return Usage(where=str(path), names=names, types=types)


def _entries(path: Path, section: str, value: object, problems: list[Problem]) -> Mapping[str, Mapping[str, Decimal]]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        problems.append(Problem(f"{path} {section}", "is not a mapping", "write name: {key: quantity}"))
        return {}
    found: dict[str, Mapping[str, Decimal]] = {}
    for name, entry in cast("dict[Any, Any]", value).items():
        if isinstance(entry, dict):
            found[str(name)] = dict(
                _quantities(f"{path} {section}.{name}", "", cast("dict[Any, Any]", entry), problems)
            )
        else:
            problems.append(Problem(f"{path} {section}.{name}", "is not a mapping", "write {key: quantity}"))
    return found


def _quantities(
    where: str, prefix: str, entry: Mapping[Any, Any], problems: list[Problem]
) -> Iterator[tuple[str, Decimal]]:
    for key, value in entry.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and not prefix:
            yield from _quantities(where, f"{name}.", cast("dict[Any, Any]", value), problems)
            continue
        quantity = _quantity(cast("object", value))
        if quantity is None:
            problems.append(
                Problem(f"{where}.{name}", f"{value!r} is no quantity", "write a number of 0 or more, without quotes")
            )
        else:
            yield name, quantity


def _quantity(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        quantity = Decimal(str(value))
    except InvalidOperation:
        return None
    return quantity if quantity.is_finite() and quantity >= 0 else None


def _name(urn: str) -> str:
    return urn.split("::", 3)[-1]


def _type(urn: str) -> str:
    parts = urn.split("::", 3)
    return parts[2].rpartition("$")[2] if len(parts) == 4 else ""
