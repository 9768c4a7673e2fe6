"""What the provider SDK's own types say about one input."""

from __future__ import annotations

from typing import cast

import pytest

from penstock.preview import ProgramError, validate_inputs, validated
from penstock.problem import Problem

from .runner import Runner, named

HEAD = "import pulumi\nimport pulumi_aws as aws\nimport pulumi_kubernetes as kubernetes\n"


def findings(run: Runner, statement: str) -> list[Problem]:
    """What is wrong with the one statement of a program."""
    return validate_inputs(run(f"{HEAD}topic = aws.sns.Topic('topic')\n{statement}\n"))


WRONG = {
    "a misspelt key of a dict": (
        "aws.ec2.Instance('it', root_block_device={'volume_sze': 200})",
        "rootBlockDevice.volume_sze",
        "there is no such setting",
        "volume_size (volumeSize)",
    ),
    "a misspelt key in camel case": (
        "aws.ec2.Instance('it', root_block_device={'volumeSzie': 200})",
        "rootBlockDevice.volumeSzie",
        "there is no such setting",
        "volume_size (volumeSize)",
    ),
    "a key that is like none": (
        "aws.sqs.Queue('it'); aws.ec2.Vpc('vpc'); aws.lb.LoadBalancer('lb', access_logs={'xyzzy': 1, 'bucket': 'b'})",
        "accessLogs.xyzzy",
        "there is no such setting",
        "it takes bucket, enabled, prefix",
    ),
    "a missing nested key": (
        "aws.ec2.Instance('it', ebs_block_devices=[{'volume_size': 1}])",
        "ebsBlockDevices[0].deviceName",
        "is required and missing",
        "add deviceName",
    ),
    "an object where a list is": (
        "aws.ec2.Instance('it', ebs_block_devices={'device_name': 'x'})",
        "ebsBlockDevices",
        "an object where the provider takes a list",
        "write a list",
    ),
    "a text where a list is": (
        "aws.ec2.Instance('it', vpc_security_group_ids='sg-1')",
        "vpcSecurityGroupIds",
        "'sg-1' where the provider takes a list",
        "write a list",
    ),
    "a text where a map is": ("aws.sns.Topic('it', tags='a')", "tags", "'a' where the provider takes", "a map"),
    "an object where a text is": ("aws.sns.Topic('it', name={'a': 1})", "name", "an object where", "a text"),
    "a word where a number is": (
        "aws.sqs.Queue('it', delay_seconds='soon')",
        "delaySeconds",
        "'soon' where the provider takes a whole number",
        "a whole number",
    ),
    "a fraction where a whole number is": ("aws.sqs.Queue('it', delay_seconds=1.5)", "delaySeconds", "1.5", "whole"),
    "a bool where a number is": ("aws.sqs.Queue('it', delay_seconds=True)", "delaySeconds", "True", "whole number"),
    "infinity where a number is": ("aws.sqs.Queue('it', delay_seconds='inf')", "delaySeconds", "'inf'", "whole"),
    "a number where a bool is": ("aws.sqs.Queue('it', fifo_queue=3)", "fifoQueue", "3 where", "true or false"),
    "a member with other separators": (
        "aws.s3.Bucket('it', acl='public_read')",
        "acl",
        "'public_read' is not a member of CannedAcl",
        "did you mean 'public-read'?",
    ),
    "a member's Python name": (
        "aws.ec2.PlacementGroup('it', strategy='CLUSTER-')",
        "strategy",
        "is not a member of PlacementStrategy",
        "did you mean 'cluster'?",
    ),
    "a provider's object": (
        "aws.Provider('it', region='eu-west-1', default_tags={'tagz': {'a': 'b'}})",
        "defaultTags.tagz",
        "there is no such setting",
        "did you mean tags?",
    ),
    "a provider's list": (
        "aws.Provider('it', region='eu-west-1', endpoints=[{'s4': 'http://localhost'}])",
        "endpoints[0].s4",
        "there is no such setting",
        "settings is spelt like that",
    ),
    "a key of a manifest": (
        "kubernetes.core.v1.Pod('it', spec={'containers': [{'name': 'a', 'imagee': 'b'}]})",
        "spec.containers[0].imagee",
        "there is no such setting",
        "did you mean image?",
    ),
    "a key of a typed argument's dict": (
        (
            "launch = {'launch_template_specification': {'verson': '1'}}; "
            "policy = aws.autoscaling.GroupMixedInstancesPolicyArgs(launch_template=launch); "
            "aws.autoscaling.Group('it', min_size=0, max_size=1, mixed_instances_policy=policy)"
        ),
        "mixedInstancesPolicy.launchTemplate.launchTemplateSpecification.verson",
        "there is no such setting",
        "version",
    ),
}


