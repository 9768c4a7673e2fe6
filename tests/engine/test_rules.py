"""Every rule's examples on the real engine, the bad ones in one stack and the good ones in another: it says what the check says."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from typing import Any, Final

import pytest

from penstock_policies import RULES

from .aws_cloud import AwsCloud
from .cli import PulumiCli
from .conftest import ROOT
from .harness import Project, project
from .sdk_schema import Json
from .test_pack import Finding, checked, said_by_check, said_by_engine
from .world import Thing, World

EXAMPLES: Final = ROOT / "policies" / "examples"
CONFIG: Final = {"aws:region": "us-east-1", "gcp:region": "us-central1", "gcp:project": "example"}
EXAMPLE_NAMES: Final = sorted(folder.name for folder in EXAMPLES.iterdir())


OF_THE_STACK: Final = {"stack-budget"}
"""Rules that speak of one resource for the whole stack: here of whichever example is the dearest."""


class TypesOnly:
    """A provider of which previews alone are asked: inputs are held to the SDK's types, and nothing is ever made."""

    def __init__(self, package: str) -> None:
        self.package = package
        self.version = metadata.version(f"pulumi-{package}")

    def defaults(self, token: str, urn: str, inputs: Json) -> Json:
        return {}

    def refuse(self, token: str, inputs: Json) -> Iterator[tuple[str, str]]:
        return iter(())

    def identify(self, token: str, urn: str, inputs: Json, world: World) -> str:
        raise AssertionError("a preview makes nothing")

    def compute(self, thing: Thing, prop: str, config: Mapping[str, Any]) -> Any:
        raise AssertionError("a preview makes nothing")

    def changed(self, thing: Thing) -> None:
        raise AssertionError("a preview changes nothing")

    def release(self, thing: Thing, world: World) -> None:
        raise AssertionError("a preview deletes nothing")

    def answer(self, token: str, arguments: Json, config: Mapping[str, Any], world: World) -> Json:
        raise AssertionError("no example asks this provider anything")


@contextmanager
def all_examples(cli: PulumiCli, kind: str, scratch: Path) -> Generator[Project]:
    """A project that runs every rule's `good.py` or `bad.py`, one after the other."""
    source = scratch / "source"
    source.mkdir()
    (source / "Pulumi.yaml").write_text("name: examples\nruntime: python\n", encoding="utf-8")
    programs = [str(EXAMPLES / name / f"{kind}.py") for name in EXAMPLE_NAMES]
    script = f"import runpy\n\nfor program in {programs!r}:\n    runpy.run_path(program)\n"
    (source / "__main__.py").write_text(script, encoding="utf-8")
    clouds = [AwsCloud(), TypesOnly("gcp")]
    with project(cli, source, kind, scratch, clouds, config=CONFIG) as opened:
        yield opened


def test_the_engine_fails_every_bad_example_for_the_reasons_that_the_check_gives(
    pulumi_cli: PulumiCli, tmp_path: Path
) -> None:
    with all_examples(pulumi_cli, "bad", tmp_path) as opened:
        refused, findings, text = said_by_engine(opened)
        wanted = said_by_check(checked(opened))
    assert refused
    assert findings == wanted, text
    of_their_own = {finding.rule for finding in findings if finding.resource.startswith(finding.rule)}
    assert of_their_own | OF_THE_STACK == set(EXAMPLE_NAMES)
    assert {finding.rule for finding in findings} >= OF_THE_STACK


def test_the_engine_passes_every_good_example_of_its_own_rule(pulumi_cli: PulumiCli, tmp_path: Path) -> None:
    with all_examples(pulumi_cli, "good", tmp_path) as opened:
        _, findings, text = said_by_engine(opened)
        assert findings == said_by_check(checked(opened)), text
    assert own(findings) == set(), text


def own(findings: set[Finding]) -> set[Finding]:
    """What a rule says of its own example."""
    return {finding for finding in findings if finding.resource.startswith(f"{finding.rule}-")}


def test_every_rule_has_its_examples() -> None:
    assert set(EXAMPLE_NAMES) == {rule.name for rule in RULES}


@pytest.mark.parametrize("name", EXAMPLE_NAMES)
def test_an_example_is_a_screen_long_and_says_what_it_is(name: str) -> None:
    for kind in ("good", "bad"):
        text = (EXAMPLES / name / f"{kind}.py").read_text(encoding="utf-8")
        assert text.startswith('"""')
        assert len(text.splitlines()) <= 60
