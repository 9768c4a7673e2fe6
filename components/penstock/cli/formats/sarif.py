"""SARIF 2.1.0, for GitHub's code scanning and any other viewer of findings.

Source: the OASIS standard "SARIF Version 2.1.0 Plus Errata 01" (section numbers below are its), and docs.github.com, "SARIF
support for code scanning". What passes or does not apply is left out. What cannot be determined has a level like a failure,
not the kind `open`: viewers hide that, and a mandatory rule blocks by it.
"""

from __future__ import annotations

import hashlib
import json
import re
from importlib.metadata import version
from typing import Any, Final
from urllib.parse import quote

from penstock.cli.text import printable
from penstock_policies import Enforcement, Rule

from .checked import Checked, Finding, Level
from .places import Place

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

FINGERPRINT: Final = "penstockResource/v1"
"""The key of our fingerprint (3.27.17). Not `primaryLocationLineHash`: GitHub's upload action computes that from the line, and
warns of every result that brings another."""

_ROOT: Final = "%SRCROOT%"
_MEANT: Final = re.compile(r"\{(?=\d)|\](?=\()")
"""The beginnings of a placeholder (3.11.5) and of the target of a link (3.11.6)."""


def render(result: Checked) -> str:
    """The log file: one run."""
    rules = _rules(result)
    indices = {rule["id"]: index for index, rule in enumerate(rules)}
    release = version("penstock")
    run = {
        "tool": {"driver": {"name": "Penstock", "version": release, "semanticVersion": release, "rules": rules}},
        # GitHub keeps the results of each category (all but the id's last part) apart: another stack replaces none of these.
        "automationDetails": {"id": f"penstock/{quote(result.title, errors='replace')}/"},
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "invocations": [
            {"executionSuccessful": not result.capture.problems, "toolExecutionNotifications": _notifications(result)}
        ],
        "results": [_result(it, indices[it.rule]) for it in result.findings if it.level is not Level.NONE],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _rules(result: Checked) -> list[dict[str, Any]]:
    """Every rule that ran or could have; one of which only the name is known has only its id."""
    known = {printable(rule.name): _rule(rule) for rule in result.rules}
    unknown = {it.rule: {"id": it.rule} for it in result.findings if it.rule not in known}
    return [*known.values(), *unknown.values()]


def _rule(rule: Rule) -> dict[str, Any]:
    advisory = rule.enforcement is Enforcement.ADVISORY
    return {
        "id": printable(rule.name),
        "shortDescription": _message(f"{rule.title}."),
        "fullDescription": _message(rule.description),
        "help": _message(f"{rule.description}\n\nTo fix: {rule.remediation}"),
        "defaultConfiguration": {
            "enabled": rule.enforcement is not Enforcement.DISABLED,
            "level": (Level.WARNING if advisory else Level.ERROR).value,
        },
        "properties": {"severity": rule.severity.value},
    }


def _notifications(result: Checked) -> list[dict[str, Any]]:
    told = [("error", str(problem)) for problem in result.capture.problems]
    told += [("note", note) for note in result.capture.notes]
    return [{"level": level, "message": _message(printable(text))} for level, text in told]


def _result(finding: Finding, index: int) -> dict[str, Any]:
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": finding.level.value,
        "message": _message(f"{finding.resource}: {finding.why}"),
        "locations": [
            {
                "physicalLocation": _physical(finding.place),
                "logicalLocations": [{"fullyQualifiedName": finding.urn, "kind": "resource"}],
            }
        ],
        "partialFingerprints": {FINGERPRINT: _fingerprint(finding)},
        "properties": {
            "verdict": finding.outcome.value,
            "enforcement": finding.enforcement.value,
            "property": finding.about,
        },
    }


def _physical(place: Place) -> dict[str, Any]:
    uri = quote(place.path, errors="replace")
    return {"artifactLocation": {"uri": uri, "uriBaseId": _ROOT}, "region": {"startLine": place.line}}


def _fingerprint(finding: Finding) -> str:
    """The same for the same rule, resource and property, wherever the line moves and whatever the figures become."""
    identity = json.dumps([finding.rule, finding.urn, finding.about])
    return hashlib.sha256(identity.encode()).hexdigest()[:32]


def _message(text: str) -> dict[str, str]:
    """A plain text message. What looks like a placeholder or a link is none of ours: a space takes it apart. Other braces stay
    single, against 3.11.5, for GitHub shows what is written."""
    return {"text": _MEANT.sub(lambda it: f"{it[0]} ", text)}
