"""The rules as policies of the Pulumi engine.

What pulumi-policy 1.21 does (`policy.py`, `proxy.py`), and what is done about it:

- Reading an unknown property raises, which would abort a whole stack policy. Every property is converted by itself, once,
  to a plain value or `UNKNOWN`, before any rule sees it.
- A resource policy gets inputs, a stack policy gets outputs, in which a provider leaves out or marks as unknown what the
  program did say. So the inputs are kept, by URN, and the stack policies read them; outputs stand in for any never seen.
- A rule about one resource cannot see its launch template. A second policy, `<rule>-across-resources`, reports at the end
  what only the whole stack shows. It takes the rule's config; the engine gives it a level of its own.
- Secrets arrive in clear, without a mark. A message repeats names only: of resources, instance types, buckets, regions.
- A policy reports at its own level. With `undetermined: advisory` a mandatory one therefore says nothing of what it cannot
  determine; `penstock check` shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias, cast

import pulumi
import pulumi_policy as engine
from pulumi_policy.proxy import UnknownValueError

from penstock.resources import CLOUDS, read
from penstock.resources.capture import Capture, Resource
from penstock.resources.facts import FactSet
from penstock.resources.values import UNKNOWN, Value

from .rule import Enforcement, Outcome, Rule, Verdict
from .rules import RULES
from .settings import RuleSettings, complete, config_problems, schema_of

INPUTS: Final = "resource-inputs"
"""The policy that comes first and keeps the inputs, whichever rules are disabled."""

_NAMES: Final = ("id", "arn", "name", "bucket")
"""Outputs by which other resources may call a resource."""

_REPORTED: Final = frozenset({Outcome.FAIL, Outcome.UNDETERMINED})

Say: TypeAlias = Callable[[str, str | None], None]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the resource policies of one run were given.

    Attributes:
        inputs: URN -> its inputs, converted.
        configs: rule -> its config. A rule that is disabled is not in it: the engine never calls its policy.
    """

    inputs: dict[str, Mapping[str, Value]] = field(default_factory=dict[str, Mapping[str, Value]])
    configs: dict[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])


def policies(rules: Sequence[Rule] = RULES) -> list[engine.Policy]:
    """The policies of `rules`; they share what the resource policies have seen."""
    seen = Seen()
    made: list[engine.Policy] = [
        engine.ResourceValidationPolicy(
            name=INPUTS,
            description="Remembers what each resource was asked for, for the other policies; reports nothing",
            validate=_remembering(seen),
            enforcement_level=engine.EnforcementLevel.ADVISORY,
        )
    ]
    for rule in rules:
        metadata = _metadata(rule, rule.name)
        if rule.across is None:
            made.append(engine.StackValidationPolicy(validate=_on_stack(rule, seen), **metadata))
        else:
            across = _metadata(rule, rule.across)
            made.append(engine.ResourceValidationPolicy(validate=_on_resource(rule, seen), **metadata))
            made.append(engine.StackValidationPolicy(validate=_across_resources(rule, seen), **across))
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
    }


def _remembering(seen: Seen) -> Callable[[engine.ResourceValidationArgs, Say], None]:
    def validate(args: engine.ResourceValidationArgs, report_violation: Say) -> None:  # noqa: ARG001 - the engine's shape
        seen.inputs[args.urn] = converted(args.props)

    return validate


def _on_resource(rule: Rule, seen: Seen) -> Callable[[engine.ResourceValidationArgs, Say], None]:
    def validate(args: engine.ResourceValidationArgs, report_violation: Say) -> None:
        inputs = seen.inputs.get(args.urn) or converted(args.props)
        seen.configs[rule.name] = args.get_config()
        facts = _alone(resource_from(args, inputs), provider_from(args.provider))
        if facts.nodes or facts.templates or facts.buckets:
            _report(rule, args.get_config(), report_violation, lambda config: rule.check(facts, config))

    return validate


def _on_stack(rule: Rule, seen: Seen) -> Callable[[engine.StackValidationArgs, Say], None]:
    def validate(args: engine.StackValidationArgs, report_violation: Say) -> None:
        facts = read(capture_from(args.resources, seen.inputs))
        _report(rule, args.get_config(), report_violation, lambda config: rule.check(facts, config))

    return validate


def _across_resources(rule: Rule, seen: Seen) -> Callable[[engine.StackValidationArgs, Say], None]:
    def validate(args: engine.StackValidationArgs, report_violation: Say) -> None:
        if rule.name in seen.configs:  # else it is disabled
            capture = capture_from(args.resources, seen.inputs)
            _report(rule, seen.configs[rule.name], report_violation, lambda config: _joined(rule, capture, config))

    return validate


def _joined(rule: Rule, capture: Capture, config: Mapping[str, Any]) -> Iterable[Verdict]:
    """The verdicts about a property that the resource, seen by itself, gives no verdict on."""
    by_urn = capture.by_urn()
    for verdict in rule.check(read(capture), config):
        resource = by_urn[verdict.urn]
        if verdict.outcome in _REPORTED:
            alone = rule.check(_alone(resource, by_urn.get(resource.provider or "")), config)
            judged = {it.property for it in alone if it.outcome is not Outcome.NOT_APPLICABLE}
            if verdict.property not in judged:
                yield verdict


