"""The JSON document: its schema is published, current, and held to by every document."""

from __future__ import annotations

import json
from typing import Any, cast

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from penstock.cli.formats import Checked, render
from penstock.cli.formats.schema import result_schema

from .conftest import ROOT
from .results import REAL, real, results

PUBLISHED = ROOT / "docs" / "check-result.schema.json"


def validator(schema: Any) -> Any:
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def closed(schema: Any) -> Any:
    """The schema without room for a key that it does not describe."""
    if isinstance(schema, list):
        return [closed(item) for item in cast("list[Any]", schema)]
    if not isinstance(schema, dict):
        return schema
    found = {key: closed(value) for key, value in cast("dict[str, Any]", schema).items()}
    return {**found, "additionalProperties": False} if isinstance(found.get("properties"), dict) else found


def document(result: Checked) -> Any:
    return json.loads(render("json", result))


def test_the_published_schema_is_current() -> None:
    made = json.dumps(result_schema(), indent=2) + "\n"
    assert PUBLISHED.read_text() == made, (
        "write it with python -m penstock.cli.formats.schema > docs/check-result.schema.json"
    )


@pytest.mark.parametrize("name", REAL)
def test_every_document_validates_and_has_no_key_that_the_schema_does_not_describe(name: str) -> None:
    schema = json.loads(PUBLISHED.read_text())
    errors = validator(closed(schema)).iter_errors(document(real(name)))
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


def test_a_reader_of_the_schema_is_not_stopped_by_a_new_key() -> None:
    made = document(real("blocked"))
    made["new"] = made["verdicts"][0]["new"] = made["costs"]["new"] = 1
    assert validator(result_schema()).is_valid(made)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), 2),
        (("blocked",), "yes"),
        (("price_dates", 0), "yesterday"),
        (("costs", "total", "expected"), 1.5),
        (("costs", "total", "expected"), "1.505"),
        (("costs", "resources", 0, "kind"), "cluster"),
        (("costs", "resources", 0, "components", 0, "unit_price"), "NaN"),
        (("costs", "unpriced"), {"urn": None}),
        (("verdicts", 0, "verdict"), "passed"),
        (("verdicts", 0, "enforcement"), "disabled"),
        (("verdicts", 0, "fix"), None),
    ],
)
def test_the_schema_refuses_what_is_no_result(path: tuple[str | int, ...], value: object) -> None:
    made = document(real("blocked"))
    *steps, last = path
    holder = made
    for step in steps:
        holder = holder[step]
    assert validator(result_schema()).is_valid(made)
    holder[last] = value
    assert not validator(result_schema()).is_valid(made)
    del holder[last]
    assert isinstance(last, int) or not validator(result_schema()).is_valid(made)


@given(results())
def test_hostile_text_comes_back_as_it_was_said(result: Checked) -> None:
    made = document(result)
    assert validator(closed(result_schema())).is_valid(made)
    assert made["notes"] == list(result.capture.notes)
    verdicts = [it.verdict for it in result.report.verdicts]
    assert [(it["urn"], it["rule"], it["property"], it["message"], it["fix"]) for it in made["verdicts"]] == [
        (it.urn, it.rule, it.property, it.message, it.fix) for it in verdicts
    ]
    assert [it["detail"] for it in made["costs"]["resources"]] == [it.detail for it in result.estimate.resources]
