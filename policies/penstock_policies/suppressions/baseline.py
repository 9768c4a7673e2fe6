"""The baseline: what the base of a change broke already does not block the change.

The base is a saved `penstock check --format json`. A verdict that fails, or cannot be determined, is `known` when the base has
the same: same rule, same resource (its URN without stack and project, so that a copy of the stack will do), same property,
same outcome, same message, and an expected month that is no dearer than the base's. Messages name figures, so a figure that got
worse is another message. One that got better is too, and blocks: it is still over the limit, and who changed it is at it.
What the base had waived is not known: else a waiver would hold for ever, once it is in a base.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final, TypeAlias, cast

from penstock.problem import InputError, Problem
from penstock_policies.report import Judged, Report
from penstock_policies.rule import Outcome, Verdict

VERSION: Final = 1
"""Of the document that is read."""

_BROKEN: Final = frozenset({Outcome.FAIL, Outcome.UNDETERMINED})
_STACK: Final = "pulumi:pulumi:Stack"
_CENT: Final = Decimal("0.01")
_FIX: Final = "save one with `penstock check --format json > base.json`"

Key: TypeAlias = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Baseline:
    """What the base breaks, and what its resources cost.

    Attributes:
        broken: keys of verdicts that fail or cannot be determined, without those that are waived.
        costs: resource (URN without stack and project) -> USD of its expected month; without those that are unpriced.
    """

    broken: frozenset[Key]
    costs: Mapping[str, Decimal]


def resource_of(urn: str) -> str:
    """A URN without its stack and project: `aws:ec2/instance:Instance::trainer`. The stack itself has no name."""
    rest = urn.split("::", 2)[-1]
    return _STACK if rest.startswith(f"{_STACK}::") else rest


def against(report: Report, baseline: Baseline, costs: Mapping[str, Decimal]) -> Report:
    """`report`, in which what is known does not block. `costs`: URN -> USD of the expected month, without what is unpriced."""
    rounded = {urn: cost.quantize(_CENT) for urn, cost in costs.items()}
    return replace(report, verdicts=tuple(_compared(judged, baseline, rounded) for judged in report.verdicts))


def _compared(judged: Judged, baseline: Baseline, costs: Mapping[str, Decimal]) -> Judged:
    verdict = judged.verdict
    if judged.waiver is not None or verdict.outcome not in _BROKEN or _key(verdict) not in baseline.broken:
        return judged
    now, then = costs.get(verdict.urn), baseline.costs.get(resource_of(verdict.urn))
    dearer = (now is None) != (then is None) or (now is not None and then is not None and now > then)
    return judged if dearer else replace(judged, blocks=False, known=True)


def _key(verdict: Verdict) -> Key:
    return (
        str(verdict.rule),
        str(resource_of(verdict.urn)),
        str(verdict.property),
        verdict.outcome.value,
        str(verdict.message),
    )


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file. Raises InputError when it is not the JSON of a check."""
    try:
        document: object = json.loads(path.read_bytes())
    except OSError as error:
        raise InputError([Problem(str(path), f"cannot be read: {error.strerror}", _FIX)]) from None
    except (ValueError, RecursionError) as error:
        raise InputError([Problem(str(path), f"is not JSON: {error}", _FIX)]) from None
    return baseline_from(document, where=str(path))


def baseline_from(document: object, *, where: str) -> Baseline:
    """The baseline of a parsed document. Raises InputError when it is not that of a check."""
    try:
        top = _object(document, "the document")
        if top.get("version") != VERSION:
            raise _NotACheckError(f"has no version: {VERSION}")
        costs = _object(top.get("costs"), "costs")
        return Baseline(
            broken=frozenset(_broken(_list(top.get("verdicts"), "verdicts"))),
            costs=_costs(costs),
        )
    except _NotACheckError as error:
        raise InputError([Problem(where, f"is no result of a check: it {error}", _FIX)]) from None


class _NotACheckError(Exception):
    pass


def _broken(verdicts: list[Any]) -> Iterator[Key]:
    for index, it in enumerate(verdicts):
        where = f"verdicts[{index}]"
        verdict = _object(it, where)
        texts = {key: _text(verdict, key, where) for key in ("rule", "urn", "property", "verdict", "message")}
        if texts["verdict"] in _BROKEN and verdict.get("waiver") is None:
            resource = resource_of(texts["urn"])
            yield texts["rule"], resource, texts["property"], texts["verdict"], texts["message"]


def _costs(costs: Mapping[str, Any]) -> dict[str, Decimal]:
    unpriced = {resource_of(urn) for urn in _object(costs.get("unpriced"), "costs.unpriced")}
    found: dict[str, Decimal] = {}
    for index, it in enumerate(_list(costs.get("resources"), "costs.resources")):
        where = f"costs.resources[{index}]"
        entry = _object(it, where)
        monthly = _object(entry.get("monthly"), f"{where}.monthly")
        resource = resource_of(_text(entry, "urn", where))
        if entry.get("components") and resource not in unpriced:
            found[resource] = found.get(resource, Decimal(0)) + _money(monthly, f"{where}.monthly")
    return found


def _money(monthly: Mapping[str, Any], where: str) -> Decimal:
    try:
        amount = Decimal(_text(monthly, "expected", where))
    except InvalidOperation:
        raise _NotACheckError(f"has no sum in {where}.expected") from None
    if not amount.is_finite():
        raise _NotACheckError(f"has no sum in {where}.expected")
    return amount


def _object(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _NotACheckError(f"has no object in {where}")
    return cast("Mapping[str, Any]", value)


def _list(value: object, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise _NotACheckError(f"has no list in {where}")
    return cast("list[Any]", value)


def _text(holder: Mapping[str, Any], key: str, where: str) -> str:
    value: object = holder.get(key)
    if not isinstance(value, str):
        raise _NotACheckError(f"has no text in {where}.{key}")
    return value
