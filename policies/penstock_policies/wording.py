"""What to write instead, in the words of the cloud and of the resource that is judged.

A table is one mechanism: what a resource is -> how it is said there. `said` takes the closest entry: that of a pool which one of
Penstock's own components declares, of the resource's type, of the service that runs its machines, of its provider's package, of its
cloud, of anything.
A rule says what is wrong; how it is put right on a cloud is said here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from penstock.regex import regex
from penstock.resources.aws import type_tokens as aws
from penstock.resources.azure import type_tokens as azure
from penstock.resources.facts import Fact, InstanceChoice, Node
from penstock.resources.gcp import type_tokens as gcp
from penstock.resources.gcp.labels import label_key

OWN: Final = "penstock"
ANY: Final = "*"

Table = Mapping[str, str]
"""`OWN`, a resource type, `aws sagemaker` (cloud and service), `command:` (a package), `aws`, or `ANY` -> words; `{limit}` and the like
are filled in."""

_VERSION: Final = regex(r"^azure-native[^:]*:(\w+)(?:/\w+)?:")


def said(table: Table, fact: Fact, **figures: object) -> str:
    """The words of the table that are closest to what the fact is about, with `figures` filled in."""
    parts = fact.urn.split("::", 3)
    service = fact.service if isinstance(fact, Node) else None
    kinds = _kinds(parts[2] if len(parts) > 3 else "", fact.cloud, service)
    return next(table[key] for key in kinds if key in table).format(**figures)


@lru_cache(maxsize=1024)
def _kinds(types_and_token: str, cloud: str, service: str | None) -> tuple[str, ...]:
    """The keys of what a fact is about, the closest first. Kept: a program's resources are of few types."""
    types, _, token = types_and_token.rpartition("$")
    own = (OWN,) if "penstock:" in types else ()
    served = () if service is None else (f"{cloud} {service}",)
    return (*own, _VERSION.sub(r"azure-native:\1:", token), *served, f"{token.partition(':')[0]}:", cloud, ANY)


TAG: Final[Table] = {"gcp": "label", ANY: "tag"}


def tag(fact: Fact, key: str, value: str = "") -> str:
    """A tag as its cloud has it: `tag purpose: training`; Google Cloud's is a label, whose key has no `:`."""
    written = f"{said(TAG, fact)} {label_key(key) if fact.cloud == 'gcp' else key}"
    return f"{written}: {value}" if value else written


def name_the_type(choice: InstanceChoice, fact: Fact) -> str:
    """What to write where no instance type is known."""
    if choice.unseen:
        return "declare what it brings as resources of this program, or waive it when you have seen what that is"
    return said(NAME_THE_TYPE, fact)


_EKS: Final = aws.NODE_GROUP
_GKE: Final = (gcp.CLUSTER, "gcp:container/nodePool:NodePool")
_AKS: Final = (azure.CLUSTER, azure.AGENT_POOL)
_GCE: Final = (gcp.INSTANCE, gcp.INSTANCE_FROM_TEMPLATE)
_NOTEBOOK: Final = aws.NOTEBOOK
_WORKBENCH: Final = "gcp vertex-workbench"
_COLAB: Final = "gcp colab-enterprise"
_DATAPROC: Final = "gcp dataproc"
_SERVING: Final = "serve it without machines of its own (serverless), or state that it is for inference ({purpose})"
_ALARM: Final = "add a metric alarm on its use, low for {limit:g} minutes at most, "