@pytest.mark.parametrize(("statement", "path", "what", "fix"), WRONG.values(), ids=WRONG)
def test_a_wrong_input_is_told_with_its_path_and_what_to_write(
    run: Runner, statement: str, path: str, what: str, fix: str
) -> None:
    (problem,) = findings(run, statement)
    assert problem.where.startswith("__main__.py:5 ")
    assert problem.where.endswith(f" {path}")
    assert what in problem.what
    assert fix in problem.fix


RIGHT = {
    "a number as text": "aws.sqs.Queue('it', delay_seconds='5')",
    "a whole number as a fraction": "aws.sqs.Queue('it', delay_seconds=5.0)",
    "a bool as text": "aws.sqs.Queue('it', fifo_queue='true')",
    "a number for a text": "aws.sns.Topic('it', tags={'a': 1, 'b': True})",
    "nothing": "aws.ec2.Instance('it', root_block_device={'volume_size': None, 'volume_type': 'gp3'})",
    "camel case": "aws.ec2.Instance('it', root_block_device={'volumeSize': 1, 'deleteOnTermination': True})",
    "typed arguments": "aws.ec2.Instance('it', root_block_device=aws.ec2.InstanceRootBlockDeviceArgs(volume_size=1))",
    "an unknown value": "aws.ec2.Instance('it', root_block_device={'volume_size': topic.arn}, monitoring=topic.arn)",
    "an unknown object": "aws.ec2.Instance('it', root_block_device=topic.tags_all)",
    "a secret": "aws.sqs.Queue('it', delay_seconds=pulumi.Output.secret('5'), name=pulumi.Output.secret('n'))",
    "a policy as an object": "aws.iam.Role('it', assume_role_policy={'Version': '2012-10-17', 'Statement': []})",
    "a policy with an unknown part": (
        "aws.sqs.QueuePolicy('it', queue_url=topic.arn, policy={'Version': '2012-10-17', 'Statement': "
        "[{'Effect': 'Allow', 'Action': 'sqs:*', 'Resource': topic.arn, 'Principal': '*'}]})"
    ),
    "a new member of an open enumeration": "aws.ec2.Instance('it', instance_type='p9.48xlarge')",
    "a member in another case": "aws.lb.TargetGroup('it', protocol='http', ip_address_type='IPV4')",
    "a member as an enumeration": "aws.ec2.Instance('it', instance_type=aws.ec2.InstanceType.T3_MICRO)",
    "a provider's JSON": "aws.Provider('it', region='eu-west-1', default_tags={'tags': {'a': 'b'}})",
    "a provider's text that is JSON": "kubernetes.Provider('it', kubeconfig='{\"a\": 1}')",
    "a resource where an id is": "aws.sns.TopicSubscription('it', topic=topic, protocol='email', endpoint='a@example.com')",
    "a port by name or number": (
        "kubernetes.core.v1.Service('it', spec={'ports': [{'port': 1, 'targetPort': 'a'}, {'port': 2, 'targetPort': 3}]})"
    ),
    "a read resource": "aws.ec2.Instance.get('it', 'i-1', root_block_device={'volume_size': 1})",
    "a component's inputs": "pulumi.ComponentResource('a:b:C', 'it', {'anything': [1, {'b': None}]})",
    "a resource by its token alone": "pulumi.CustomResource('acme:index:Thing', 'it', {'anything': 1})",
}


