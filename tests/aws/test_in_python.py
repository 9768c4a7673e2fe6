"""Components in a team's own program: README's programs run as they stand there, and `opts` mean what Pulumi users expect."""

from __future__ import annotations

import re
import runpy
from collections.abc import Callable
from pathlib import Path

import pulumi
import pulumi_aws
import pytest

from penstock import aws
from penstock.terms import Purpose

from .recorder import REGION, REPOSITORY, Registered, Stack, run

PROGRAMS = Path(__file__).parent / "programs"
LABELS = aws.Labels(environment="vision", owner="vision", cost_center="ml-1", purpose=Purpose.TRAINING)


def program(name: str, **config: str) -> Stack:
    return run(lambda: runpy.run_path(str(PROGRAMS / f"{name}.py")), stack="prod", config=config)


def test_readme_shows_the_programs_that_are_run_here() -> None:
    section = (REPOSITORY / "README.md").read_text(encoding="utf-8").split("### In Python\n")[1].split("\n## ")[0]
    shown = re.findall(r"```python\n(.*?)```", section, re.DOTALL)
    assert shown == [(PROGRAMS / f"{name}.py").read_text(encoding="utf-8") for name in ("whole", "alone")]


def test_a_whole_environment_in_python_is_in_the_stacks_region() -> None:
    declared = program("whole", **{"aws:region": REGION})
    assert declared.one("Environment").inputs["region"] == REGION
    assert declared.one("Environment").inputs["environment"] == "vision-prod"
    assert {each.type for each in declared} >= {f"penstock:aws:{kind}" for kind in ("NodePool", "CheckpointBucket")}


def test_a_pool_by_itself_has_stoppers_and_reaches_its_data_alone() -> None:
    declared = program("alone", **{"aws:region": REGION})
    assert declared.one("Steward").parent.endswith("penstock:aws:NodePool::vision-train")
    assert declared.of("Vpc") == []
    reads = {arn for one in declared.statements() if "s3:GetObject" in one["Action"] for arn in one["Resource"]}
    assert {arn.rsplit(":", 1)[1] for arn in reads} == {"imagenet/*", "vision-train-agent/agent/*"}


@pytest.mark.parametrize("name", ["whole", "alone"])
def test_without_a_region_it_is_said_where_to_write_one(name: str) -> None:
    with pytest.raises(pulumi.RunError, match=r"^region: no region.*\n.*write aws:region: us-east-1"):
        program(name)


def bucket_with(opts: Callable[[], pulumi.ResourceOptions], kind: type[aws.Bucket] = aws.DatasetBucket) -> Stack:
    """What a bucket registers with the options that `opts` makes within the program."""
    return run(lambda: kind("data", labels=LABELS, opts=opts()))


def children(declared: Stack) -> list[Registered]:
    found = [each for each in declared if each.type.startswith("aws:")]
    assert len(found) >= 6
    return found


def test_an_explicit_provider_reaches_every_child() -> None:
    declared = bucket_with(lambda: pulumi.ResourceOptions(provider=pulumi_aws.Provider("eu", region="eu-west-1")))
    assert all("::eu::" in each.provider for each in children(declared))


def test_protection_reaches_every_child() -> None:
    assert all(each.protected for each in children(bucket_with(lambda: pulumi.ResourceOptions(protect=True))))
    assert not any(each.protected for each in children(bucket_with(pulumi.ResourceOptions)))


def test_a_parent_and_an_old_name_are_the_components_own() -> None:
    declared = bucket_with(
        lambda: pulumi.ResourceOptions(
            parent=pulumi.ComponentResource("team:index:Data", "team"), aliases=[pulumi.Alias(name="old")]
        )
    )
    assert declared.one("DatasetBucket").parent.endswith("team:index:Data::team")
    assert declared.one("DatasetBucket").aliases == ("old",)
    assert all("team:index:Data$penstock:aws:DatasetBucket::data" in each.parent for each in children(declared))


def test_a_dependency_is_the_components_own() -> None:
    declared = bucket_with(lambda: pulumi.ResourceOptions(depends_on=[pulumi_aws.s3.Bucket("first")]))
    assert any(urn.endswith("::first") for urn in declared.one("DatasetBucket").dependencies)


def test_a_transformation_reaches_every_child() -> None:
    seen: list[str] = []

    def retag(args: pulumi.ResourceTransformationArgs) -> pulumi.ResourceTransformationResult | None:
        seen.append(args.type_)
        if "tags" not in args.props:
            return None
        return pulumi.ResourceTransformationResult({**args.props, "tags": {"team": "x"}}, args.opts)

    declared = bucket_with(lambda: pulumi.ResourceOptions(transformations=[retag]))
    assert sorted(seen) == sorted(each.type for each in declared)
    (bucket,) = [each for each in children(declared) if "tags" in each.inputs]
    assert bucket.tags == {"team": "x"}


def test_scratch_says_nothing_of_retention_so_that_its_owner_may() -> None:
    asked = bucket_with(lambda: pulumi.ResourceOptions(retain_on_delete=True), aws.ScratchBucket)
    assert asked.one("ScratchBucket").retained
    assert {each.retained for each in children(asked)} == {None}
