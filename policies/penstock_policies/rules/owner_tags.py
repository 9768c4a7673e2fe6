"""owner-tags: whoever finds a node or a bucket knows whom to ask.

Reports machines and buckets without the tags that name an owner and a cost centre. Nobody dares to delete what nobody owns, and
a bill by tag has a line "no tag", which is paid by all and looked at by none.
Allows tags that the provider gives to all of its resources, and other keys by `keys`. It is advisory by default, because each
organisation has keys of its own: set them, and make it mandatory.
To fix: add the tags, best as the provider's default tags.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from penstock.resources.facts import Bucket, FactSet, Node
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock.terms import Tag
from penstock_policies.judging import all_of
from penstock_policies.rule import Config, Enforcement, Outcome, Rule, Severity, Verdict
from penstock_policies.wording import TAG, TAGS_INPUT, said

NAME: Final = "owner-tags"

_DEFAULT: Final = (Tag.OWNER, Tag.COST_CENTER)


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:
    """One verdict for each resource that starts machines, and each bucket."""
    return (_judge(fact, config["keys"]) for fact in (*facts.nodes, *facts.buckets))


def _judge(fact: Node | Bucket, keys: list[str]) -> Verdict:
    states = {key: _tagged(fact, key) for key in keys}
    tagged = all_of(states.values())
    limit, word, where = f"limit: {', '.join(keys)}", said(TAG, fact), said(TAGS_INPUT, fact)
    if tagged is True:
        return Verdict(fact.urn, NAME, where, Outcome.PASS, f"has all of its {word}s; {limit}")
    missing = [key for key, state in states.items() if state is False]
    if missing:
        message, fix = f"has no {word} {', '.join(missing)}; {limit}", f"add the {word}s {', '.join(missing)}"
        return Verdict(fact.urn, NAME, where, Outcome.FAIL, message, fix)
    unsure = ", ".join(key for key, state in states.items() if isinstance(state, Unknown))
    message = f"whether it has a {word} {unsure} is not known before the deployment; {limit}"
    return Verdict(fact.urn, NAME, where, Outcome.UNDETERMINED, message, f"write the {word}s as plain values")


def _tagged(fact: Node | Bucket, key: str) -> Maybe[bool]:
    """Whether it has a tag `key` with any text. Of tags that cannot be read at all none is known to be missing."""
    value = fact.tags.get(key)
    if value is None and all(isinstance(fact.tags.get(it), Unknown) for it in _DEFAULT):
        return UNKNOWN
    return UNKNOWN if isinstance(value, Unknown) else bool(value)


RULE: Final = Rule(
    name=NAME,
    title="Machines and buckets name their owner",
    description="Machines and buckets have the tags by which their owner is found and their cost is split.",
    remediation="Add the tags to the resource, or to the provider's default tags.",
    severity=Severity.LOW,
    scope="stack",
    check=check,
    enforcement=Enforcement.ADVISORY,
    config_schema={
        "keys": {
            "type": "array",
            "items": {"type": "string"},
            "default": [*_DEFAULT],
            "description": "The tags that must be there.",
        }
    },
)
