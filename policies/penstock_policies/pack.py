"""The policy pack: each rule as policies of the Pulumi engine.

What pulumi-policy 1.21 does (`policy.py`), and what is done about it:

- Each policy is given every resource anew. What is read of them is read once, for all policies that ask.
- A resource policy gets inputs, a stack policy gets outputs, in which a provider leaves out or marks as unknown what the
  program did say. So the inputs are kept, by URN, and the stack policies read them; outputs stand in for any never seen.
- A rule about one resource cannot see its launch template. A second policy, `<rule>-across-resources`, reports at the end
  what only the whole stack shows. It takes the rule's config; the engine gives it a level of its own.
- Secrets arrive in clear, without a mark. A message repeats names only: of resources, instance types, buckets, regions.
- A policy reports at its own level. With `undetermined: advisory` a mandatory one therefore says nothing of what it cannot
  determine; `penstock check` shows it. What is waived is reported by the advisory policy `waivers`, at the end.
- What a resource costs is known only with the whole stack, so a waiver up to a sum is decided at the end too: where one
  matches, the rule's second policy reports what the first does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeAlias

import pulumi_policy as engine

from penstock.cost import Estimate, estimate
from penstock.problem import InputError
from penstock.resources import read
from penstock.resources.change import Change
from penstock.resources.facts import FactSet
from penstock.resources.reading.capture import Capture
from penstock.resources.reading.values import Value
from penstock_policies.engine.reading import alone_from, capture_from, converted, provider_from, resource_from
from penstock_policies.engine.remediating_policy import RemediatingPolicy
from penstock_policies.suppressions.waivers import FILE, NONE, Waivers, expected_costs

from .remediation import changes_of
from .rule import Config, Enforcement, Outcome, Rule, Verdict
from .rules import RULES
from .settings import RuleSettings, complete, config_problems, schema_of

INPUTS: Final = "resource-inputs"
"""The policy that comes first and keeps the inputs, whichever rules are disabled."""

WAIVED: Final = "waivers"
"""The policy that comes last and reports what is waived, and which waivers waive nothing."""

TAG: Final = "penstock"
"""On each of our policies: `penstock check --policy-pack` runs our rules by itself, and leaves these out of a pack."""

_REPORTED: Final = frozenset({Outcome.FAIL, Outcome.UNDETERMINED})

Say: TypeAlias = Callable[[str, str | None], None]


class Whole:
    """The whole stack, and what is made of it once for all policies that ask."""

    def __init__(self, capture: Capture, today: date) -> None:
        self.capture = capture
        self.facts = read(capture)
        self._today = today

    @cached_property
    def month(self) -> Estimate:
        """What the facts cost; made when a rule or a waiver asks, for it takes time."""
        return estimate(self.facts, year=self._today.year, day=self._today)


@dataclass(slots=True)
class Seen:
    """What the policies of one run were given. Each gets everything anew, and what is read of it is the same for all.

    Attributes:
        inputs: URN -> its inputs, converted.
        by_itself: URN -> the facts of the resource alone, as far as a policy asked.
        configs: rule -> its config. A rule that is disabled is not in it: the engine never calls its policy.
        broken: verdicts that fail or cannot be determined, waived or not.
    """

    waivers: Waivers
    today: date

    inputs: dict[str, Mapping[str, Value]] = field(default_factory=dict[str, Mapping[str, Value]])
    configs: dict[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])
    broken: set[Verdict] = field(default_factory=set[Verdict])
    by_itself: dict[str, FactSet] = field(default_factory=dict[str, FactSet])
    _whole: Whole | None = None

    def remember(self, args: engine.ResourceValidationArgs) -> None:
        """Keeps what the resource was asked for; what was read before it came holds no more."""
        self.inputs[args.urn] = converted(args.props)
        self.by_itself.pop(args.urn, None)
        self._whole = None

    def alone(self, args: engine.ResourceValidationArgs) -> FactSet:
        """The facts of one resource by itself."""
        inputs = self.inputs.get(args.urn)
        if inputs is None:  # nobody remembers, so nobody would say when what is kept holds no more
            return alone_from(resource_from(args, converted(args.props)), provider_from(args.provider))
        if args.urn not in self.by_itself:
            self.by_itself[args.urn] = alone_from(resource_from(args, inputs), provider_from(args.provider))
        return self.by_itself[args.urn]

    def whole(self, args: engine.StackValidationArgs) -> Whole:
        """The stack."""
        if self._whole is None or not self.inputs:
            self._whole = Whole(capture_from(args.resources, self.inputs), self.today)
        return self._whole

    def costs(self, whole: Whole) -> Mapping[str, Decimal]:
        """What resources cost, as far as a waiver asks."""
        return expected_costs(whole.month) if self.waivers.with_cap else {}


def waivers_beside(main: str, *, today: date) -> Waivers:
    """The waivers of the file `waivers.yaml` beside a pack's `__main__.py`; none where there is no such file."""
    file = Path(main).with_name(FILE)
    if not file.exists():
        return NONE
    from penstock_policies.suppressions.waivers_file import read_waivers  # noqa: PLC0415 - see there

    try:
        return read_waivers(file, today=today)
    except InputError as error:  # nothing is waived, and the policy that reports waivers says why
        return Waivers(problems=error.problems)