STOP_WHEN_IDLE: Final[Table] = {
    OWN: "give the pool idle: {{idle_duration: {limit:g}m}}",
    aws.GROUP: _ALARM + "that runs a scaling policy which takes nodes away",
    _EKS: _ALARM + "that runs a scaling policy on its Auto Scaling group which takes nodes away",
    aws.INSTANCE: _ALARM + "with EC2's own stop action (arn:aws:automate:<region>:ec2:stop)",
    _NOTEBOOK: "give it a lifecycle configuration that stops it after {limit:g} idle minutes (AWS's auto-stop-idle script)",
    aws.ENDPOINT: _SERVING,
    "aws:sagemaker/app:App": "set idleTimeoutInMinutes, {limit:g} at most, in the idleSettings of its space, user profile or domain",
    aws.EMR_CLUSTER: "set autoTerminationPolicy.idleTimeout to {seconds:g} at most",
    "aws": "let what starts it end it too: a job that ends, or an alarm that stops it after {limit:g} idle minutes",
    **dict.fromkeys(
        gcp.GROUPS,
        "give it an autoscaler with minReplicas 0 and a metric of the whole group's work (singleInstanceAssignment)",
    ),
    **dict.fromkeys(_GKE, "scale it down to 0 by itself (autoscaling.minNodeCount 0)"),
    **dict.fromkeys(
        _GCE,
        "run the job where it ends by itself (Batch, a Vertex AI custom job), or work in a Workbench instance with the metadata "
        "idle-timeout-seconds: Compute Engine stops no idle instance",
    ),
    _WORKBENCH: "set the metadata idle-timeout-seconds in its gceSetup, to {seconds:g} at most",
    _COLAB: "set idleShutdownConfig.idleTimeout in its runtime template, to {seconds:g}s at most",
    _DATAPROC: "set lifecycleConfig.idleDeleteTtl to {seconds:g}s at most",
    "gcp vertex-serving": _SERVING,
    "gcp vertex-training": "run a custom job, which ends by itself, in place of a persistent resource",
    "gcp": "let what starts it end it too: a job that ends, or a service that stops it after {limit:g} idle minutes",
    azure.SCALE_SET: "add an autoscale setting with minimum 0 and a rule that decreases the count when its use is low for {limit:g} minutes",
    **dict.fromkeys(_AKS, "scale it down to 0 by itself (enableAutoScaling with minCount 0)"),
    azure.VIRTUAL_MACHINE: "make it a scale set with an autoscale rule down to 0, or an Azure Machine Learning compute instance with "
    "idleTimeBeforeShutdown: Azure stops no idle virtual machine",
    azure.COMPUTE: "set idleTimeBeforeShutdown (a cluster: nodeIdleTimeBeforeScaleDown) to PT{limit:g}M at most",
    azure.ONLINE_DEPLOYMENT: _SERVING,
    azure.BATCH_POOL: "set an autoScale formula that goes down to 0 when no task waits",
    "azure": "let what starts it end it too: a job that ends, or a service that stops it after {limit:g} idle minutes",
    ANY: "let its service end it after {limit:g} idle minutes, or state that it is for inference ({purpose})",
}
"""Something that ends a node which does nothing. `limit`: minutes; `seconds`: the same; `purpose`: how inference is stated."""

OFF_HOURS: Final[Table] = {
    OWN: 'give the pool a schedule: {{timezone: Europe/Berlin, onhour: "0 8 * * 1-5", offhour: "0 18 * * 1-5"}}',
    aws.GROUP: "add two autoscaling schedules with a timeZone, the one for the evening with desiredCapacity 0",
    _EKS: "add two autoscaling schedules on its Auto Scaling group, the one for the evening with desiredCapacity 0",
    aws.INSTANCE: "add EventBridge Scheduler schedules with the targets arn:aws:scheduler:::aws-sdk:ec2:startInstances and ...:stopInstances",
    _NOTEBOOK: "add an EventBridge Scheduler schedule with the target arn:aws:scheduler:::aws-sdk:sagemaker:stopNotebookInstance",
    aws.ENDPOINT: "delete it after work, or state that it is for inference ({purpose})",
    "aws": "start it for its job alone, or stop it by a schedule of EventBridge Scheduler",
    **dict.fromkeys(
        gcp.GROUPS,
        "resize it to 0 in the evening by a Cloud Scheduler job, or scale it from 0 by scalingSchedules of its autoscaler",
    ),
    **dict.fromkeys(_GKE, "scale it from 0 (autoscaling.minNodeCount 0), so that it runs for its work alone"),
    **dict.fromkeys(
        _GCE, "attach a resource policy with an instanceSchedulePolicy: vmStartSchedule and vmStopSchedule"
    ),
    "gcp vertex-serving": "delete it after work, or state that it is for inference ({purpose})",
    _WORKBENCH: "set the metadata idle-timeout-seconds in its gceSetup, so that it runs for its work alone",
    _COLAB: "set idleShutdownConfig.idleTimeout in its runtime template, so that it runs for its work alone",
    "gcp": "start it for its job alone, or stop it by a Cloud Scheduler job",
    azure.SCALE_SET: "add an autoscale setting with two recurring profiles, the one for the evening with a capacity of 0",
    **dict.fromkeys(_AKS, "scale it from 0 (enableAutoScaling with minCount 0), so that it runs for its work alone"),
    azure.VIRTUAL_MACHINE: "add a daily shutdown (devtestlab GlobalSchedule of taskType ComputeVmShutdownTask)",
    azure.COMPUTE: "add schedules.computeStartStop to the compute instance, or let the cluster scale from 0",
    azure.ONLINE_DEPLOYMENT: "delete it after work, or state that it is for inference ({purpose})",
    "azure": "start it for its job alone, or scale it to 0 in the evening",
    ANY: "start it for its job alone, or turn it off in the evening by a schedule",
}
"""Off in the evening. `purpose`: how inference is stated."""

