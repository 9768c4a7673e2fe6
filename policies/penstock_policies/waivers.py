"""Waivers: what may break a rule for a while, who answers for it, and until when.

    waivers:
      - rule: oversized-instance          # `<pack>/<policy>` for a rule of another pack
        urn: "*::recommender::*::trainer" # * and ? match any text and any character
        owner: vision
        reason: the base model is trained once more
        ticket: ML-1234
        expires: 2026-10-01               # the last day (UTC) on which it holds, at most 90 days ahead
        max_monthly_usd: 20000            # may be left out

A waived verdict stays in the report, and does not block. With `max_monthly_usd` the waiver holds only while the expected month of
the resource costs no more; a resource whose cost is not known is over any cap. What is malformed, has expired or matches
nothing waives nothing, and is told: a waiver that nobody needs any more would hide the next mistake.

The file is read as nodes, all values as the text that is written: nothing in it is built, so none of YAML's tags does anything.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final, cast

import yaml

from penstock.cost import Estimate
from penstock.problem import InputError, Problem, nearest

from .rule import Verdict

LONGEST: Final = timedelta(days=90)
"""How far ahead a waiver may expire: who still needs it then says so again."""

FILE: Final = "waivers.yaml"

_REQUIRED: Final = ("rule", "urn", "owner", "reason", "ticket", "expires")
_CAP: Final = "max_monthly_usd"
_KEYS: Final = (*_REQUIRED, _CAP)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONEY: Final = re.compile(r"\d{1,12}(\.\d{1,2})?", re.ASCII)
_NULL: Final = "tag:yaml.org,2002:null"
_EXAMPLE: Final = f"write waivers: [{{{', '.join(f'{key}: ...' for key in _REQUIRED)}}}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """One valid waiver.

    Attributes:
        urn: pattern of the URNs of the resources, `*` and `?`.
        expires: the last day on which it holds, UTC.
        max_monthly_usd: the most that the resource's expected month may cost; None: any sum.
        where: file and line.
    """

    rule: str
    urn: str
    owner: str
    reason: str
    ticket: str
    expires: date
    max_monthly_usd: Decimal | None = None
    where: str = ""

    def matches(self, verdict: Verdict) -> bool:
        """Whether it is about that rule and resource."""
        return verdict.rule == self.rule and (verdict.urn == self.urn or fnmatchcase(verdict.urn, self.urn))

    def affords(self, monthly: Decimal | None) -> bool:
        """Whether a resource of that expected month, in USD, is within the cap; None, not known, is over any."""
        return self.max_monthly_usd is None or (monthly is not None and monthly <= self.max_monthly_usd)

    def __str__(self) -> str:
        return f"waived until {self.expires} by {self.owner} ({self.ticket}): {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waivers:
    """What one file holds on one day: `valid` waivers, and the `problems` of the others."""

    valid: tuple[Waiver, ...] = ()
    problems: tuple[Problem, ...] = ()

    def of(self, verdict: Verdict, monthly: Decimal | None) -> Waiver | None:
        """The waiver that holds for a verdict about a resource of that expected month; the one that lasts longest."""
        holding = (it for it in self.valid if it.matches(verdict) and it.affords(monthly))
        return max(holding, key=lambda it: (it.expires, it.where), default=None)

    @property
    def with_cap(self) -> bool:
        """Whether any holds up to a sum only."""
        return any(it.max_monthly_usd is not None for it in self.valid)

    def capped(self, verdict: Verdict) -> bool:
        """Whether a waiver matches that holds up to a sum only: it takes the whole stack to know what a resource costs."""
        return any(it.max_monthly_usd is not None and it.matches(verdict) for it in self.valid)

    def unneeded(
        self, broken: Iterable[Verdict], costs: Mapping[str, Decimal], rules: Collection[str]
    ) -> Iterator[Problem]:
        """What is to be told of valid waivers that waive none of the `broken` verdicts.

        Args:
            broken: the verdicts that fail or cannot be determined, waived or not.
            costs: as `expected_costs` gives them.
            rules: names of all rules, also of those that are disabled.
        """
        verdicts = list(broken)
        for waiver in self.valid:
            matched = [verdict for verdict in verdicts if waiver.matches(verdict)]
            over = sorted({it.urn for it in matched if not waiver.affords(costs.get(it.urn))})
            for urn in over:
                cost = costs.get(urn)
                what = "a month of an unknown cost" if cost is None else f"an expected month of {cost:,.2f} USD"
                yield Problem(
                    waiver.where,
                    f"does not hold for {urn}: {what} is over its {_CAP} of {waiver.max_monthly_usd:,}",
                    "make the resource cheaper, or agree on another sum with its owner",
                )
            if not matched:
                yield _unmatched(waiver, rules)


NONE: Final = Waivers()
"""Nothing is waived."""


def _unmatched(waiver: Waiver, rules: Collection[str]) -> Problem:
    if waiver.rule not in rules and "/" not in waiver.rule:
        close = nearest(waiver.rule, rules)
        fix = f"did you mean {close}?" if close else f"write one of {', '.join(sorted(rules))}"
        return Problem(waiver.where, f"waives nothing: there is no rule {waiver.rule!r}", fix)
    what = f"waives nothing: {waiver.rule} is broken by no resource with a URN like {waiver.urn!r}"
    return Problem(waiver.where, what, "correct its urn, or delete it")


def expected_costs(estimate: Estimate) -> dict[str, Decimal]:
    """URN -> USD of its expected month. Not in it: what is unpriced, or has no line of its own. What is billed by use that
    nobody declares is in no sum."""
    found: dict[str, Decimal] = {}
    for resource in estimate.resources:
        if resource.components and resource.urn not in estimate.unpriced:
            found[resource.urn] = found.get(resource.urn, Decimal(0)) + resource.monthly.expected
    return found


def read_waivers(path: Path, *, today: date) -> Waivers:
    """The waivers of a file, on that day (UTC). Raises InputError when it cannot be read at all."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError([Problem(str(path), f"cannot be read: {error.strerror}", "name a file of waivers")]) from None
    return waivers_from(content, where=str(path), today=today)


