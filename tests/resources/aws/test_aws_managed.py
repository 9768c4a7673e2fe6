"""Machines that managed services start: SageMaker, Batch, ECS, EMR; and those that are reserved."""

from __future__ import annotations

import base64
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from penstock.resources.facts import Capacity, DiskShape, InstanceChoice
from penstock.resources.reading.values import UNKNOWN, SecretText
from resources.resource_facts import facts, node, resource

from .aws_program import nodes, of, read_program

NOTEBOOK = "aws:sagemaker/notebookInstance:NotebookInstance"
LIFECYCLE = "aws:sagemaker/notebookInstanceLifecycleConfiguration:NotebookInstanceLifecycleConfiguration"
ENDPOINT = "aws:sagemaker/endpoint:Endpoint"
CONFIGURATION = "aws:sagemaker/endpointConfiguration:EndpointConfiguration"
BATCH = "aws:batch/computeEnvironment:ComputeEnvironment"

PROGRAM = """
role = aws.iam.Role("science", name="science", assume_role_policy=json.dumps({"Statement": []}))
stop = aws.sagemaker.NotebookInstanceLifecycleConfiguration(
    "stop", name="stop", on_start="SURMRV9USU1FPTM2MDAKcHl0aG9uIGF1dG9zdG9wLnB5IC0tdGltZSAkSURMRV9USU1FCg=="
)
aws.sagemaker.NotebookInstance(
    "lab", role_arn=role.arn, instance_type="ml.g5.xlarge", volume_size=50, lifecycle_config_name=stop.name
)
aws.sagemaker.NotebookInstance("plain", role_arn=role.arn, instance_type="ml.p3.2xlarge")
configuration = aws.sagemaker.EndpointConfiguration(
    "chat",
    production_variants=[
        {"variant_name": "big", "model_name": "m", "initial_instance_count": 2, "instance_type": "ml.g5.2xlarge"},
        {
            "variant_name": "wide",
            "model_name": "m",
            "instance_type": "ml.g6.2xlarge",
            "managed_instance_scaling": {"status": "ENABLED", "min_instance_count": 1, "max_instance_count": 4},
        },
        {"variant_name": "none", "model_name": "m", "serverless_config": {"max_concurrency": 5, "memory_size_in_mb": 2048}},
    ],
)
aws.sagemaker.Endpoint("chat", endpoint_config_name=configuration.name)
alone = aws.sagemaker.EndpointConfiguration(
    "alone",
    production_variants=[
        {"variant_name": "v", "model_name": "m", "initial_instance_count": 1, "instance_type": "ml.g5.xlarge"}
    ],
)
endpoint = aws.sagemaker.Endpoint("alone", endpoint_config_name=alone.name)
aws.appautoscaling.Target(
    "alone",
    min_capacity=0,
    max_capacity=3,
    resource_id=endpoint.name.apply(lambda name: f"endpoint/{name}/variant/v"),
    scalable_dimension="sagemaker:variant:DesiredInstanceCount",
    service_namespace="sagemaker",
)
aws.sagemaker.TrainingJob(
    "tune",
    training_job_name="tune",
    role_arn=role.arn,
    enable_managed_spot_training=True,
    resource_config={"instance_count": 2, "instance_type": "ml.g5.12xlarge", "volume_size_in_gb": 100},
    stopping_condition={"max_runtime_in_seconds": 86400},
)
domain = aws.sagemaker.Domain(
    "studio",
    domain_name="studio",
    auth_mode="IAM",
    vpc_id="vpc-1",
    subnet_ids=["subnet-1"],
    default_user_settings={
        "execution_role": role.arn,
        "jupyter_lab_app_settings": {
            "app_lifecycle_management": {
                "idle_settings": {"idle_timeout_in_minutes": 90, "lifecycle_management": "ENABLED"}
            }
        },
    },
)
space = aws.sagemaker.Space(
    "space",
    domain_id=domain.id,
    space_name="space",
    space_settings={"space_storage_settings": {"ebs_storage_settings": {"ebs_volume_size_in_gb": 20}}},
)
aws.sagemaker.App(
    "jupyter",
    app_name="default",
    app_type="JupyterLab",
    domain_id=domain.id,
    space_name=space.space_name,
    resource_spec={"instance_type": "ml.g4dn.xlarge"},
)
aws.batch.ComputeEnvironment(
    "jobs",
    type="MANAGED",
    compute_resources={
        "type": "SPOT",
        "instance_types": ["g5.4xlarge", "g6.4xlarge"],
        "max_vcpus": 100,
        "min_vcpus": 0,
        "subnets": ["subnet-1"],
        "tags": {"penstock:pool": "batch"},
    },
)
aws.batch.ComputeEnvironment(
    "serverless",
    type="MANAGED",
    compute_resources={"type": "FARGATE", "max_vcpus": 16, "subnets": ["subnet-1"], "security_group_ids": ["sg-1"]},
)
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    cpu="1 vCPU",
    memory="2 GB",
    requires_compatibilities=["FARGATE"],
    ephemeral_storage={"size_in_gib": 50},
    container_definitions=json.dumps([{"name": "web", "environment": [{"name": "DATA", "value": "s3://team-data/x"}]}]),
)
aws.ecs.Service("web", task_definition=task.arn, desired_count=3, launch_type="FARGATE")
aws.ecs.Service("gpu", task_definition=task.arn, desired_count=3, launch_type="EC2")
aws.ec2.CapacityReservation(
    "held", instance_type="p4d.24xlarge", instance_platform="Linux/UNIX", availability_zone="us-east-1a", instance_count=2
)
aws.emr.Cluster(
    "spark",
    release_label="emr-7.0.0",
    service_role=role.arn,
    master_instance_group={"instance_type": "m5.xlarge"},
    core_instance_group={
        "instance_type": "g5.xlarge",
        "instance_count": 4,
        "bid_price": "0.5",
        "ebs_configs": [{"type": "gp3", "size": 100, "volumes_per_instance": 2}],
    },
    auto_termination_policy={"idle_timeout": 1800},
)
"""


