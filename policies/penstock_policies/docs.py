"""Writes the rules' page: `python -m penstock_policies.docs > docs/rules.md`."""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from .rule import Rule
from .rules import RULES
from .settings import COMMON_SCHEMA

_EXAMPLES: Final = Path(__file__).parents[1] / "examples"
"""`<rule>/bad.py` and `<rule>/good.py`: programs that tests/policies/test_rule_examples.py runs."""

_INTRODUCTION = """\
# Rules

<!-- Generated: python -m penstock_policies.docs > docs/rules.md -->

The same rules run in `penstock check` and, through `pulumi preview --policy-pack policies`, in the Pulumi engine. A verdict is
`pass`, `fail`, `undetermined` (a value is not known before the deployment) or `not_applicable`. A mandatory rule stops the
deployment by what fails, and by what it cannot determine.

Without settings the pack can be turned on for every repository: what blocks is size and money (oversized-instance,
wide-instance-requirements, pool-ceiling, stack-budget) and data that leaves its region (cross-region-transfer, cross-region-copy,
provider-region-mismatch, nat-to-object-storage). Every other rule advises, and blocks in the profile `production`.

Limits depend on the purpose: the resource's tag `purpose`, else the provider's default tags, else the stack's config
(`penstock:environment`, or `penstock:purpose`), else `purpose` of the rule's config. Nothing stated means the strictest limits; so
does a purpose that is misspelt, and the message says what was probably meant.

Settings are a JSON file for `penstock check --policy-config` and `pulumi preview --policy-pack-config` alike:

```json
{"spot-required": {"enforcementLevel": "advisory"}, "oversized-instance": {"enforcementLevel": "mandatory", "purpose": "training"}}
```

`penstock check` refuses an unknown rule name and a rule without a level. The engine ignores the first and takes the default for
the second, so check the file first.

Four such files come with the pack, in `policies/profiles/`, for `penstock check --profile NAME` too: `sandbox` (for development;
blocks what costs, advises on the rest), `training` and `inference` (resources that state no purpose have that one; all block but
copies and GPU metrics) and `production` (every rule blocks, and what states no purpose is held to the strictest).

In the engine a rule about one resource stops it before it is created. What only the whole stack shows of it, such as a launch
template that is not in the program, is reported at the end by a second policy, `<rule>-across-resources`. It takes the rule's
own settings, but its level only by its own name; `penstock check`, where both are one rule, takes that name too and needs it not.

Some rules can put right what they find, and say below what they change. At the level `remediate` the engine changes the inputs
before it judges the resource, and what it makes is as changed; `penstock check` says what would be changed, and judges and prices
the outcome. What such a rule still fails blocks as if it were mandatory. What a waiver holds for is left as it is. An input that
cannot be changed in place replaces a resource that exists (the engine's preview says so). At `all: remediate` a rule without a
remediation is mandatory; `penstock check` refuses one that is named, the engine takes it for mandatory.

Every rule takes:

"""

_CLOUDS: Final[Mapping[str, str]] = {"aws": "AWS", "gcp": "Google Cloud", "azure": "Azure"}

_ON_SOME: Final[Mapping[str, Sequence[str]]] = {
    "cross-zone-chatter": ("aws",),  # elsewhere no reader tells nodes that work as one job
    "nat-to-object-storage": (
        "aws",
        "azure",
    ),  # Cloud NAT turns Private Google Access on, so storage never goes through it
    "incomplete-uploads": ("aws", "gcp"),  # Azure drops blocks that were never committed by itself
}
"""The rules that have nothing to say of one cloud or another, and the clouds of which they have."""


def clouds_of(rule: Rule) -> Sequence[str]:
    """The clouds on whose resources a rule may pass, fail or be undetermined; a test shows it of each."""
    return _ON_SOME.get(rule.name, tuple(_CLOUDS))


def page(rules: Sequence[Rule] = RULES) -> str:
    """The page, as Markdown."""
    common = "\n".join(_options(COMMON_SCHEMA.items()))
    return _INTRODUCTION + common + "\n\n" + "\n".join(_section(rule) for rule in rules)


def _section(rule: Rule) -> str:
    text = (inspect.getdoc(inspect.getmodule(rule.check)) or "").partition("\n\n")[2]
    options = "\n".join(_options(rule.config_schema.items()))
    remediation = ", can remediate" if rule.remediate is not None else ""
    return (
        f"## {rule.name}\n\n**{rule.title}.** {rule.description}\n\n"
        f"Severity {rule.severity}, {rule.enforcement} by default, judged by {rule.scope}{remediation}. "
        f"Speaks of resources on {', '.join(_CLOUDS[it] for it in clouds_of(rule))}.\n\n{text}\n\n{options}\n{_examples(rule)}"
    )


def _examples(rule: Rule) -> str:
    """The program that it fails, and the one that it passes."""
    shown = ((kind, _EXAMPLES / rule.name / f"{kind}.py") for kind in ("bad", "good"))
    blocks = (
        f"\n{kind.capitalize()}:\n\n```python\n{file.read_text(encoding='utf-8')}```\n"
        for kind, file in shown
        if file.exists()
    )
    return "".join(blocks)


def _options(schema: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[str]:
    for key, it in schema:
        default = f" Default: `{json.dumps(it['default'])}`." if "default" in it else ""
        allowed = f" One of {', '.join(f'`{value}`' for value in it['enum'])}." if "enum" in it else ""
        yield f"- `{key}` ({it['type']}): {it['description']}{allowed}{default}"


if __name__ == "__main__":
    sys.stdout.write(page())
