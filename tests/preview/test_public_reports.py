"""Programs from public reports on Pulumi, cut to what they were about: run, or told, as the real preview does today."""

from __future__ import annotations

import pytest

from penstock.preview import ProgramError, validated
from penstock.resources.reading.capture import Capture
from penstock.resources.reading.values import UNKNOWN

from .runner import Runner, named

GUESTBOOK = """
apiVersion: v1
kind: Service
metadata: {name: frontend}
spec: {ports: [{port: 80}]}
"""

RUN = {
    "pulumi-kubernetes 547: a generated name is exported": """
import pulumi, pulumi_kubernetes as k8s
app = k8s.apps.v1.Deployment("app", spec={"selector": {"match_labels": {"a": "b"}}, "template": {
    "metadata": {"labels": {"a": "b"}}, "spec": {"containers": [{"name": "c", "image": "d"}]}}})
pulumi.export("it", app.metadata["name"])
""",
    "pulumi 4040: addresses of a service out of a file": """
import pulumi, pulumi_kubernetes as k8s
guestbook = k8s.yaml.ConfigFile("guestbook", "guestbook.yaml")
frontend = guestbook.get_resource("v1/Service", "frontend")
pulumi.export("it", [frontend.spec["cluster_ip"], frontend.status["load_balancer"]["ingress"][0]["ip"]])
""",
    "crd2pulumi 26: the name of a custom resource": """
import pulumi, pulumi_kubernetes as k8s
issuer = k8s.apiextensions.CustomResource("issuer", api_version="cert-manager.io/v1", kind="ClusterIssuer", spec={"a": {}})
k8s.apiextensions.CustomResource("certificate", api_version="cert-manager.io/v1", kind="Certificate",
    spec={"issuerRef": {"name": issuer.metadata["name"]}})
pulumi.export("it", issuer.metadata["name"])
""",
    "pulumi 15882: a setting out of a lazily loaded module": """
import pulumi
from pulumi_aws import config
pulumi.export("region", config.region)
pulumi.export("it", __import__("pulumi_aws").ec2.get_ami(owners=["amazon"]).id)
""",
    "pulumi 7021: two SDKs that load lazily, in one program": """
import pulumi, pulumi_aws as aws, pulumi_eks as eks, pulumi_kubernetes as k8s
home = eks.Cluster("home", skip_default_node_group=True)
cluster = k8s.Provider("cluster", kubeconfig=home.kubeconfig)
space = k8s.core.v1.Namespace("space", opts=pulumi.ResourceOptions(provider=cluster))
for number in range(4):
    k8s.core.v1.ConfigMap(f"map-{number}", metadata={"namespace": space.metadata["name"]},
        opts=pulumi.ResourceOptions(provider=cluster))
pulumi.export("it", space.metadata["name"])
""",
}


@pytest.mark.parametrize("source", RUN.values(), ids=RUN)
def test_what_a_preview_runs_is_run(run: Runner, source: str) -> None:
    capture = run(source, files={"guestbook.yaml": GUESTBOOK}, config={"aws:region": "us-west-2"})
    it = capture.outputs["it"]
    assert it is UNKNOWN or it == [UNKNOWN, UNKNOWN]


def test_an_error_in_a_callback_that_no_preview_runs_is_told(run: Runner) -> None:
    """pulumi 4168: `host.public_dns.apply(boom)` went by without a word."""
    capture = run("""
import pulumi_aws as aws

def boom(name):
    raise Exception("boom")

aws.ec2.Instance("server", ami="ami-1", instance_type="t3.micro").public_dns.apply(boom)
""")
    assert [note for note in capture.notes if note.startswith("__main__.py:4: cannot run on a placeholder (Exception)")]