_EVENINGS: Final = "at least every {limit:g} hours"

TIME_TO_LIVE: Final[Table] = {
    OWN: "give the pool idle: {{expire_after: {limit:g}h}}",
    aws.GROUP: f"add an autoscaling schedule with minSize and desiredCapacity 0 {_EVENINGS}",
    _EKS: f"add an autoscaling schedule with minSize and desiredCapacity 0, on its Auto Scaling group, {_EVENINGS}",
    aws.INSTANCE: f"add an EventBridge Scheduler schedule with the target arn:aws:scheduler:::aws-sdk:ec2:stopInstances, {_EVENINGS}",
    _NOTEBOOK: f"add an EventBridge Scheduler schedule with the target arn:aws:scheduler:::aws-sdk:sagemaker:stopNotebookInstance, {_EVENINGS}",
    "aws:sagemaker/trainingJob:TrainingJob": "set stoppingCondition.maxRuntimeInSeconds to {seconds:g} at most",
    "aws": "give its jobs a longest run time of {limit:g} hours, or turn it off by a schedule as often",
    **dict.fromkeys(gcp.GROUPS, "set scheduling.maxRunDuration.seconds of its template to {seconds:g} at most"),
    _WORKBENCH: f"add a Cloud Scheduler job that stops it (notebooks.googleapis.com/v2/<name>:stop) {_EVENINGS}",
    **dict.fromkeys(
        _GCE, "set scheduling.maxRunDuration.seconds to {seconds:g} at most, and instanceTerminationAction"
    ),
    **dict.fromkeys(_GKE, "set nodeConfig.maxRunDuration to {seconds:g}s at most"),
    "gcp": "give its jobs a longest run time of {limit:g} hours, or turn it off by a schedule as often",
    azure.SCALE_SET: f"add an autoscale setting with a recurring profile whose capacity is 0 {_EVENINGS}",
    azure.VIRTUAL_MACHINE: "add a daily shutdown (devtestlab GlobalSchedule of taskType ComputeVmShutdownTask)",
    azure.COMPUTE: f"add schedules.computeStartStop with the action Stop {_EVENINGS}",
    "azure": "give its jobs a longest run time of {limit:g} hours, or scale it to 0 as often",
    ANY: "give its jobs a longest run time of {limit:g} hours, or turn it off by a schedule as often",
}
"""An end of what is busy too. `limit`: hours; `seconds`: the same."""

PUBLIC_ADDRESS: Final[Table] = {
    "aws": "associatePublicIpAddress",
    "gcp": "networkInterfaces.accessConfigs",
    **dict.fromkeys(_GKE, "enablePrivateNodes"),
    _WORKBENCH: "gceSetup.disablePublicIp",
    _DATAPROC: "gceClusterConfig.internalIpOnly",
    "gcp:tpu/v2Vm:V2Vm": "networkConfig.enableExternalIps",
    "azure": "publicIPAddressConfiguration",
    **dict.fromkeys(_AKS, "enableNodePublicIP"),
    azure.COMPUTE: "enableNodePublicIp",
    ANY: "",
}
"""The input that gives a node a public address, or keeps it from it."""

