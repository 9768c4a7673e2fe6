"""JUnit: the shape that CI systems read, counts that add up, and text that comes back as it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from penstock.cli.formats import Checked, render
from penstock.cli.formats.checked import Level
from penstock_policies import Enforcement, Outcome

from .results import BLOCKED, REAL, Said, made, real, results, rule

_TOLD: Final = (frozenset[str](), {"type", "message"}, frozenset[str]())
SHAPE: Final[Mapping[str, tuple[frozenset[str], set[str], frozenset[str]]]] = {
    "testsuites": (frozenset(), {"name", "time", "tests", "failures", "errors"}, frozenset({"testsuite"})),
    "testsuite": (
        frozenset({"name", "tests", "failures", "errors"}),
        {"group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"},
        frozenset({"testsuite", "properties", "testcase", "system-out", "system-err"}),
    ),
    "testcase": (
        frozenset({"name"}),
        {"time", "classname", "group"},
        frozenset({"skipped", "error", "failure", "system-out", "system-err"}),
    ),
    "failure": _TOLD,
    "error": _TOLD,
    "skipped": _TOLD,
}
"""Element -> attributes it must have, those it may have, and elements in it: the junit-10.xsd of Jenkins' xUnit plugin,
written down as a table because no package ships it."""


def suites(result: Checked) -> ET.Element:
    """The document, held to the shape, each count to what it counts."""
    root = ET.fromstring(render("junit", result).encode())
    assert root.tag == "testsuites"
    for element in root.iter():
        required, optional, inner = SHAPE[element.tag]
        assert required <= set(element.attrib) <= required | optional, element.attrib
        assert {child.tag for child in element} <= inner
    for element in [root, *root.iter("testsuite")]:
        assert int(element.attrib["tests"]) == sum(1 for _ in element.iter("testcase"))
        for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            if attribute in element.attrib:
                assert int(element.attrib[attribute]) == sum(1 for _ in element.iter(tag))
    return root


@pytest.mark.parametrize("name", REAL)
def test_the_document_of_every_program_has_the_shape(name: str) -> None:
    root = suites(real(name))
    assert {it.attrib["name"] for it in root} == {it.rule for it in real(name).findings}
    assert (int(root.attrib["failures"]) > 0) is (name == BLOCKED)


@pytest.mark.parametrize(
    ("outcome", "enforcement", "tag"),
    [
        (Outcome.FAIL, Enforcement.MANDATORY, "failure"),
        (Outcome.UNDETERMINED, Enforcement.MANDATORY, "error"),
        (Outcome.FAIL, Enforcement.ADVISORY, "skipped"),
        (Outcome.UNDETERMINED, Enforcement.ADVISORY, "skipped"),
        (Outcome.NOT_APPLICABLE, Enforcement.MANDATORY, "skipped"),
        (Outcome.PASS, Enforcement.MANDATORY, None),
    ],
)
def test_only_what_blocks_turns_a_test_red(outcome: Outcome, enforcement: Enforcement, tag: str | None) -> None:
    (case,) = suites(made([Said(outcome=outcome)], [rule(enforcement=enforcement)])).iter("testcase")
    assert [child.tag for child in case] == ([] if tag is None else [tag])


def test_one_resource_is_one_case_whose_gravest_property_decides_and_whose_text_has_them_all() -> None:
    said = [
        Said(about="a", outcome=Outcome.PASS, message="fine"),
        Said(about="b", outcome=Outcome.UNDETERMINED, message="not known"),
        Said(about="c", outcome=Outcome.FAIL, message="too large"),
        Said(about="d", outcome=Outcome.NOT_APPLICABLE, message="no matter"),
    ]
    (case,) = suites(made(said)).iter("testcase")
    (failure,) = case
    assert (failure.tag, failure.attrib["message"].splitlines()[0]) == ("failure", "c: too large")
    assert all(f"{it.about}: {it.message}" in (failure.text or "") for it in said[1:])
    assert "fine" not in (failure.text or "")
    (passing,) = suites(made([said[0], said[3]])).iter("testcase")
    assert [*passing] == []


@given(results())
def test_hostile_text_comes_back_as_it_was_said(result: Checked) -> None:
    root = suites(result)
    cases = {(it.attrib["classname"], it.attrib["name"]): it for it in root.iter("testcase")}
    assert len(cases) == len({(it.rule, it.urn) for it in result.findings})
    assert root.attrib["name"] == f"penstock {result.title}"
    for finding in result.findings:
        case = cases[finding.rule, finding.urn.split("::", 2)[-1]]
        assert finding.level is Level.NONE or any(finding.why in (child.text or "") for child in case)
