"""A secret of a program is in no output, wherever the program put it and whatever the format."""

from __future__ import annotations

from pathlib import Path

import pytest

from penstock.resources.reading.secrets import mask
from penstock.resources.reading.values import SECRET_MASK

from .conftest import Run

CANARY = "hunter2canary"
PROGRAM = """
import pulumi
import pulumi_aws as aws

secret = pulumi.Config().require_secret("pw")
aws.ec2.Instance("type", ami="ami-1", instance_type=secret)
aws.ec2.Instance(
    "disk",
    ami=secret,
    instance_type="p5.48xlarge",
    user_data=secret,
    availability_zone=secret,
    tags={"purpose": secret},
    root_block_device={"volume_type": secret, "volume_size": 10},
    opts=pulumi.ResourceOptions(aliases=[pulumi.Alias(name="old")]),
)
aws.ebs.Volume("volume", availability_zone="us-east-1a", type=secret, size=10)
aws.rds.Instance("database", engine=secret, instance_class=secret, allocated_storage=10, password=secret, username=secret)
aws.elasticache.Cluster("cache", engine="redis", node_type=secret, num_cache_nodes=1)
aws.eks.NodeGroup(
    "nodes",
    cluster_name=secret,
    node_role_arn=secret,
    subnet_ids=[secret],
    instance_types=[secret],
    capacity_type=secret,
    scaling_config={"min_size": 1, "max_size": 1, "desired_size": 1},
)
aws.s3.Bucket("bucket", bucket=secret, lifecycle_rules=[{"enabled": True, "transitions": [{"days": 30, "storage_class": secret}]}])
"""
FORMATS = ("table", "json", "sarif", "junit", "github", "markdown")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    (tmp_path / "Pulumi.yaml").write_text("name: leaky\nruntime: python\n")
    (tmp_path / "__main__.py").write_text(PROGRAM)
    return tmp_path


@pytest.mark.parametrize("output", FORMATS)
def test_a_secret_is_in_no_format(run: Run, program: Path, output: str) -> None:
    ran = run("check", program, "--stack", "x", "-c", f"pw={CANARY}", "-c", "aws:region=us-east-1", "--format", output)
    assert ran.status == 1, ran.err
    assert CANARY not in ran.out + ran.err
    assert ran.out


@pytest.mark.parametrize("command", ["estimate", "preview"])
def test_a_secret_is_in_no_part(run: Run, program: Path, command: str) -> None:
    ran = run(command, program, "--stack", "x", "-c", f"pw={CANARY}", "-c", "aws:region=us-east-1")
    assert ran.status == 0, ran.err
    assert CANARY not in ran.out + ran.err


def test_a_comparison_shows_none_either(run: Run, program: Path) -> None:
    ran = run("diff", program, program, "--stack", "x", "-c", f"pw={CANARY}", "-c", "aws:region=us-east-1")
    assert ran.status == 0, ran.err
    assert CANARY not in ran.out + ran.err


def test_the_mask_reaches_every_text_and_leaves_keys() -> None:
    assert mask({"key-abcd": ["abcd", ("x abcd y",)]}, ["abcd"]) == {"key-abcd": [SECRET_MASK, (f"x {SECRET_MASK} y",)]}
    assert mask("abcd", []) == "abcd"