def policies(rules: Sequence[Rule] = RULES, *, today: date, waivers: Waivers = NONE) -> list[engine.Policy]:
    """The policies of `rules`; they share what the resource policies have seen.

    `today` is the day of the run (UTC): what a waiver's sum is compared with is a month of its year.
    """
    seen = Seen(waivers, today)
    made: list[engine.Policy] = [
        engine.ResourceValidationPolicy(
            name=INPUTS,
            description="Remembers what each resource was asked for, for the other policies; reports nothing",
            validate=_remembering(seen),
            enforcement_level=engine.EnforcementLevel.ADVISORY,
            tags=[TAG],
        )
    ]
    for rule in rules:
        metadata = _metadata(rule, rule.name)
        if rule.remediate is not None:
            made.append(RemediatingPolicy(judge=_on_stack(rule, seen), propose=_changing(rule, seen), **metadata))
        elif rule.across is None:
            made.append(engine.StackValidationPolicy(validate=_on_stack(rule, seen), **metadata))
        else:
            across = _metadata(rule, rule.across)
            made.append(engine.ResourceValidationPolicy(validate=_on_resource(rule, seen), **metadata))
            made.append(engine.StackValidationPolicy(validate=_across_resources(rule, seen), **across))
    made.append(
        engine.StackValidationPolicy(
            name=WAIVED,
            description="What is waived, by whom and until when, and which waivers waive nothing",
            validate=_on_waivers(rules, seen),
            enforcement_level=engine.EnforcementLevel.ADVISORY,
            tags=[TAG],
        )
    )
    return made


def _metadata(rule: Rule, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "description": rule.title,
        "enforcement_level": engine.EnforcementLevel(rule.enforcement.value),
        "config_schema": engine.PolicyConfigSchema(properties={key: dict(it) for key, it in schema_of(rule).items()}),
        "display_name": rule.title,
        "severity": engine.Severity(rule.severity.value),
        "remediation_steps": rule.remediation,
        "tags": [TAG],
    }


def _remembering(seen: Seen) -> Callable[[engine.ResourceValidationArgs, Say], None]:
    def validate(args: engine.ResourceValidationArgs, report_violation: Say) -> None:  # noqa: ARG001 - the engine's shape
        seen.remember(args)

    return validate


def _on_resource(rule: Rule, seen: Seen) -> Callable[[engine.ResourceValidationArgs, Say], None]:
    def validate(args: engine.ResourceValidationArgs, report_violation: Say) -> None:
        seen.configs[rule.name] = args.get_config()
        facts = seen.alone(args)

        def judge(config: Config) -> Iterable[Verdict]:
            return (it for it in rule.check(facts, config) if not seen.waivers.capped(it))

        if facts != FactSet(purpose=facts.purpose):  # any fact at all
            _report(rule, args.get_config(), report_violation, judge, seen=seen, costs={})

    return validate


