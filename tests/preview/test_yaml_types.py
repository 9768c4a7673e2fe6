"""Types of a YAML program: a short token is the whole one, and what a package builds by itself is a component."""

from __future__ import annotations

import pytest

from penstock.preview.yaml_program.types import full_token, is_remote_component

TOKENS = {
    "aws:s3:Bucket": "aws:s3/bucket:Bucket",
    "aws:s3/bucket:Bucket": "aws:s3/bucket:Bucket",
    "gcp:compute:URLMap": "gcp:compute/uRLMap:URLMap",
    "random:RandomPet": "random:index/randomPet:RandomPet",
    "random:index:RandomPet": "random:index/randomPet:RandomPet",
    "eks:Cluster": "eks:index:Cluster",
    "azure-native:compute:VirtualMachine": "azure-native:compute:VirtualMachine",
    "azure-native:compute/v20240301:VirtualMachine": "azure-native:compute/v20240301:VirtualMachine",
    "kubernetes:apps/v1:Deployment": "kubernetes:apps/v1:Deployment",
    "pulumi:providers:aws": "pulumi:providers:aws",
    "aws-native:ec2:Instance": "aws-native:ec2:Instance",
}


@pytest.mark.parametrize(("short", "full"), TOKENS.items())
def test_a_short_token_is_the_engines(short: str, full: str) -> None:
    assert full_token(short) == full


def test_what_a_package_builds() -> None:
    assert is_remote_component("awsx:ec2:Vpc")
    assert not is_remote_component("eks:index:Addon")
