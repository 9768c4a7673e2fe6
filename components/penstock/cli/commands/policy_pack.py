"""`penstock policy-pack`: a minimal pack that an organisation keeps in its own repository and extends with its own rules."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import click

from penstock.problem import InputError, Problem

_SETTINGS: Final = """\
description: Penstock's rules and our own.
runtime:
  name: python
  options:
    virtualenv: .venv
version: 0.1.0
"""

_MAIN: Final = '''\
"""Penstock's rules and our own: `pulumi preview --policy-pack DIR`, `penstock check --policy-pack DIR`."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pulumi_policy as engine
from penstock_policies.pack import policies, waivers_beside
from penstock_policies.serving import PolicyPack


def no_metadata_v1(args: engine.ResourceValidationArgs, report_violation: engine.ReportViolation) -> None:
    """An example of a rule of ours. A property that is not known yet raises: the verdict is then undetermined."""
    if args.resource_type == "aws:ec2/instance:Instance":
        options: Mapping[str, Any] = args.props["metadataOptions"] if "metadataOptions" in list(args.props) else {}
        if "httpTokens" not in list(options) or options["httpTokens"] != "required":
            report_violation("metadataOptions.httpTokens is not required", None)


OURS = [
    engine.ResourceValidationPolicy(
        name="no-metadata-v1",
        description="Instances answer version 2 of the metadata service alone",
        enforcement_level=engine.EnforcementLevel.ADVISORY,
        remediation_steps="set metadata_options to {http_tokens: required}",
        validate=no_metadata_v1,
    ),
]

today = datetime.now(UTC).date()
PENSTOCK = policies(today=today, waivers=waivers_beside(__file__, today=today))
PolicyPack("@NAME@", [*PENSTOCK, *OURS])
'''

_README: Final = """\
# @NAME@

A Pulumi policy pack: Penstock's rules, and our own in `__main__.py`.

- `python -m venv .venv`, then install `penstock` into it: `PulumiPolicy.yaml` names that folder, and the engine runs the pack in it.
- `pulumi preview --policy-pack DIR` runs it in the engine; `--policy-pack-config FILE` sets levels and limits.
- `penstock check PROGRAM --stack STACK --policy-pack DIR` runs it without the engine and without a cloud account. Our rules
  appear as `@NAME@/<rule>` beside Penstock's own, which the check runs by itself; `--policy-config FILE` sets those.
- `waivers.yaml` in this folder, if there is one, says what may break a rule, by whom and until when. The check takes it by
  `--waivers DIR/waivers.yaml`:

```yaml
waivers:
  - rule: oversized-instance          # our own: @NAME@/no-metadata-v1 (in `penstock check` alone)
    urn: "*::recommender::*::trainer" # * and ? match any text and any character
    owner: vision
    reason: the base model is trained once more
    ticket: ML-1234
    expires: 2026-10-01               # the last day (UTC) on which it holds, at most 90 days ahead
    max_monthly_usd: 20000            # may be left out
```
"""

_FILES: Final = {"PulumiPolicy.yaml": _SETTINGS, "__main__.py": _MAIN, "README.md": _README}


@click.command("policy-pack")
@click.argument("directory", type=click.Path(path_type=Path), metavar="DIR")
def command(*, directory: Path) -> int:
    """Write a minimal policy pack into DIR: Penstock's rules, and one of your own to begin with.

    It is named like its folder. Files that are there already are never overwritten.
    """
    taken = [directory / name for name in _FILES if (directory / name).exists()]
    if taken:
        fix = "name another folder, or move it away: nothing was written"
        raise InputError([Problem(str(path), "is there already", fix) for path in taken])
    name = pack_name(directory)
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for file, text in _FILES.items():
            with (directory / file).open("x", encoding="utf-8") as opened:
                opened.write(text.replace("@NAME@", name))
    except OSError as error:
        raise InputError([Problem(str(directory), f"cannot be written: {error.strerror}", "name another")]) from None
    for file in _FILES:
        click.echo(directory / file)
    return 0


def pack_name(directory: Path) -> str:
    """The folder's name with what no pack may be called by as `-` (pulumi-policy allows letters, digits and `-_.`, 100 at most)."""
    return re.sub(r"[^a-zA-Z0-9_.-]", "-", directory.resolve().name)[:100] or "policies"