RAISED = {
    "pulumi 10637: a wrong type in a callback whose result nobody uses": (
        "aws.s3.Bucket('data', tags={'a': 'b'}).tags.apply(lambda tags: aws.ec2.route('x'))",
        "__main__.py:5 in <lambda>",
    ),
    "pulumi 5366: an exception of the SDK's own, without user code": (
        "pulumi.export('it', pulumi.Output.from_input({'a': 1})['a']['b'])",
        "__main__.py:5 in <module>",
    ),
    "pulumi 10230: a module that is not installed": ("import pulumi_oci", "__main__.py:5 in <module>"),
    "a setting that is required": ("pulumi.Config().require('size')", "__main__.py:5 in <module>"),
}


@pytest.mark.parametrize(("statement", "where"), RAISED.values(), ids=RAISED)
def test_what_fails_is_told_at_its_line(run: Runner, statement: str, where: str) -> None:
    with pytest.raises(ProgramError) as caught:
        run(f"\nimport pulumi\nimport pulumi_aws as aws\n\n{statement}\n")
    (problem,) = caught.value.problems
    assert problem.where == where


TAKEN: dict[str, tuple[str, dict[str, str]]] = {
    "bridge 2758: a provider's bool by `pulumi config set`": (
        "aws.sns.Topic('it')",
        {"aws:skipMetadataApiCheck": "false"},
    ),
    "bridge 2429: a provider's bool, which goes as text": (
        "aws.Provider('it', region='us-east-2', skip_credentials_validation=True, skip_metadata_api_check=True)",
        {},
    ),
    "pulumi-aws 2257: bools that are texts in the SDK": (
        (
            "aws.ec2.LaunchTemplate('it', block_device_mappings=[{'device_name': '/dev/sda1', 'ebs': "
            "{'delete_on_termination': True, 'encrypted': 'true', 'volume_type': 'gp3'}}])"
        ),
        {},
    ),
    "kic-reference-architectures 176: a count that is a fraction": (
        "gcp.container.NodePool('it', cluster='c', node_count=3.0)",
        {},
    ),
    "ai-gke-pulumi-demo: a number where a version's text is, a bool's text in metadata": (
        (
            "gcp.container.Cluster('it', location='us-central1', min_master_version=1.27, "
            "node_config={'metadata': {'install-nvidia-driver': 'True'}})"
        ),
        {},
    ),
}


def checked(run: Runner, statement: str, config: dict[str, str] | None = None) -> Capture:
    """The statement's program, its inputs validated."""
    head = "import pulumi_aws as aws, pulumi_gcp as gcp, pulumi_azure_native as azure\n"
    return validated(run(f"{head}{statement}\n", config=config))


@pytest.mark.parametrize(("statement", "config"), TAKEN.values(), ids=TAKEN)
def test_what_the_provider_takes_is_no_problem(run: Runner, statement: str, config: dict[str, str]) -> None:
    assert checked(run, statement, config).problems == ()


REFUSED = {
    "pulumi-aws 2257: a text where a block is": (
        "aws.ec2.LaunchTemplate('it', iam_instance_profile='proxy', instance_type='g5.xlarge')",
        "iamInstanceProfile",
    ),
    "pulumi-aws 3865: a text where a list is": (
        "aws.ecs.Service('it', network_configuration={'subnets': '[\"first\",\"second\"]'})",
        "networkConfiguration.subnets",
    ),
    "pulumi-aws 4342: a word where a bool is": (
        "aws.ecs.Service('it', network_configuration={'assign_public_ip': 'DISABLED', 'subnets': ['a']})",
        "networkConfiguration.assignPublicIp",
    ),
    "pulumi 16157: a number where Azure wants a text": (
        "azure.dbforpostgresql.Server('it', resource_group_name='g', version=14)",
        "version",
    ),
}


@pytest.mark.parametrize(("statement", "path"), REFUSED.values(), ids=REFUSED)
def test_what_the_provider_refuses_is_told_and_the_program_is_read(run: Runner, statement: str, path: str) -> None:
    capture = checked(run, statement)
    (problem,) = capture.problems
    assert problem.where.startswith("__main__.py:2 ")
    assert problem.where.endswith(f"'it' {path}")
    assert named(capture, "it").inputs
