"""The policy pack on the real engine: it says what `penstock check` says, and it stops what must be stopped."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pulumi_aws
import pytest

from penstock.preview import read_saved, run_program
from penstock.resources import read
from penstock.resources.reading.capture import Capture
from penstock_policies import RULES, Outcome, Report, Settings, evaluate, settings_from

from .aws_cloud import GROUP, TEMPLATE
from .cli import PulumiCli
from .conftest import ROOT, STACKS, OpenProject, open_once
from .harness import EngineError, Project
from .world import Thing

PACK = ROOT / "policies"
BLOCKED = ROOT / "examples" / "blocked"
REGION = {"aws:region": "us-east-1"}
SECRET = "hunter2"
FIVE = {
    "oversized-instance",
    "cross-region-transfer",
    "spot-required",
    "idle-shutdown-required",
    "lifecycle-required",
}
OTHERS: dict[str, Any] = {
    name: "disabled" for rule in RULES if rule.name not in FIVE for name in (rule.name, rule.across) if name
}
"""Settings that leave five rules on, one of each kind: what a test says of them stays true when rules are added."""
ACROSS = "-across-resources"

_HEAD = re.compile(r"- \[(\w+)\] \[severity: \w+\] +(\S+) +(?:\((\S+): (\S+)\))?$")


class Finding(NamedTuple):
    """What a policy said: at which level, which rule, of which resource, in which words."""

    level: str
    rule: str
    resource: str
    said: str


@pytest.fixture(scope="module", autouse=True)
def loaded_sdk() -> None:
    """The SDK's modules load at their first use, which must not happen in several threads of the stand-in at once."""
    for module in ("autoscaling", "cloudwatch", "ec2", "iam", "s3"):
        assert vars(getattr(pulumi_aws, module))["__name__"]
        assert dir(getattr(pulumi_aws, module))


def said_by_engine(project: Project, configs: Mapping[str, Any] | None = None) -> tuple[bool, set[Finding], str]:
    """(whether a preview with the pack is refused, what its policies say, all that is printed)."""
    files: list[Path] = []
    if configs is not None:
        files.append(project.folder / "pack.json")
        files[0].write_text(json.dumps(configs), encoding="utf-8")
    try:
        refused, text = False, project.preview_text(packs=[PACK], pack_configs=files)
    except EngineError as error:
        refused, text = True, str(error)
    return refused, set(_findings(text)), text


def _findings(text: str) -> Iterator[Finding]:
    """The findings of `pulumi preview`: a head, the rule's title, the message in one line, its fix."""
    assert "Policies:" in text, text
    lines = [line.strip() for line in text.partition("Policies:")[2].splitlines()]
    for index, line in enumerate(lines):
        head = _HEAD.fullmatch(line)
        if head is not None:
            level, rule, _, resource = head.groups()
            yield Finding(level, rule.removesuffix(ACROSS), resource or "", lines[index + 2])


def said_by_check(report: Report) -> set[Finding]:
    """The same of `penstock check`."""
    return {
        Finding(
            judged.enforcement.value,
            judged.verdict.rule,
            judged.verdict.urn.rpartition("::")[2],
            (f"{judged.verdict.property}: " if judged.verdict.property else "")
            + ("cannot be determined: " if judged.verdict.outcome is Outcome.UNDETERMINED else "")
            + judged.verdict.message,
        )
        for judged in report.verdicts
        if judged.verdict.outcome in (Outcome.FAIL, Outcome.UNDETERMINED)
    }


def checked(project: Project, settings: Settings | None = None) -> Report:
    """`penstock check` of the program, in process."""
    return evaluate(read(run_program(project.folder, project.stack)), settings)


def verdicts(capture: Capture) -> set[tuple[str, str, str]]:
    """(rule, resource, outcome) of everything that was judged."""
    judged = evaluate(read(capture)).verdicts
    return {(it.verdict.rule, it.verdict.urn, it.verdict.outcome.value) for it in judged}