def test_a_notebook_is_a_machine_by_ec2s_name_with_a_disk_that_outlives_it() -> None:
    (lab,) = nodes(read_program(PROGRAM), "lab")
    assert lab.choices == (InstanceChoice("g5.xlarge", "instanceType", lab.urn),)
    assert (lab.minimum, lab.desired, lab.maximum, lab.service) == (1, 1, 1, "sagemaker")
    assert lab.capacity == Capacity(0, Decimal(0), "instanceType", spot_sold=False)
    assert lab.disks == (DiskShape("sagemaker-notebook", Decimal(50), delete_with_node=False),)
    assert [urn.rpartition("::")[2] for urn in lab.identities] == ["science"]


def test_a_notebook_is_stopped_by_the_script_that_stops_idle_ones_and_by_nothing_else() -> None:
    found = read_program(PROGRAM)
    (lab,), (plain,) = nodes(found, "lab"), nodes(found, "plain")
    assert [(it.mechanism, it.idle_duration, it.armed) for it in lab.idle] == [("service", timedelta(hours=1), True)]
    assert plain.idle == ()
    assert plain.disks == (DiskShape("sagemaker-notebook", Decimal(5), delete_with_node=False),)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("echo hello", []),
        (None, []),
        ("auto-stop --time 600", [(timedelta(minutes=10), True)]),
        ("autostop.py", [(UNKNOWN, True)]),
        (UNKNOWN, [(UNKNOWN, UNKNOWN)]),
    ],
)
def test_what_a_lifecycle_script_does_when_a_notebook_is_idle(script: Any, expected: object) -> None:
    encoded = base64.b64encode(script.encode()).decode() if isinstance(script, str) else script
    configuration = resource(LIFECYCLE, "stop", {"name": "stop", "onStart": encoded})
    lab = resource(NOTEBOOK, "lab", {"instanceType": "ml.g5.xlarge", "lifecycleConfigName": "stop"})
    assert [(it.idle_duration, it.armed) for it in node(lab, configuration).idle] == expected


def test_of_a_lifecycle_configuration_that_is_not_in_the_program_nothing_is_certain() -> None:
    lab = resource(NOTEBOOK, "lab", {"instanceType": "ml.g5.xlarge", "lifecycleConfigName": "elsewhere"})
    assert [(it.idle_duration, it.armed) for it in node(lab).idle] == [(UNKNOWN, UNKNOWN)]


