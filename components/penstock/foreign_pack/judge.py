"""Asks each policy of a pack about a capture, and makes verdicts of its answers.

Each policy is asked by itself, the others disabled, so that one which raises or meets an unknown value keeps none of the others
from speaking. It is told to be mandatory for the asking: then what it reports has that level, and what pulumi-policy reports
in its place, because it read an unknown property, has the level advisory.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, TypeVar

from google.protobuf import empty_pb2, json_format
from pulumi.runtime.proto import analyzer_pb2

from penstock.resources.reading.capture import Capture
from penstock_policies import Enforcement, Judged, Outcome, Verdict
from penstock_policies.pack import TAG

from .load import Service, asked
from .wire import WireCapture

_LEVELS: Final = {
    analyzer_pb2.ADVISORY: Enforcement.ADVISORY,
    analyzer_pb2.MANDATORY: Enforcement.MANDATORY,
    analyzer_pb2.REMEDIATE: Enforcement.REMEDIATE,
    analyzer_pb2.DISABLED: Enforcement.DISABLED,
}
_ALL: Final = "all"

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Policy:
    """One policy as the pack describes it, with the level and the config that the pack gives it."""

    name: str
    rule: str
    info: analyzer_pb2.PolicyInfo
    level: Enforcement
    config: Mapping[str, Any]


def judge(directory: Path, capture: Capture) -> list[Judged]:
    """What the pack in `directory` says of `capture`, sorted. Its rules are named `<pack>/<policy>`.

    Policies of Penstock's own in it are left out: `penstock check` runs them by itself. What a policy cannot determine blocks
    like what it refuses, unless it is advisory. Raises InputError when the pack cannot be loaded.
    """
    return asked(directory, capture, lambda service: sorted(_judged(service, capture), key=lambda it: it.verdict))


def _judged(service: Service, capture: Capture) -> Iterator[Judged]:
    policies = list(_policies(service.GetAnalyzerInfo(empty_pb2.Empty(), None)))
    asking = _Asking(service, [policy.name for policy in policies], WireCapture(capture))
    active = [it for it in policies if it.level is not Enforcement.DISABLED and TAG not in it.info.tags]
    # The engine lets every remediation speak before any policy judges what they have left.
    found = {it.name: set(asking.remediate(it)) for it in active if it.level is Enforcement.REMEDIATE}
    for policy in active:
        found.setdefault(policy.name, set()).update(asking.judge(policy))
        yield from found[policy.name] or {asking.passed(policy)}


def _policies(info: analyzer_pb2.AnalyzerInfo) -> Iterator[_Policy]:
    """Each policy's level and config: its own, under what the pack's `initial_config` says of all and of it."""
    for policy in info.policies:
        level = policy.enforcementLevel
        schema: dict[str, dict[str, Any]] = json_format.MessageToDict(policy.configSchema.properties)
        config = {key: described["default"] for key, described in schema.items() if "default" in described}
        for name in (_ALL, policy.name):
            if name in info.initialConfig:
                given = info.initialConfig[name]
                level = given.enforcementLevel
                config |= json_format.MessageToDict(given.properties) if name != _ALL else {}
        yield _Policy(
            name=policy.name, rule=f"{info.name}/{policy.name}", info=policy, level=_LEVELS[level], config=config
        )


class _Asking:
    """Asks one policy at a time about the resources of a capture, and keeps what remediations make of them."""

    def __init__(self, service: Service, names: Sequence[str], capture: WireCapture) -> None:
        self._service, self._names, self._capture = service, names, capture

    def judge(self, policy: _Policy) -> Iterator[Judged]:
        """What it says of each resource, or of the whole stack."""
        self._tell(policy, analyzer_pb2.MANDATORY)
        if policy.info.policy_type == analyzer_pb2.POLICY_TYPE_STACK:
            yield from self._answer(policy, "", self._service.AnalyzeStack, self._capture.whole())
        else:
            for urn in self._capture.urns:
                yield from self._answer(policy, urn, self._service.Analyze, self._capture.alone(urn))

    def remediate(self, policy: _Policy) -> Iterator[Judged]:
        """What it would rewrite. The engine would do so, hence it does not block."""
        self._tell(policy, analyzer_pb2.REMEDIATE)
        for urn in self._capture.urns:
            try:
                response = self._service.Remediate(self._capture.alone(urn), None)
            except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever the policy raises
                yield self._verdict(policy, urn, Outcome.UNDETERMINED, _raised(error))
                continue
            for made in response.remediations:
                if made.diagnostic:
                    yield self._verdict(policy, urn, Outcome.UNDETERMINED, _unknown(made.diagnostic))
                elif keys := self._capture.rewrite(urn, made.properties):
                    message = f"{policy.info.description}: its remediation rewrites {', '.join(keys)}"
                    yield replace(self._verdict(policy, urn, Outcome.FAIL, message), blocks=False)

    def passed(self, policy: _Policy) -> Judged:
        """Of the whole stack: a policy does not say which resources it looked at."""
        return self._verdict(policy, "", Outcome.PASS, policy.info.description)

    def _tell(self, policy: _Policy, level: analyzer_pb2.EnforcementLevel.ValueType) -> None:
        """Disable the policies but this one."""
        disabled = analyzer_pb2.PolicyConfig(enforcementLevel=analyzer_pb2.DISABLED)
        config = {name: disabled for name in self._names if name != policy.name}
        chosen = analyzer_pb2.PolicyConfig(enforcementLevel=level)
        chosen.properties.update(dict(policy.config))
        request = analyzer_pb2.ConfigureAnalyzerRequest(policyConfig={**config, policy.name: chosen})
        self._service.Configure(request, None)

    def _answer(
        self, policy: _Policy, urn: str, ask: Callable[[T, None], analyzer_pb2.AnalyzeResponse], request: T
    ) -> Iterator[Judged]:
        try:
            response = ask(request, None)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever the policy raises
            yield self._verdict(policy, urn, Outcome.UNDETERMINED, _raised(error))
            return
        for it in response.diagnostics:
            if it.enforcementLevel == analyzer_pb2.ADVISORY:
                yield self._verdict(policy, urn, Outcome.UNDETERMINED, _unknown(it.message))
            else:
                message = it.message.removeprefix(f"{policy.info.description}\n")
                yield self._verdict(policy, urn or it.urn, Outcome.FAIL, message)
        for it in response.not_applicable:
            yield self._verdict(policy, urn, Outcome.NOT_APPLICABLE, it.reason)

    def _verdict(self, policy: _Policy, urn: str, outcome: Outcome, message: str) -> Judged:
        """A verdict without secrets: they reach a policy in clear. What it says of no resource here is about the stack."""
        broken = outcome in (Outcome.FAIL, Outcome.UNDETERMINED)
        verdict = Verdict(
            self._capture.known(urn),
            policy.rule,
            "",
            outcome,
            self._capture.masked(message),
            policy.info.remediation_steps if broken else "",
        )
        return Judged(verdict, policy.level, broken and policy.level is not Enforcement.ADVISORY)


def _unknown(message: str) -> str:
    """What pulumi-policy says of an unknown property, without its introduction."""
    return message.rpartition(" during preview: ")[2] or message


def _raised(error: BaseException) -> str:
    """The type alone: the words of an error may repeat a value in another form, also a secret one."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"the policy raised {type(error).__name__} ({Path(frame.filename).name}:{frame.lineno})"