NO_PUBLIC_ADDRESS: Final[Table] = {
    "aws": "set associatePublicIpAddress to false, and put the nodes in a private subnet",
    "gcp": "leave out accessConfigs of its networkInterfaces; the subnet's Private Google Access leads to Google's services",
    **dict.fromkeys(
        _GKE, "set enablePrivateNodes to true in the pool's networkConfig, or the cluster's privateClusterConfig"
    ),
    _WORKBENCH: "set disablePublicIp to true in its gceSetup",
    _DATAPROC: "set internalIpOnly to true in its gceClusterConfig",
    "gcp:tpu/v2Vm:V2Vm": "set enableExternalIps to false in its networkConfig",
    "azure": "leave out publicIPAddressConfiguration of its ipConfigurations, and reach it through the virtual network",
    **dict.fromkeys(_AKS, "set enableNodePublicIP to false"),
    azure.COMPUTE: "set enableNodePublicIp to false",
    ANY: "give its nodes no public address",
}

WAY_TO_OBJECTS: Final[Table] = {
    "aws": "add a gateway endpoint for the object store to the network and its route tables",
    "gcp": "turn on the subnet's privateIpGoogleAccess",
    "azure": "add the service endpoint Microsoft.Storage to the subnet",
    ANY: "give the network a way of its own to the object store",
}
"""Beside a NAT gateway."""

BUY_SPOT: Final[Table] = {
    OWN: "give the pool capacity_type: spot",
    aws.GROUP: "use a mixedInstancesPolicy with onDemandBaseCapacity 0 and onDemandPercentageAboveBaseCapacity 0",
    _EKS: 'set capacityType to "SPOT"',
    aws.INSTANCE: "set instanceMarketOptions.marketType to spot, or use a group of spot instances",
    aws.LAUNCH_TEMPLATE: "set instanceMarketOptions.marketType to spot",
    "aws:batch/computeEnvironment:ComputeEnvironment": 'set computeResources.type to "SPOT"',
    "aws sagemaker": "set enableManagedSpotTraining to true, and stoppingCondition.maxWaitTimeInSeconds",
    "aws:ec2/fleet:Fleet": "set targetCapacitySpecification.defaultTargetCapacityType to spot, and onDemandTargetCapacity to 0",
    "aws:ec2/spotFleetRequest:SpotFleetRequest": "leave out onDemandTargetCapacity",
    **dict.fromkeys((aws.EMR_CLUSTER, "aws:emr/instanceGroup:InstanceGroup"), "set bidPrice of the group"),
    "aws:emr/instanceFleet:InstanceFleet": "set targetSpotCapacity in place of targetOnDemandCapacity",
    "aws": "buy it as spot, as its resource says it",
    **dict.fromkeys(_GKE, "set nodeConfig.spot to true"),
    "gcp vertex-serving": "set dedicatedResources.spot to true",
    _DATAPROC: "do the work in preemptibleWorkerConfig, with preemptibility SPOT",
    "gcp:tpu/v2Vm:V2Vm": "set schedulingConfig.spot to true",
    "gcp:tpu/v2QueuedResource:V2QueuedResource": "set its tpu's spot in place of guaranteed",
    "gcp": 'set scheduling.provisioningModel to "SPOT" and preemptible to true',
    **dict.fromkeys(_AKS, 'set scaleSetPriority to "Spot" and scaleSetEvictionPolicy to "Delete"'),
    azure.COMPUTE: 'make it a cluster with vmPriority "LowPriority"',
    azure.BATCH_POOL: "ask for targetLowPriorityNodes in place of targetDedicatedNodes",
    azure.FLEET: "put the capacity into spotPriorityProfile, with evictionPolicy Delete",
    "azure": 'set priority to "Spot" and evictionPolicy to "Delete"',
    ANY: "buy it as spot",
}