def _alone(resource: Resource, provider: Resource | None) -> FactSet:
    """The facts of one resource, which may refer to others that are not here."""
    resources = (resource,) if provider is None else (provider, resource)
    return read(_capture(resources), complete=False)


def _report(
    rule: Rule,
    given: Mapping[str, Any],
    report_violation: Say,
    judge: Callable[[Mapping[str, Any]], Iterable[Verdict]],
) -> None:
    problems = config_problems(rule, given, f"policy config {rule.name}")
    for problem in problems:
        report_violation(str(problem), None)
    if problems:  # limits that nobody can read are no limits: the violation above stops the deployment
        return
    chosen = RuleSettings(Enforcement.MANDATORY, complete(rule, given))
    reported = _REPORTED if chosen.undetermined_blocks else {Outcome.FAIL}
    for verdict in sorted(set(judge(chosen.config))):
        if verdict.outcome in reported:
            report_violation(_message(verdict), verdict.urn)


def _message(verdict: Verdict) -> str:
    where = f"{verdict.property}: " if verdict.property else ""
    unsure = "cannot be determined: " if verdict.outcome is Outcome.UNDETERMINED else ""
    return f"{where}{unsure}{verdict.message}" + (f"\nTo fix: {verdict.fix}" if verdict.fix else "")


def capture_from(resources: Iterable[engine.PolicyResource], seen: Mapping[str, Mapping[str, Value]]) -> Capture:
    """The whole stack, by the inputs in `seen`; by its outputs where a resource is not in it."""
    found: dict[str, Resource] = {}
    for it in resources:
        provider = provider_from(it.provider)
        if provider is not None:
            found.setdefault(provider.urn, provider)
        inputs = seen.get(it.urn)
        found[it.urn] = Resource(
            urn=it.urn,
            type=it.resource_type,
            name=it.name,
            inputs=converted(it.props) if inputs is None else inputs,
            outputs=_named_outputs(it.props),
            parent=it.parent.urn if it.parent is not None else None,
            custom=_is_custom(it.resource_type, it.provider),
            provider=None if provider is None else provider.urn,
            dependencies=tuple(sorted(other.urn for other in it.dependencies)),
            property_dependencies={
                name: tuple(sorted(other.urn for other in others)) for name, others in it.property_dependencies.items()
            },
        )
    return _capture(tuple(found[urn] for urn in sorted(found)))


def _capture(resources: tuple[Resource, ...]) -> Capture:
    return Capture(project="", stack="", resources=resources, config=_config(), origin="engine")


def _config() -> Mapping[str, Value]:
    """The stack's config as far as a purpose may be in it; the engine gives it to the pack's process."""
    config = pulumi.Config("penstock")
    found = {"penstock:purpose": config.get("purpose")}
    try:
        return {**found, "penstock:environment": cast("Value", config.get_object("environment"))}
    except pulumi.ConfigTypeError:
        return {**found, "penstock:environment": UNKNOWN}


def resource_from(args: engine.ResourceValidationArgs, inputs: Mapping[str, Value]) -> Resource:
    """One resource by its inputs."""
    return Resource(
        urn=args.urn,
        type=args.resource_type,
        name=args.name,
        inputs=inputs,
        custom=_is_custom(args.resource_type, args.provider),
        provider=None if args.provider is None else args.provider.urn,
        parent=args.opts.parent,
    )


def _is_custom(kind: str, provider: engine.PolicyProviderResource | None) -> bool:
    """A component has no provider; a cloud's own resource is none, whatever the engine says of its provider."""
    return provider is not None or kind.partition(":")[0] in CLOUDS


def provider_from(provider: engine.PolicyProviderResource | None) -> Resource | None:
    """A resource's provider: its region and default tags."""
    if provider is None:
        return None
    kind, name = provider.resource_type, provider.name
    kind = kind if kind.startswith("pulumi:providers:") else f"pulumi:providers:{kind}"
    return Resource(urn=provider.urn, type=kind, name=name, inputs=converted(provider.props))


def _named_outputs(props: Mapping[str, Any]) -> Mapping[str, Value]:
    there = set(props)
    return {name: _at(props, name) for name in _NAMES if name in there}


def converted(props: Mapping[str, Any]) -> dict[str, Value]:
    """Plain values, with `UNKNOWN` for each property that only the cloud knows. Only the keys are read without a guard."""
    return {key: _at(props, key) for key in list(props)}


def _at(holder: Any, key: Any) -> Value:
    try:
        value = holder[key]
    except UnknownValueError:
        return UNKNOWN
    if isinstance(value, Mapping):
        return converted(cast("Mapping[str, Any]", value))
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, Sequence):
        items = cast("Sequence[Any]", value)
        return [_at(items, index) for index in range(len(items))]
    return UNKNOWN  # an asset or an archive
