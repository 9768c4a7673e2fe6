"""JUnit XML: one test suite per rule, one test case per resource, for the test report of any CI.

Source of the shape: the `junit-10.xsd` of Jenkins' xUnit plugin, which is what Maven Surefire writes. It has no word for a
warning: what fails but does not block is skipped, with its reason, so that it is seen and turns nothing red.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Final
from xml.etree import ElementTree as ET

from penstock.cli.text import printable
from penstock_policies import Outcome

from .checked import Checked, Finding, Level

_DECLARATION: Final = '<?xml version="1.0" encoding="utf-8"?>\n'


def render(result: Checked) -> str:
    """The document; its suites are those of the rules that had anything to judge."""
    root = ET.Element("testsuites", {"name": f"penstock {result.title}"})
    findings = sorted(result.findings, key=lambda it: (it.rule, it.urn, it.weight))
    for rule, of_rule in groupby(findings, key=lambda it: it.rule):
        suite = ET.SubElement(root, "testsuite", {"name": rule})
        for _, of_resource in groupby(of_rule, key=lambda it: it.urn):
            _case(suite, list(of_resource))
        _count(suite, ("failure", "error", "skipped"))
    if result.capture.problems:
        _refused(root, [printable(str(problem)) for problem in result.capture.problems])
    _count(root, ("failure", "error"))
    ET.indent(root)
    return _DECLARATION + ET.tostring(root, encoding="unicode") + "\n"


def _refused(root: ET.Element, problems: list[str]) -> None:
    """What a provider refuses, as a suite of its own."""
    suite = ET.SubElement(root, "testsuite", {"name": "input"})
    for problem in problems:
        case = ET.SubElement(suite, "testcase", {"classname": "input", "name": problem.partition(": ")[0]})
        ET.SubElement(case, "error", {"type": "refused", "message": problem}).text = problem
    _count(suite, ("failure", "error", "skipped"))


def _case(suite: ET.Element, findings: list[Finding]) -> None:
    """All that one rule says of one resource: the gravest, which comes first, decides, and the text has the rest."""
    gravest = findings[0]
    case = ET.SubElement(suite, "testcase", {"classname": gravest.rule, "name": _name(gravest)})
    tag = _tag(gravest)
    if tag is not None:
        kind = f"{gravest.outcome}, {gravest.enforcement}"
        told = ET.SubElement(case, tag, {"type": kind, "message": gravest.why})
        whys = [it.why for it in findings if it.outcome is not Outcome.PASS]
        told.text = "\n\n".join([*whys, f"{gravest.urn}\n{gravest.place}"])


def _tag(finding: Finding) -> str | None:
    if finding.level is Level.ERROR:
        return "error" if finding.outcome is Outcome.UNDETERMINED else "failure"
    return None if finding.outcome is Outcome.PASS else "skipped"


def _name(finding: Finding) -> str:
    """The resource within its stack, `type::name` with the types of its parents: two of one name stay apart."""
    return finding.urn.split("::", 2)[-1] or finding.resource


def _count(element: ET.Element, tags: Iterable[str]) -> None:
    element.set("tests", str(sum(1 for _ in element.iter("testcase"))))
    for tag in tags:
        plural = tag if tag == "skipped" else f"{tag}s"
        element.set(plural, str(sum(1 for _ in element.iter(tag))))