@pytest.mark.parametrize("statement", RIGHT.values(), ids=RIGHT)
def test_what_providers_accept_is_accepted(run: Runner, statement: str) -> None:
    assert findings(run, statement) == []


AS_READ = {
    "a number as text": ("aws.sqs.Queue('it', delay_seconds='5')", "delaySeconds", 5, "write 5"),
    "a fraction as text": (
        (
            "aws.budgets.Budget('it', budget_type='COST', time_unit='MONTHLY', notifications=[{"
            "'threshold': '80.5', 'threshold_type': 'PERCENTAGE', 'comparison_operator': 'GREATER_THAN', "
            "'notification_type': 'ACTUAL'}])"
        ),
        "notifications",
        80.5,
        "write 80.5",
    ),
    "a bool as text": ("aws.sqs.Queue('it', fifo_queue='true')", "fifoQueue", True, "write true"),
    "a bool as a digit": ("aws.sqs.Queue('it', fifo_queue='0')", "fifoQueue", False, "write false"),
    "deep in a list": (
        "aws.ec2.Instance('it', ebs_block_devices=[{'device_name': 'b', 'volume_size': '8'}])",
        "ebsBlockDevices",
        8,
        "write 8",
    ),
    "a block's singular name": (
        (
            "aws.autoscaling.Group('it', min_size=0, max_size=1, mixed_instances_policy={'launch_template': "
            "{'launch_template_specification': {'launch_template_id': 'lt-1'}, 'override': [{'instance_type': 'g5.xlarge'}]}})"
        ),
        "mixedInstancesPolicy",
        "g5.xlarge",
        "write overrides",
    ),
    "a singular name of Google's": (
        (
            "gcp.container.NodePool('it', cluster='c', node_config={'guest_accelerator': "
            "[{'type': 'nvidia-l4', 'count': '2'}]})"
        ),
        "nodeConfig",
        2,
        "write guest_accelerators",
    ),
}


@pytest.mark.parametrize(("statement", "key", "value", "fix"), AS_READ.values(), ids=AS_READ)
def test_what_a_provider_converts_is_read_as_what_it_makes_of_it_and_noted(
    run: Runner, statement: str, key: str, value: object, fix: str
) -> None:
    capture = validated(run(f"{HEAD}import pulumi_gcp as gcp\n{statement}\n"))
    assert capture.problems == ()
    read = named(capture, "it").inputs[key]
    assert value in leaves(read)
    assert [type(it) for it in leaves(read) if it == value] == [type(value)]
    assert any(note.startswith("__main__.py:5 ") and note.endswith(fix) for note in capture.notes)


REFUSED = {
    "a bool with a capital, aws": ("aws.sqs.Queue('it', fifo_queue='True')", "fifoQueue", True),
    "a bool with a capital, gcp": (
        (
            "gcp.compute.Address('a'); gcp.compute.Instance('it', machine_type='n1-standard-1', "
            "boot_disk={'auto_delete': 'False'}, network_interfaces=[])"
        ),
        "bootDisk",
        False,
    ),
    "a bool as text, azure": (
        (
            "azure.storage.StorageAccount('it', resource_group_name='g', kind='StorageV2', "
            "sku={'name': 'Standard_LRS'}, is_hns_enabled='true')"
        ),
        "isHnsEnabled",
        True,
    ),
    "a number as text, azure": (
        (
            "azure.containerservice.ManagedCluster('it', resource_group_name='g', "
            "agent_pool_profiles=[{'name': 'a', 'count': '2', 'mode': 'System'}])"
        ),
        "agentPoolProfiles",
        2,
    ),
    "a number for a text, azure": (
        "azure.dbforpostgresql.Server('it', resource_group_name='g', version=14)",
        "version",
        "14",
    ),
    "a number as text, kubernetes": (
        "kubernetes.apps.v1.Deployment('it', spec={'replicas': '3', 'selector': {}, 'template': {}})",
        "spec",
        3,
    ),
    "one block where several are": (
        "aws.ec2.Instance('it', ebs_block_devices={'device_name': 'b', 'volume_size': 9})",
        "ebsBlockDevices",
        9,
    ),
}