SAY_HOW_IT_IS_BOUGHT: Final[Table] = {
    "aws": "set onDemandPercentageAboveBaseCapacity: 0 for spot, 100 for on-demand",
    _EKS: 'set capacityType to "SPOT" or "ON_DEMAND"',
    **dict.fromkeys(_GKE, "set nodeConfig.spot to true or false"),
    "gcp vertex-serving": "set dedicatedResources.spot to true or false",
    "gcp": "set scheduling.provisioningModel: SPOT or STANDARD",
    **dict.fromkeys(_AKS, "set scaleSetPriority: Spot or Regular"),
    azure.COMPUTE: "set vmPriority: LowPriority or Dedicated",
    "azure": "set priority: Spot or Regular",
    ANY: "say whether it is spot or on-demand",
}

LEAVE_NO_DISK: Final[Table] = {
    "aws": "leave out instanceInterruptionBehavior, and deleteOnTermination: false",
    "gcp": "set scheduling.instanceTerminationAction: DELETE, and autoDelete on the disks",
    **dict.fromkeys(_AKS, "set scaleSetEvictionPolicy: Delete"),
    "azure": "set evictionPolicy: Delete, and deleteOption: Delete on the disks",
    ANY: "delete the node with its disks when it is reclaimed",
}
"""When a spot node is taken away."""

DELETE_WITH_NODE: Final[Table] = {
    "aws": "set deleteOnTermination to true",
    "gcp": "set autoDelete to true",
    "azure": "set deleteOption to Delete",
    ANY: "delete the disk with its node",
}

DELETE_WITH_NODE_INPUT: Final[Table] = {
    "aws": "deleteOnTermination",
    "gcp": "autoDelete",
    "azure": "deleteOption",
    ANY: "",
}

NO_PAID_IOPS: Final[Table] = {
    "aws": "make it gp3 without iops until a machine uses it",
    "gcp": "make it pd-balanced, which bills no IOPS, until a machine uses it",
    "azure": "make it a Premium_LRS disk, which bills no IOPS, until a machine uses it",
    ANY: "ask for no IOPS until a machine uses it",
}

END_OF_RESERVATION: Final[Table] = {
    "aws": "set endDateType to limited and endDate to the day that it is last needed",
    "gcp": "set deleteAtTime to when it is last needed, or deleteAfterDuration",
    "azure": "deploy it with what runs in it and delete both; else add its name to {rule}'s allow",
    ANY: "give it an end, or add its name to {rule}'s allow",
}

ONE_ZONE: Final[Table] = {
    OWN: "set gang: true for the pool",
    "aws": "give the group one subnet, or a cluster placement group",
    "gcp": "use a zonal group, or name one zone in distributionPolicyZones, with a compact placement policy",
    **dict.fromkeys(_GKE, "name one zone in nodeLocations, with a compact placementPolicy"),
    "azure": "name one zone in zones, with a single placement group for InfiniBand",
    **dict.fromkeys(_AKS, "name one zone in availabilityZones"),
    ANY: "put its nodes into one zone",
}

MORE_ZONES: Final[Table] = {
    "aws": "add subnets of other zones",
    "gcp": "use a regional group, over several zones",
    **dict.fromkeys(_GKE, "add zones to nodeLocations"),
    "azure": "add zones to its zones",
    **dict.fromkeys(_AKS, "add zones to its availabilityZones"),
    ANY: "let it be in several zones",
}

MORE_TYPES: Final[Table] = {
    OWN: "leave out instance_types, or name several with the same accelerators",
    "gcp": "add types with the same accelerators (instanceFlexibilityPolicy of a regional group)",
    ANY: "add types with the same accelerators",
}

