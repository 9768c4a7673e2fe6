"""orphan-disk: every volume belongs to a machine.

Reports a volume that nothing in the program attaches. A volume bills by its size whether or not a machine uses it; the usual one
was a scratch disk of a machine that is gone, and 2 TiB of gp3 cost about 160 $ a month.
Allows what an attachment names. A volume that something else was made from (an ID in user data, in a manifest, in a function) may
be attached later, so it is undetermined. It is advisory, since another program may attach it too.
To fix: attach it, delete it, or keep a snapshot in its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from penstock.resources.facts import FactSet, Volume
from penstock.resources.reading.values import Unknown
from penstock_policies.rule import Config, Enforcement, Outcome, Rule, Severity, Verdict

NAME: Final = "orphan-disk"


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:  # noqa: ARG001 - a rule's shape
    """One verdict for each volume."""
    return (_judge(volume) for volume in facts.volumes)


def _judge(volume: Volume) -> Verdict:
    def verdict(outcome: Outcome, message: str, fix: str = "") -> Verdict:
        return Verdict(volume.urn, NAME, "", outcome, message, fix)

    size = "" if volume.gib is None or isinstance(volume.gib, Unknown) else f" of {volume.gib.normalize():f} GiB"
    fix = "attach it in this program, delete it, or keep a snapshot in its place"
    if isinstance(volume.attached, Unknown):
        return verdict(Outcome.UNDETERMINED, f"whether a machine uses this volume{size} is not known", fix)
    if volume.attached:
        return verdict(Outcome.PASS, f"a volume{size} that a machine uses")
    return verdict(Outcome.FAIL, f"nothing attaches this volume{size}, and it bills; limit: a machine for each", fix)


RULE: Final = Rule(
    name=NAME,
    title="Every volume belongs to a machine",
    description="A volume that nothing attaches bills for its size.",
    remediation="Attach the volume, delete it, or keep a snapshot in its place.",
    severity=Severity.LOW,
    scope="stack",
    check=check,
    enforcement=Enforcement.ADVISORY,
)