def _on_stack(rule: Rule, seen: Seen) -> Callable[[engine.StackValidationArgs, Say], None]:
    def validate(args: engine.StackValidationArgs, report_violation: Say) -> None:
        whole = seen.whole(args)

        def judge(config: Config) -> Iterable[Verdict]:
            return rule.judge(whole.facts, config, lambda: whole.month)

        _report(rule, args.get_config(), report_violation, judge, seen=seen, costs=seen.costs(whole))

    return validate


def _changing(
    rule: Rule, seen: Seen
) -> Callable[[engine.ResourceValidationArgs, Mapping[str, Value]], Sequence[Change]]:
    def propose(args: engine.ResourceValidationArgs, inputs: Mapping[str, Value]) -> Sequence[Change]:
        given = converted(args.get_config())
        if config_problems(rule, given, rule.name):  # the judging says so, and stops the deployment
            return ()
        resource = resource_from(args, inputs)
        alone = alone_from(resource, provider_from(args.provider))
        return changes_of(rule, resource, alone, complete(rule, given), seen.waivers)

    return propose


def _across_resources(rule: Rule, seen: Seen) -> Callable[[engine.StackValidationArgs, Say], None]:
    def validate(args: engine.StackValidationArgs, report_violation: Say) -> None:
        if rule.name not in seen.configs:  # it is disabled
            return
        whole = seen.whole(args)

        def judge(config: Config) -> Iterable[Verdict]:
            return _joined(rule, whole, config, seen)

        _report(rule, seen.configs[rule.name], report_violation, judge, seen=seen, costs=seen.costs(whole))

    return validate


def _on_waivers(rules: Sequence[Rule], seen: Seen) -> Callable[[engine.StackValidationArgs, Say], None]:
    def validate(args: engine.StackValidationArgs, report_violation: Say) -> None:
        if seen.waivers == NONE:
            return
        costs = seen.costs(seen.whole(args))
        for verdict in sorted(seen.broken):
            waiver = seen.waivers.of(verdict, costs.get(verdict.urn))
            if waiver is not None:
                report_violation(f"{verdict.rule}: {_message(verdict)}\n{waiver}", verdict.urn)
        unneeded = seen.waivers.unneeded(seen.broken, costs, {rule.name for rule in rules})
        for problem in (*seen.waivers.problems, *unneeded):
            report_violation(str(problem), None)

    return validate


def _joined(rule: Rule, whole: Whole, config: Config, seen: Seen) -> Iterable[Verdict]:
    """The verdicts about a property that the resource, seen by itself, gives no verdict on, and those that wait for its cost."""
    by_urn = whole.capture.by_urn()
    for verdict in rule.check(whole.facts, config):
        resource = by_urn[verdict.urn]
        if verdict.outcome not in _REPORTED:
            continue
        facts = seen.by_itself.get(verdict.urn) or alone_from(resource, by_urn.get(resource.provider or ""))
        alone = rule.check(facts, config)
        judged = {it.property for it in alone if it.outcome is not Outcome.NOT_APPLICABLE}
        if verdict.property not in judged or seen.waivers.capped(verdict):
            yield verdict


def _report(
    rule: Rule,
    given: Config,
    report_violation: Say,
    judge: Callable[[Config], Iterable[Verdict]],
    *,
    seen: Seen,
    costs: Mapping[str, Decimal],
) -> None:
    given = converted(given)
    problems = config_problems(rule, given, f"policy config {rule.name}")
    for problem in problems:
        report_violation(str(problem), None)
    if problems:  # limits that nobody can read are no limits: the violation above stops the deployment
        return
    chosen = RuleSettings(Enforcement.MANDATORY, complete(rule, given))
    reported = _REPORTED if chosen.undetermined_blocks else {Outcome.FAIL}
    for verdict in sorted(set(judge(chosen.config))):
        if verdict.outcome in _REPORTED:
            seen.broken.add(verdict)
        if verdict.outcome in reported and seen.waivers.of(verdict, costs.get(verdict.urn)) is None:
            report_violation(_message(verdict), verdict.urn)


def _message(verdict: Verdict) -> str:
    where = f"{verdict.property}: " if verdict.property else ""
    unsure = "cannot be determined: " if verdict.outcome is Outcome.UNDETERMINED else ""
    return f"{where}{unsure}{verdict.message}" + (f"\nTo fix: {verdict.fix}" if verdict.fix else "")