@pytest.mark.parametrize(("statement", "key", "value"), REFUSED.values(), ids=REFUSED)
def test_what_a_provider_refuses_is_read_as_what_was_meant_beside_the_refusal(
    run: Runner, statement: str, key: str, value: object
) -> None:
    capture = validated(run(f"{HEAD}import pulumi_gcp as gcp, pulumi_azure_native as azure\n{statement}\n"))
    (problem,) = capture.problems
    assert problem.where.startswith("__main__.py:5 ")
    assert value in leaves(named(capture, "it").inputs[key])


def leaves(value: object) -> list[object]:
    """The scalars in a value."""
    if isinstance(value, dict):
        return [leaf for item in cast("dict[str, object]", value).values() for leaf in leaves(item)]
    if isinstance(value, list):
        return [leaf for item in cast("list[object]", value) for leaf in leaves(item)]
    return [value]


def test_inputs_that_nothing_describes_are_noted_once_by_type(run: Runner) -> None:
    things = "for name in ('a', 'b'):\n    pulumi.CustomResource('acme:index:Thing', name, {'anything': 1})\n"
    assert run(f"{HEAD}aws.sns.Topic('topic')\n{things}").notes == (
        "acme:index:Thing: its inputs are not validated, no SDK that the program imported describes them",
    )


def test_a_wrong_secret_is_told_without_its_value(run: Runner) -> None:
    (problem,) = findings(run, "aws.sqs.Queue('it', delay_seconds=pulumi.Output.secret('hunter2'))")
    assert "hunter2" not in str(problem)
    assert "[secret]" in problem.what


@pytest.mark.parametrize(
    ("arguments", "named"),
    [("name=['a']", "'name'"), ("tags={'a': ['b']}", "'tags'")],
)
def test_a_list_that_the_sdk_itself_refuses_is_told_with_its_resource_and_input(
    run: Runner, arguments: str, named: str
) -> None:
    with pytest.raises(ProgramError) as caught:
        run(f"{HEAD}aws.sns.Topic('it', {arguments})\n")
    (problem,) = caught.value.problems
    assert "'aws:sns/topic:Topic'" in problem.what
    assert named in problem.what


def test_every_wrong_input_is_told_at_once(run: Runner) -> None:
    statement = "aws.ec2.Instance('it', monitoring='maybe', root_block_device={'a': 1, 'volume_size': 'b'})"
    assert len(findings(run, statement)) == 3


def test_a_default_providers_config_is_validated_too(run: Runner) -> None:
    capture = run(f"{HEAD}aws.sns.Topic('topic')\n", config={"aws:skipRegionValidation": "maybe"})
    (problem,) = validate_inputs(capture)
    assert problem.where.startswith("config pulumi:providers:aws")
    assert problem.where.endswith("skipRegionValidation")


def test_a_setting_that_only_the_sdks_config_module_reads_is_one(run: Runner) -> None:
    """`gcp:disableGlobalProjectWarning` is no argument of the provider (pulumi-gcp, `pulumi_gcp.config`)."""
    program = "import pulumi_gcp as gcp\ngcp.storage.Bucket('it', location='EU')\n"
    setting = "gcp:disableGlobalProjectWarning"
    assert validate_inputs(run(program, config={setting: "true"})) == []
    (problem,) = validate_inputs(run(program, config={f"{setting}s": "true"}))
    assert problem.what.startswith("there is no such setting")