REPORT_USE: Final[Table] = {
    "aws": "install dcgm-exporter, or the CloudWatch agent with its nvidia_gpu section, in its user data",
    _EKS: "install dcgm-exporter in the user data of its launch template, or as the cluster's add-on and waive it",
    "aws sagemaker": "run it as a job or an endpoint, whose GPUs SageMaker reports, or run dcgm-exporter in its lifecycle script",
    "gcp": "install the Ops Agent (google-cloud-ops-agent), or dcgm-exporter, in its startup script",
    **dict.fromkeys(_GKE, "turn on DCGM in the cluster's monitoringConfig (enableComponents)"),
    "azure": "install dcgm-exporter, or the Azure Monitor agent with its NVIDIA section, in its custom data or an extension",
    **dict.fromkeys(_AKS, "run dcgm-exporter as a daemon set of the cluster, declared in the same program"),
    ANY: "run NVIDIA's dcgm-exporter on it",
}

BOOT_TEXT: Final[Table] = {
    "aws": "its user data",
    "gcp": "its metadata or startup script",
    "azure": "its custom data or extensions",
    ANY: "what it starts with",
}
"""Where what a node starts with is written."""

ABORT_UPLOADS: Final[Table] = {
    "gcp": "add a lifecycle rule with the action AbortIncompleteMultipartUpload and an age of 7 days",
    ANY: "abort incomplete multipart uploads after 7 days, in an enabled rule for the whole bucket",
}

SOFT_DELETE: Final[Table] = {
    "gcp": "set softDeletePolicy.retentionDurationSeconds to {seconds:g}",
    "azure": "set deleteRetentionPolicy and containerDeleteRetentionPolicy of the blob service to {days:g} days, or enabled false",
    ANY: "set the retention of soft delete to {days:g} days",
}

SOFT_DELETE_INPUT: Final[Table] = {"gcp": "softDeletePolicy", "azure": "deleteRetentionPolicy", ANY: ""}

LARGEST_INPUT: Final[Table] = {
    aws.GROUP: "maxSize",
    _EKS: "scalingConfig.maxSize",
    "aws:batch/computeEnvironment:ComputeEnvironment": "computeResources.maxVcpus",
    **dict.fromkeys(gcp.GROUPS, "targetSize"),
    **dict.fromkeys(_GKE, "autoscaling"),
    azure.SCALE_SET: "sku.capacity",
    **dict.fromkeys(_AKS, "maxCount"),
    ANY: "",
}
"""The input that says how many nodes a group has at most; empty where it is another resource's, or there are several."""

DECLARE_BUDGET: Final[Table] = {
    "aws": "declare a budgets Budget with a notification and its subscribers",
    "gcp": "declare a billing Budget with thresholdRules, and allUpdatesRule or its default recipients",
    "azure": "declare a consumption Budget with notifications and their contactEmails or contactGroups",
    ANY: "declare a budget of cost with subscribers",
}

NAME_THE_TYPE: Final[Table] = {
    "kubernetes:": "pin it to a type of node, by a nodeSelector on node.kubernetes.io/instance-type",
    **dict.fromkeys(("aws", "gcp", "azure"), "write the instance type as a plain value, one of the catalog"),
    ANY: "look at the size and the price of what it asks for, then waive it: no machine of its provider is in the catalog",
}
"""Of what is judged by its instance type, where none is known."""

TAGS_INPUT: Final[Table] = {**dict.fromkeys(_GKE, "nodeConfig.resourceLabels"), "gcp": "labels", ANY: "tags"}

REDUNDANCY_INPUT: Final[Table] = {"azure": "sku.name", ANY: "location"}
"""The input by which a bucket is kept in several regions."""

ONE_REGION: Final[Table] = {
    "gcp": "write one region as its location, which keeps it in several zones of it",
    "azure": "write a sku.name that ends in _LRS, or in _ZRS for several zones",
    ANY: "choose one region, and redundancy inside it",
}

IN_PROVIDERS_REGION: Final[Table] = {
    "aws": "remove its region",
    ANY: "write the provider's region as its location",
}

PLAIN_MAXIMUM: Final[Table] = {
    **dict.fromkeys(
        _GKE,
        "set autoscaling.totalMaxNodeCount, or name its zones in nodeLocations: other node counts are for each zone",
    ),
    ANY: "write the maximum as a plain number of nodes",
}