@pytest.mark.parametrize("name", ["ml.p5.48xlarge", "p5.48xlarge", "ML.p5.48xlarge"])
def test_a_secret_type_of_a_notebook_is_found_and_stays_masked(name: str) -> None:
    (choice,) = node(resource(NOTEBOOK, "lab", {"instanceType": SecretText(name)})).choices
    assert choice.instance_type == "p5.48xlarge"
    assert f"{choice.instance_type}" == "[secret]"


def test_an_endpoint_starts_the_variants_of_its_configuration_which_starts_none_itself() -> None:
    found = read_program(PROGRAM)
    big, wide = nodes(found, "chat")
    assert (big.label, big.minimum, big.desired, big.maximum) == ("chat/big", 2, 2, 2)
    assert (wide.label, wide.minimum, wide.desired, wide.maximum) == ("chat/wide", 1, None, 4)
    (template,) = (it for it in found.templates if it.urn.endswith("::chat"))
    assert [(it.instance_type, it.path) for it in template.choices] == [
        ("g5.2xlarge", "productionVariants[0].instanceType"),
        ("g6.2xlarge", "productionVariants[1].instanceType"),
    ]
    assert [it.choices for it in (big, wide)] == [(template.choices[0],), (template.choices[1],)]
    assert of(found, "chat") == {"sagemaker-serverless-gib-second": None}


def test_an_endpoint_is_scaled_between_the_limits_of_its_target() -> None:
    (alone,) = nodes(read_program(PROGRAM), "alone")
    assert (alone.minimum, alone.desired, alone.maximum) == (0, None, 3)


def test_a_target_that_may_be_any_variants_leaves_all_their_sizes_open() -> None:
    variants = [{"variantName": name, "instanceType": "ml.g5.xlarge", "initialInstanceCount": 1} for name in "ab"]
    configuration = resource(CONFIGURATION, "c", {"name": "c", "productionVariants": variants})
    endpoint = resource(ENDPOINT, "e", {"name": "e", "endpointConfigName": "c"})
    limits = {"minCapacity": 1, "maxCapacity": 9}
    target = "aws:appautoscaling/target:Target"
    unsure = resource(target, "t", limits | {"resourceId": UNKNOWN}, sources={"resourceId": (endpoint,)})
    known = resource(target, "t", limits | {"resourceId": "endpoint/e/variant/b"})
    assert [it.maximum for it in facts(configuration, endpoint, unsure).nodes] == [UNKNOWN, UNKNOWN]
    assert [it.maximum for it in facts(configuration, endpoint, known).nodes] == [1, 9]


def test_an_endpoint_without_its_configuration_may_start_anything() -> None:
    (choice,) = node(resource(ENDPOINT, "e", {"endpointConfigName": "elsewhere"})).choices
    assert choice.instance_type is UNKNOWN


def test_a_training_job_ends_itself_and_lives_no_longer_than_it_may() -> None:
    (job,) = nodes(read_program(PROGRAM), "tune")
    assert [it.instance_type for it in job.choices] == ["g5.12xlarge"]
    assert (job.minimum, job.desired, job.maximum) == (0, None, 2)
    assert job.capacity == Capacity(0, Decimal(100), "resourceConfig")
    assert job.disks == (DiskShape("sagemaker-training", Decimal(100), True),)
    (end,) = job.idle
    assert (end.idle_duration, end.expire_after, end.armed) == (timedelta(0), timedelta(days=1), True)


def test_a_tuning_job_may_run_as_many_machines_at_once_as_its_parallel_jobs_have() -> None:
    definition = {"resourceConfig": {"instanceCount": 2, "instanceType": "ml.g5.xlarge"}}
    inputs = {
        "config": {"resourceLimits": {"maxParallelTrainingJobs": 3}},
        "trainingJobDefinitions": [definition, UNKNOWN],
    }
    token = "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob"
    one, other = facts(resource(token, "it", inputs)).nodes
    assert (one.maximum, [it.instance_type for it in one.choices]) == (6, ["g5.xlarge"])
    assert (other.maximum, [it.instance_type for it in other.choices]) == (UNKNOWN, [UNKNOWN])


