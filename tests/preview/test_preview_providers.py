"""Which provider a resource comes to, and the region that it lives in."""

from __future__ import annotations

import pytest

from penstock.resources.reading.capture import Capture, region_of
from penstock.resources.reading.values import UNKNOWN

from .runner import Runner, named

HEAD = """
import pulumi
import pulumi_aws as aws
from pulumi import ResourceOptions

class Team(pulumi.ComponentResource):
    def __init__(self, name, opts=None):
        super().__init__("shop:teams:Team", name, None, opts)
        topic = aws.sns.Topic(f"{name}-topic", opts=ResourceOptions(parent=self))
        aws.sqs.Queue(f"{name}-queue", opts=ResourceOptions(parent=topic))
"""


def region(capture: Capture, name: str) -> object:
    """The region of the resource of that name."""
    resource = named(capture, name)
    return region_of(resource, capture.by_urn()[resource.provider or ""].inputs)


def test_the_default_provider_is_named_after_its_version_and_has_the_stacks_config(run: Runner) -> None:
    capture = run(f"{HEAD}\naws.sns.Topic('topic')\n", config={"aws:region": "eu-west-1", "aws:profile": "ci"})
    topic = named(capture, "topic")
    provider = capture.by_urn()[topic.provider or ""]
    version = str(provider.inputs["version"])
    assert provider.urn == f"urn:pulumi:dev::small::pulumi:providers:aws::default_{version.replace('.', '_')}"
    assert provider.inputs == {"region": "eu-west-1", "profile": "ci", "version": version}
    assert provider.package == "aws"
    assert region(capture, "topic") == "eu-west-1"


@pytest.mark.parametrize("name", ["AWS_REGION", "AWS_DEFAULT_REGION"])
def test_the_region_may_come_from_the_environment(run: Runner, name: str) -> None:
    source = f"{HEAD}\naws.sns.Topic('topic')\n"
    assert region(run(source, environ={name: "ap-south-1"}), "topic") == "ap-south-1"
    assert region(run(source, environ={name: "ap-south-1"}, config={"aws:region": "eu-west-1"}), "topic") == "eu-west-1"


def test_without_a_region_there_is_none(run: Runner) -> None:
    assert region(run(f"{HEAD}\naws.sns.Topic('topic')\n"), "topic") is None


def test_an_encrypted_region_is_unknown(run: Runner) -> None:
    capture = run(
        f"{HEAD}\naws.sns.Topic('topic')\n",
        files={"Pulumi.dev.yaml": "config:\n  aws:region: {secure: AAABAK==}\n"},
    )
    assert region(capture, "topic") is UNKNOWN


@pytest.mark.parametrize(
    "options",
    [
        "ResourceOptions(provider=west)",
        "ResourceOptions(providers=[west])",
        "ResourceOptions(providers={'aws': west})",
        "ResourceOptions(provider=west, providers=[])",
        "ResourceOptions(parent=Team('outer', ResourceOptions(providers=[west])))",
    ],
)
def test_a_components_provider_is_that_of_all_below_it(run: Runner, options: str) -> None:
    capture = run(f"{HEAD}\nwest = aws.Provider('west', region='us-west-2')\nTeam('team', {options})\n")
    for name in ("team-topic", "team-queue"):
        assert named(capture, name).provider == named(capture, "west").urn
        assert region(capture, name) == "us-west-2"
    assert named(capture, "team").provider is None


def test_a_resources_own_provider_comes_before_its_components(run: Runner) -> None:
    capture = run(f"""{HEAD}
west, east = aws.Provider("west", region="us-west-2"), aws.Provider("east", region="us-east-1")
team = Team("team", ResourceOptions(providers=[west]))
aws.sns.Topic("own", opts=ResourceOptions(parent=team, provider=east))
aws.sns.Topic("other", region="eu-central-1", opts=ResourceOptions(parent=team))
""")
    assert region(capture, "own") == "us-east-1"
    assert region(capture, "other") == "eu-central-1"
    assert region(capture, "team-topic") == "us-west-2"


def test_a_provider_of_another_package_changes_nothing(run: Runner) -> None:
    capture = run(
        f"""{HEAD}
import pulumi_kubernetes as kubernetes
Team("team", ResourceOptions(providers=[kubernetes.Provider("cluster", kubeconfig="{{}}")]))
""",
        config={"aws:region": "eu-west-1"},
    )
    assert region(capture, "team-topic") == "eu-west-1"


def test_a_provider_with_an_unknown_region_makes_it_unknown(run: Runner) -> None:
    capture = run(f"""{HEAD}
source = aws.ssm.Parameter("region", type="String", value="x")
west = aws.Provider("west", region=source.arn)
aws.sns.Topic("topic", opts=ResourceOptions(provider=west))
""")
    assert region(capture, "topic") is UNKNOWN


@pytest.mark.filterwarnings("ignore:.*has been deprecated in favor of:DeprecationWarning")
def test_each_package_has_its_default_provider_once(run: Runner) -> None:
    capture = run(
        """
import pulumi_aws as aws
import pulumi_gcp as gcp
import pulumi_azure_native as azure
aws.sns.Topic("a"); aws.sns.Topic("b")
gcp.storage.Bucket("bucket", location="EU")
azure.resources.ResourceGroup("group", location="westeurope")
""",
        config={"gcp:project": "p", "gcp:region": "europe-west4", "azure-native:location": "westeurope"},
        environ={"ARM_SUBSCRIPTION_ID": "0000"},
    )
    providers = {it.package: it.inputs for it in capture.resources if it.type.startswith("pulumi:providers:")}
    assert set(providers) == {"aws", "gcp", "azure-native"}
    assert {"project": "p", "region": "europe-west4"}.items() <= providers["gcp"].items()
    assert {"location": "westeurope", "subscriptionId": "0000"}.items() <= providers["azure-native"].items()


def test_azure_identities_are_a_list_going_in_and_the_program_runs_on(run: Runner) -> None:
    capture = run("""
import pulumi
import pulumi_azure_native as azure
vm = azure.compute.VirtualMachine("vm", resource_group_name="group", identity={
    "type": azure.compute.ResourceIdentityType.USER_ASSIGNED, "user_assigned_identities": ["/subscriptions/x"]})
pulumi.export("identity", vm.identity)
""")
    assert named(capture, "vm").inputs["identity"] == {
        "type": "UserAssigned",
        "userAssignedIdentities": ["/subscriptions/x"],
    }
    assert "identity" in capture.outputs
