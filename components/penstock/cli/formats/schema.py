"""The JSON Schema (draft 2020-12) of `penstock check --format json`.

Written by `python -m penstock.cli.formats.schema > docs/check-result.schema.json`. Keys may be added within a version; one that
goes away or changes its meaning makes a new version, so a reader that holds to this schema goes on working.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from penstock.cli.views.document import VERSION
from penstock_policies import Enforcement, Outcome

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Final = {"type": "string"}
_TEXTS: Final = {"type": "array", "items": _TEXT}
_DAY: Final = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}


def result_schema() -> dict[str, Any]:
    """The schema of the whole document. Money and quantities are text: a Decimal is no float."""
    return {
        "$schema": DIALECT,
        "title": "The result of penstock check",
        **_object(
            version=_said({"const": VERSION}, "Changes when a key changes its meaning or goes away."),
            project=_TEXT,
            stack=_TEXT,
            notes=_said(_TEXTS, "What a person should know about how the program was read."),
            problems=_said(
                _list(_object(where=_TEXT, what=_TEXT, fix=_said(_TEXT, "Empty when `what` says it."))),
                "Inputs that a provider refuses; the exit status is then 2. All else is priced and judged.",
            ),
            resources=_list(_resource()),
            costs=_costs(),
            price_dates=_said(_list(_DAY), "The days of the prices used, in order."),
            blocked=_said({"type": "boolean"}, "Whether anything stops the deployment; the exit status is then 1."),
            verdicts=_list(_verdict()),
        ),
        "$defs": {
            "money": _said({"type": "string", "pattern": r"^-?\d+\.\d{2}$"}, "USD, whole cents."),
            "exact": _said(
                {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},
                "A decimal number: a price as the catalog has it, a quantity of six decimals at most.",
            ),
            "amounts": _said(_figures(_ref("money")), "USD a month."),
            "figures": _figures(_ref("exact")),
        },
    }


def _resource() -> dict[str, Any]:
    return _object(
        urn=_TEXT,
        type=_said(_TEXT, "Pulumi type token."),
        name=_TEXT,
        parent=_said(_or_null(_TEXT), "URN; null for what is nobody's child."),
        source=_said(_or_null(_TEXT), "path:line from the program's folder; null when not known."),
    )


def _verdict() -> dict[str, Any]:
    return _object(
        rule=_TEXT,
        verdict=_one_of(Outcome),
        enforcement=_one_of(it for it in Enforcement if it is not Enforcement.DISABLED),
        blocks=_said({"type": "boolean"}, "Whether this verdict stops the deployment."),
        known=_said({"type": "boolean"}, "Whether the base of the change (--baseline) has it too; it does not block."),
        waiver=_said(_or_null(_waiver()), "What it is waived by; it does not block."),
        urn=_TEXT,
        property=_said(_TEXT, "The input that it is about; empty for the resource as a whole."),
        message=_said(_TEXT, "Fact and limit."),
        fix=_said(_TEXT, "What to write instead; empty where there is nothing to fix."),
    )


def _waiver() -> dict[str, Any]:
    return _object(owner=_TEXT, reason=_TEXT, ticket=_TEXT, expires=_said(_DAY, "The last day on which it holds, UTC."))


def _costs() -> dict[str, Any]:
    return _object(
        currency={"const": "USD"},
        period={"const": "month"},
        total=_said(_ref("amounts"), "The sum of what has a price."),
        total_at_most=_said(
            _ref("amounts"), "`total` with what has no price at what it is held to: what stack-budget reads."
        ),
        held_to_nothing=_said(
            _TEXTS, "URNs of what has no price, nor one that it is never above: total_at_most leaves it out."
        ),
        always_on=_said(_ref("money"), "The same nodes 730 h a month on-demand, data in its first tier."),
        savings=_said(
            _by_name(_ref("money")), "Control -> USD a month; always_on less their sum is the expected total."
        ),
        resources=_list(_cost()),
        unpriced=_said(_by_name(_TEXT), "URN -> why it is in no sum, or not wholly."),
        price_dates=_list(_DAY),
    )


def _cost() -> dict[str, Any]:
    component = _object(
        name=_TEXT,
        unit=_TEXT,
        monthly_quantity=_ref("figures"),
        unit_price=_said(_or_null(_ref("exact")), "USD; null: unpriced."),
        price_range=_said(_or_null(_ref("figures")), "USD, where several things may come; else null."),
        price_date=_or_null(_DAY),
        monthly=_said(_or_null(_ref("amounts")), "Null: unpriced."),
        at_most=_said(
            _or_null(_ref("exact")), "Of an unpriced line, USD a unit that it is held to; null: none is known."
        ),
        typical=_said(
            _or_null(_ref("exact")),
            "Of an unpriced line whose machines are chosen by attributes, USD a unit on average: what is expected.",
        ),
        bound=_said(_TEXT, "What that is the price of, and why; empty where nothing says more."),
        basis=_said(_TEXT, "Where the quantity and the price come from."),
    )
    saving = _object(
        control=_TEXT,
        unit=_TEXT,
        quantity=_ref("exact"),
        unit_saving=_ref("exact"),
        monthly=_ref("money"),
        basis=_TEXT,
    )
    use = _object(
        key=_said(_TEXT, "What a usage file calls it."),
        name=_TEXT,
        unit=_TEXT,
        unit_price=_ref("exact"),
        price_date=_DAY,
        basis=_TEXT,
    )
    return _object(
        urn=_TEXT,
        label=_said(_TEXT, "The name for people."),
        kind=_one_of(("pool", "bucket", "service")),
        detail=_TEXT,
        monthly=_ref("amounts"),
        monthly_at_most=_said(_ref("amounts"), "With its unpriced lines at what they are held to."),
        unbounded=_said(
            {"type": "boolean"}, "Whether something of it has no price, is held to nothing, and may be large."
        ),
        always_on=_said(_or_null(_ref("money")), "Null: it has no such twin, or one without a price."),
        components=_list(component),
        savings=_list(saving),
        undeclared=_said(_list(use), "Billed by use that no program declares: in no sum."),
        why_unpriced=_said(_TEXTS, "Empty when every line has a price and a quantity."),
    )


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


def _figures(figure: dict[str, Any]) -> dict[str, Any]:
    return _object(floor=figure, expected=figure, ceiling=figure)


def _by_name(value: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": value}


def _list(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


def _one_of(values: Iterable[str]) -> dict[str, Any]:
    return {"enum": [str(value) for value in values]}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _said(schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {**schema, "description": description}


if __name__ == "__main__":
    print(json.dumps(result_schema(), indent=2))  # the generator's output