def test_a_studio_app_is_a_machine_that_its_domain_stops() -> None:
    found = read_program(PROGRAM)
    (app,) = nodes(found, "jupyter")
    assert [it.instance_type for it in app.choices] == ["g4dn.xlarge"]
    assert [(it.idle_duration, it.armed) for it in app.idle] == [(timedelta(minutes=90), True)]
    assert of(found, "space") == {"sagemaker-studio-gib-month": Decimal(20)}
    assert of(found, "studio") == {"efs-standard-gib-month": None}


def test_a_studio_app_without_a_type_has_one_that_is_not_known_and_a_server_runs_free() -> None:
    token = "aws:sagemaker/app:App"
    (choice,) = node(resource(token, "it", {"appType": "KernelGateway"})).choices
    assert choice.instance_type is UNKNOWN
    found = facts(resource(token, "it", {"appType": "JupyterServer"}))
    assert (found.nodes, len(found.free)) == ((), 1)


def test_limits_in_vcpus_are_so_many_machines_where_every_type_has_as_many() -> None:
    found = read_program(PROGRAM)
    (jobs,) = nodes(found, "jobs")
    assert [it.instance_type for it in jobs.choices] == ["g5.4xlarge", "g6.4xlarge"]
    assert (jobs.label, jobs.minimum, jobs.desired, jobs.maximum) == ("batch", 0, None, 7)  # 100 vCPUs, 16 a machine
    assert jobs.capacity == Capacity(0, Decimal(100), "computeResources.type")
    assert [(it.mechanism, it.idle_duration) for it in jobs.idle] == [("service", timedelta(minutes=20))]
    assert of(found, "serverless") == {"fargate-vcpu-hour": None, "fargate-gib-hour": None}


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"instanceTypes": ["g5.xlarge", "g5.2xlarge"], "maxVcpus": 8}, (False, 2)),
        ({"instanceTypes": ["g5"], "maxVcpus": 8}, (True, 2)),
        ({"instanceTypes": ["g5", "large"], "maxVcpus": 8}, (True, UNKNOWN)),
        ({"instanceTypes": ["optimal"], "maxVcpus": 8}, (True, 4)),
        ({"maxVcpus": 8}, (True, 4)),
        ({"instanceTypes": ["optimal"], "maxVcpus": UNKNOWN}, (True, UNKNOWN)),
        ({"instanceTypes": ["g5.xlarge"], "maxVcpus": UNKNOWN}, (False, UNKNOWN)),
        ({"instanceTypes": ["g5.xlarge"], "maxVcpus": 9}, (False, 3)),
        ({"instanceTypes": [UNKNOWN], "maxVcpus": 0}, (False, 0)),
    ],
)
def test_how_many_machines_a_batch_environment_may_have(inputs: Any, expected: object) -> None:
    found = node(resource(BATCH, "it", {"type": "MANAGED", "computeResources": inputs | {"type": "EC2"}}))
    assert (found.requirements, found.maximum) == expected


def test_a_service_on_fargate_bills_its_tasks_and_one_on_machines_nothing() -> None:
    found = read_program(PROGRAM)
    assert of(found, "web") == {
        "fargate-vcpu-hour": Decimal(730 * 3),
        "fargate-gib-hour": Decimal(730 * 3 * 2),
        "fargate-storage-gib-hour": Decimal(730 * 3 * 30),
    }
    assert of(found, "gpu") == {}
    assert "gpu" in {it.urn.rpartition("::")[2] for it in found.free}


def test_a_task_reads_what_its_containers_name() -> None:
    transfers = [it for it in read_program(PROGRAM).transfers if it.urn.endswith("::web")]
    assert [(it.data, it.source_region) for it in transfers] == [("s3://team-data", UNKNOWN)]


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"launchType": UNKNOWN}, {"fargate-vcpu-hour", "fargate-gib-hour", "fargate-spot-vcpu-hour", "fargate-spot-gib-hour"}),
        ({"capacityProviderStrategies": [{"capacityProvider": "FARGATE_SPOT"}]}, {"fargate-spot-vcpu-hour", "fargate-spot-gib-hour"}),
        ({"capacityProviderStrategies": [{"capacityProvider": "mine"}]}, set[str]()),
    ],
)  # fmt: skip
def test_where_a_service_runs(inputs: Any, expected: set[str]) -> None:
    found = facts(resource("aws:ecs/service:Service", "it", inputs | {"desiredCount": 1}))
    assert {charge.sku for charge in found.charges} == expected