def waivers_from(content: str | bytes, *, where: str, today: date) -> Waivers:
    """The waivers of a file's content; what is wrong with it is in `problems`, whatever it is."""
    try:
        root = _root(content)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f":{mark.line + 1}" if mark is not None else ""
        return _malformed(f"{where}{line}", f"is not YAML: {error.problem}")
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return _malformed(where, f"is not YAML: {str(error).splitlines()[0]}")
    except RecursionError:
        return _malformed(where, "is nested too deeply")
    if root is None or _is_null(root):
        return NONE
    if not isinstance(root, yaml.MappingNode):
        return _malformed(where, "is not a mapping")
    problems: list[Problem] = []
    entries = _pairs(root, where, ("waivers",), problems).get("waivers")
    valid: list[Waiver] = []
    if isinstance(entries, yaml.SequenceNode):
        for node in cast("list[yaml.Node]", entries.value):
            waiver = _waiver(node, where, today, problems)
            valid += [] if waiver is None else [waiver]
    elif entries is not None and not _is_null(entries):
        problems.append(Problem(_at(where, entries), "waivers is not a list", _EXAMPLE))
    return Waivers(valid=tuple(valid), problems=tuple(problems))


def _malformed(where: str, what: str) -> Waivers:
    return Waivers(problems=(Problem(where, f"waives nothing: it {what}", _EXAMPLE),))


def _root(content: str | bytes) -> yaml.Node | None:
    return yaml.SafeLoader(content.decode("utf-8-sig") if isinstance(content, bytes) else content).get_single_node()


def _waiver(node: yaml.Node, file: str, today: date, problems: list[Problem]) -> Waiver | None:
    """None when anything is wrong with it, which is then in `problems`."""
    if not isinstance(node, yaml.MappingNode):
        problems.append(Problem(_at(file, node), "waives nothing: it is not a mapping", _EXAMPLE))
        return None
    wrong: list[Problem] = []
    nodes = _pairs(node, file, _KEYS, wrong)
    texts = {key: text for key in nodes if (text := _text(nodes[key]))}
    for key in _KEYS:
        if key not in texts and (key in nodes or key in _REQUIRED):
            what = "is no plain text" if key in nodes else "is missing"
            wrong.append(Problem(_at(file, nodes.get(key, node)), f"{key} {what}", f"write {key}: ..."))
    expires = _day(texts.get("expires", ""))
    if "expires" in texts:
        wrong += _expiry_problems(_at(file, nodes["expires"]), texts["expires"], expires, today)
    if _CAP in texts and not _MONEY.fullmatch(texts[_CAP]):
        what = f"{_CAP} {_shown(texts[_CAP])} is no sum"
        wrong.append(Problem(_at(file, nodes[_CAP]), what, "write USD a month, as 20000 or 1499.50"))
    problems += [replace(problem, what=f"waives nothing: {problem.what}") for problem in wrong]
    if wrong or expires is None:
        return None
    return Waiver(
        rule=texts["rule"],
        urn=texts["urn"],
        owner=texts["owner"],
        reason=texts["reason"],
        ticket=texts["ticket"],
        expires=expires,
        max_monthly_usd=Decimal(texts[_CAP]) if _CAP in texts else None,
        where=_at(file, node),
    )


def _expiry_problems(where: str, text: str, expires: date | None, today: date) -> Iterator[Problem]:
    if expires is None:
        yield Problem(where, f"expires {_shown(text)} is no day", f"write it as {today + LONGEST}")
    elif expires < today:
        fix = "delete it, or agree on it again and write a new day"
        yield Problem(where, f"it expired on {expires}, and today is {today} (UTC)", fix)
    elif expires - today > LONGEST:
        fix = f"write {today + LONGEST} or earlier"
        yield Problem(where, f"it expires {expires}, more than {LONGEST.days} days ahead", fix)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _pairs(node: yaml.MappingNode, file: str, known: Collection[str], problems: list[Problem]) -> dict[str, yaml.Node]:
    """Key -> node of what it may hold; unknown and repeated keys become problems."""
    found: dict[str, yaml.Node] = {}
    for key, value in cast("list[tuple[yaml.Node, yaml.Node]]", node.value):
        name = _text(key)
        if name not in known:
            close = nearest(name, known)
            fix = f"did you mean {close}?" if close else f"write one of {', '.join(known)}"
            problems.append(Problem(_at(file, key), f"there is no key {_shown(name)}", fix))
        elif name in found:
            problems.append(Problem(_at(file, key), f"{name} stands twice", "write it once"))
        else:
            found[name] = value
    return found


def _text(node: yaml.Node) -> str:
    """What is written, without the blanks around it; empty for what is no text."""
    return str(node.value).strip() if isinstance(node, yaml.ScalarNode) and not _is_null(node) else ""


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == _NULL


def _at(file: str, node: yaml.Node) -> str:
    """File and line."""
    return f"{file}:{int(node.start_mark.line) + 1}"


def _shown(text: str) -> str:
    """At most a line of it."""
    return repr(text if len(text) <= 60 else f"{text[:59]}…")