def with_ids(export: Path) -> Path:
    """The export with each resource's id among its outputs, where pulumi-aws puts it and the stand-in does not."""
    content = json.loads(export.read_text(encoding="utf-8"))
    for state in content["deployment"]["resources"]:
        if "id" in state:
            state.setdefault("outputs", {}).setdefault("id", state["id"])
    export.write_text(json.dumps(content), encoding="utf-8")
    return export


@pytest.mark.parametrize("stack", STACKS)
def test_every_stack_of_ours_passes_by_each_route(open_project: OpenProject, stack: str) -> None:
    project = open_project(ROOT, stack)

    refused, findings, text = said_by_engine(project)
    saved = read_saved(project.preview().file)

    assert not refused
    assert findings == set(), text
    assert said_by_check(checked(project)) == set()
    assert verdicts(saved) == verdicts(run_program(project.folder, stack))


@pytest.fixture(scope="module")
def blocked(pulumi_cli: PulumiCli, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with open_once(pulumi_cli, BLOCKED, "prod", tmp_path_factory.mktemp("blocked")) as project:
        yield project


def test_the_program_that_must_be_blocked_is_and_both_reasons_are_named(blocked: Project) -> None:
    refused, findings, text = said_by_engine(blocked)

    assert refused
    reasons = {(finding.rule, finding.resource) for finding in findings}
    assert {("oversized-instance", "trainer"), ("cross-region-transfer", "trainer")} <= reasons
    assert "p5.48xlarge has 8 x H100" in text
    assert "reads clicks in eu-central-1 from us-east-1" in text
    assert findings == said_by_check(checked(blocked))


def test_an_up_makes_neither_the_oversized_template_nor_what_launches_from_it(blocked: Project) -> None:
    with pytest.raises(EngineError, match="oversized-instance"):
        blocked.up(packs=[PACK])

    assert [thing.name for thing in blocked.world if thing.type in (TEMPLATE, GROUP)] == []


def test_a_saved_preview_and_an_export_are_judged_as_the_program_is(open_project: OpenProject) -> None:
    project = open_project(BLOCKED, "prod")
    program = verdicts(run_program(project.folder, "prod"))

    assert verdicts(read_saved(project.preview().file)) == program
    project.up()  # without the pack
    assert verdicts(read_saved(with_ids(project.export()))) == program
    refused, findings, _ = said_by_engine(project)  # of a stack that exists
    assert refused
    assert any(finding.rule == "oversized-instance" and "8 x H100" in finding.said for finding in findings)


def test_an_unknown_value_that_comes_first_hides_nothing(open_project: OpenProject, programs: Path) -> None:
    project = open_project(programs / "unknown_first", "dev", REGION)

    refused, findings, _ = said_by_engine(project)

    assert refused
    assert ("oversized-instance", "z-last") in {(it.rule, it.resource) for it in findings if "8 x H100" in it.said}
    assert ("oversized-instance", "a-first") in {(it.rule, it.resource) for it in findings if "cannot be" in it.said}
    assert findings == said_by_check(checked(project))


def test_a_secret_reaches_no_message(open_project: OpenProject, programs: Path) -> None:
    project = open_project(programs / "secrets", "dev", REGION)

    _, findings, text = said_by_engine(project)

    assert {finding.rule for finding in findings} >= {"oversized-instance", "cross-region-transfer"}  # they are read
    assert SECRET not in text
    assert not any(SECRET in finding.said for finding in said_by_check(checked(project)))


def test_a_template_of_another_program_is_reported_at_the_end(open_project: OpenProject, programs: Path) -> None:
    project = open_project(programs / "elsewhere", "dev", REGION)

    refused, findings, text = said_by_engine(project, OTHERS)

    assert refused
    assert f"oversized-instance{ACROSS}" in text
    assert {finding.resource for finding in findings} == {"on-another"}
    assert findings == said_by_check(checked(project, settings_from(OTHERS)))


def test_a_disabled_rule_says_nothing_also_at_the_end(open_project: OpenProject, programs: Path) -> None:
    project = open_project(programs / "elsewhere", "dev", REGION)
    named = {"oversized-instance": "disabled", "spot-required": "advisory", "idle-shutdown-required": "advisory"}
    config = OTHERS | named

    refused, findings, _ = said_by_engine(project, config)

    assert not refused
    assert {(finding.level, finding.rule) for finding in findings} == {
        ("advisory", "spot-required"),
        ("advisory", "idle-shutdown-required"),
    }
    assert findings == said_by_check(checked(project, settings_from(config)))


def test_what_cannot_be_determined_may_pass_also_at_the_end(open_project: OpenProject, programs: Path) -> None:
    project = open_project(programs / "elsewhere", "dev", REGION)
    told = {"enforcementLevel": "mandatory", "undetermined": "advisory"}

    refused, findings, text = said_by_engine(
        project, OTHERS | {"oversized-instance": told, "spot-required": told, "idle-shutdown-required": told}
    )

    assert not refused
    assert findings == set(), text


def _in_stack_config(open_project: OpenProject, source: Path) -> tuple[Project, Mapping[str, Any]]:
    return open_project(source, "stated", REGION | {"penstock:purpose": "training"}), OTHERS


def _in_pack_config(open_project: OpenProject, source: Path) -> tuple[Project, Mapping[str, Any]]:
    config = OTHERS | {"oversized-instance": {"enforcementLevel": "mandatory", "purpose": "training"}}
    return open_project(source, "told", REGION), config


@pytest.mark.parametrize("stated", [_in_stack_config, _in_pack_config])
def test_a_purpose_that_no_tag_states_may_be_in_the_config(
    open_project: OpenProject,
    programs: Path,
    stated: Callable[[OpenProject, Path], tuple[Project, Mapping[str, Any]]],
) -> None:
    project, config = stated(open_project, programs / "spot_training")

    refused, findings, text = said_by_engine(project, config)

    assert not refused
    assert findings == set(), text
    assert said_by_check(checked(project, settings_from(config))) == set()


def test_without_a_stated_purpose_the_same_program_is_refused(open_project: OpenProject, programs: Path) -> None:
    project = open_project(programs / "spot_training", "unstated", REGION)

    refused, findings, text = said_by_engine(project, OTHERS)

    assert refused
    assert {(finding.rule, finding.resource) for finding in findings} == {("oversized-instance", "train")}, text
    assert findings == said_by_check(checked(project, settings_from(OTHERS)))


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ({"oversized-instance": {"enforcementLevel": "mandatory", "purpose": "trainig"}}, "purpose"),
        ({"oversized-instance": {"enforcementLevel": "mandatory", "limit": {}}}, "no such key"),
        ({"oversized-instance": "sometimes"}, "sometimes"),
    ],
)
def test_a_pack_config_that_cannot_be_meant_is_refused(
    open_project: OpenProject, programs: Path, config: Mapping[str, Any], words: str
) -> None:
    project = open_project(programs / "spot_training", "dev", REGION | {"penstock:purpose": "training"})
    file = project.folder / "pack.json"
    file.write_text(json.dumps(config), encoding="utf-8")

    with pytest.raises(EngineError, match=words):
        project.preview_text(packs=[PACK], pack_configs=[file])


def test_what_is_only_looked_up_is_not_judged(open_project: OpenProject, tmp_path: Path) -> None:
    source = tmp_path / "lookup"
    source.mkdir()
    (source / "Pulumi.yaml").write_text("name: lookup\nruntime: python\n")
    (source / "__main__.py").write_text(
        "import pulumi_aws as aws\n\n"
        'theirs = aws.ec2.Instance.get("theirs", "i-0123456789abcdef0")\n'
        'aws.ec2.Instance("ours", ami="ami-1", instance_type="t3.micro", tags={"beside": theirs.id})\n'
    )
    project = open_project(source, "dev", REGION)
    token = "aws:ec2/instance:Instance"
    kept = {"instanceType": "p5.48xlarge", "ami": "ami-1"}
    project.world.add(Thing(f"urn:pulumi:x::y::{token}::theirs", token, "i-0123456789abcdef0", kept))

    refused, findings, text = said_by_engine(project, OTHERS)

    assert not refused, text
    assert findings == said_by_check(checked(project, settings_from(OTHERS))) == set()