def test_a_reservation_bills_its_machines_whether_they_run_or_not() -> None:
    (held,) = nodes(read_program(PROGRAM), "held")
    assert [it.instance_type for it in held.choices] == ["p4d.24xlarge"]
    assert (held.minimum, held.desired, held.maximum) == (2, 2, 2)


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({}, None),
        ({"capacityReservationSpecification": {"capacityReservationPreference": "open"}}, None),
        (
            {"capacityReservationSpecification": {"capacityReservationTarget": {"capacityReservationId": UNKNOWN}}},
            "capacity-reservation",
        ),
        ({"hostId": "h-1"}, "dedicated-host"),
        ({"tenancy": "host"}, "dedicated-host"),
        ({"tenancy": "dedicated"}, None),
    ],
)
def test_an_instance_in_a_reservation_or_on_a_host_is_paid_for_there(inputs: Any, expected: object) -> None:
    assert (
        node(resource("aws:ec2/instance:Instance", "it", {"instanceType": "g5.xlarge", **inputs})).service == expected
    )


def test_the_groups_of_a_spark_cluster_are_machines_that_it_ends_when_idle() -> None:
    found = read_program(PROGRAM)
    master, core = nodes(found, "spark")
    assert [(it.label, it.minimum, it.maximum) for it in (master, core)] == [
        ("spark/master", 1, 1),
        ("spark/core", 4, 4),
    ]
    assert core.capacity == Capacity(0, Decimal(100), "coreInstanceGroup.bidPrice", max_price=Decimal("0.5"))
    assert core.disks == (DiskShape("gp3", Decimal(200), True),)
    assert {it.idle_duration for group in (master, core) for it in group.idle} == {timedelta(minutes=30)}
    assert of(found, "spark") == {"emr-instance-hour": None}


@pytest.mark.parametrize(
    ("cpu", "memory", "expected"),
    [
        ("512", "1024", {"fargate-vcpu-hour": 365, "fargate-gib-hour": 730}),
        (".5 vcpu", "1GB", {"fargate-vcpu-hour": 365, "fargate-gib-hour": 730}),
        ("1 GB", "2 vCPU", {"fargate-vcpu-hour": UNKNOWN, "fargate-gib-hour": UNKNOWN}),
        (None, UNKNOWN, {"fargate-vcpu-hour": UNKNOWN, "fargate-gib-hour": UNKNOWN}),
    ],
)
def test_the_sizes_of_a_task_are_in_1024ths_unless_they_say_a_unit(cpu: Any, memory: Any, expected: object) -> None:
    task = resource("aws:ecs/taskDefinition:TaskDefinition", "t", {"arn": "t", "cpu": cpu, "memory": memory})
    service = resource(
        "aws:ecs/service:Service", "s", {"taskDefinition": "t", "launchType": "FARGATE", "desiredCount": 1}
    )
    assert of(facts(task, service), "s") == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"idleTimeoutInMinutes": 60, "lifecycleManagement": "ENABLED"}, [(timedelta(hours=1), True)]),
        ({"idleTimeoutInMinutes": 60, "lifecycleManagement": "DISABLED"}, []),
        ({"idleTimeoutInMinutes": 60, "lifecycleManagement": UNKNOWN}, [(timedelta(hours=1), UNKNOWN)]),
        ({"idleTimeoutInMinutes": UNKNOWN, "lifecycleManagement": "ENABLED"}, [(UNKNOWN, True)]),
        (UNKNOWN, [(UNKNOWN, UNKNOWN)]),
        ({}, []),
    ],
)
def test_a_studio_app_is_stopped_only_by_idle_settings_that_are_on(settings: Any, expected: object) -> None:
    lab = {"jupyterLabAppSettings": {"appLifecycleManagement": {"idleSettings": settings}}}
    domain = resource("aws:sagemaker/domain:Domain", "d", {"id": "d", "defaultUserSettings": lab})
    app = resource("aws:sagemaker/app:App", "a", {"appType": "JupyterLab", "domainId": "d"})
    assert [(it.idle_duration, it.armed) for it in node(app, domain).idle] == expected
