"""Type tokens and names of pulumi-azure-native in one spelling for all API versions, so that readers know one.

- A token may name an API version, in two ways: `azure-native:compute/v20230301:VirtualMachine` (version 2), and
  `azure-native_compute_v20230301:compute/v20230301:VirtualMachine` (a package that version 3 generates for one API version;
  pulumi-azure-native, provider_parameterize.go). Some types were in another module, as the SDK's own aliases say.
- A resource is called by an input of its own (`accountName`), which is given to the readers as its `name`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from penstock.regex import regex
from penstock.resources.reading.capture import Capture, Resource

from . import type_tokens as types

_TOKEN: Final = regex(r"azure-native(?:_[a-z0-9]+_v\w+)?:([A-Za-z0-9]+)(?:/v\w+)?:(\w+)")

_MONITOR: Final = (
    "ActionGroup ActivityLogAlert AutoscaleSetting DataCollectionEndpoint DataCollectionRule DataCollectionRuleAssociation "
    "DiagnosticSetting MetricAlert PrivateLinkScope PrivateLinkScopedResource ScheduledQueryRule SubscriptionDiagnosticSetting"
)

_FORMER: Final = {
    **{("insights", name): ("monitor", name) for name in _MONITOR.split()},
    **{("insights", name): ("applicationinsights", name) for name in ("Component", "Workbook", "WebTest")},
    **{("network", name): ("privatedns", name) for name in ("PrivateRecordSet", "PrivateZone", "VirtualNetworkLink")},
    ("machinelearningservices", "MachineLearningCompute"): ("machinelearningservices", "Compute"),
    ("netapp", "Backup"): ("netapp", "CapacityPoolBackup"),
    ("netapp", "Pool"): ("netapp", "CapacityPool"),
    ("netapp", "Snapshot"): ("netapp", "CapacityPoolSnapshot"),
    ("netapp", "Volume"): ("netapp", "CapacityPoolVolume"),
    ("network", "InterfaceEndpoint"): ("network", "PrivateEndpoint"),
}
"""(module, name) of a type in an earlier version -> what it is today."""

_PARTNERS: Final = {
    "appconfiguration:ConfigurationStore": "configStoreName",
    "app:ManagedEnvironment": "environmentName",
    "compute:Disk": "diskName",
    "compute:Snapshot": "snapshotName",
    "containerregistry:Registry": "registryName",
    "databricks:Workspace": "workspaceName",
    "dbformysql:Server": "serverName",
    "dbforpostgresql:Server": "serverName",
    "eventhub:Namespace": "namespaceName",
    "network:VirtualHub": "virtualHubName",
    "network:VirtualNetwork": "virtualNetworkName",
    "network:VirtualNetworkGateway": "virtualNetworkGatewayName",
    "servicebus:Namespace": "namespaceName",
    "signalrservice:SignalR": "resourceName",
    "sql:Server": "serverName",
    "webpubsub:WebPubSub": "resourceName",
}
"""Those that a replica, a partner or a peer names."""

_NAME: Final = {
    types.BATCH_ACCOUNT: "accountName",
    types.BLOB_CONTAINER: "containerName",
    types.CLUSTER: "resourceName",
    types.COMPUTE: "computeName",
    types.IDENTITY: "resourceName",
    types.RESOURCE_GROUP: "resourceGroupName",
    types.SCALE_SET: "vmScaleSetName",
    types.STORAGE_ACCOUNT: "accountName",
    types.VIRTUAL_MACHINE: "vmName",
    **{f"azure-native:{kind}": name for kind, name in _PARTNERS.items()},
    types.WORKSPACE: "workspaceName",
}
"""Type -> the input that is its own name, for what other resources name."""


def spelled(capture: Capture) -> Capture:
    """`capture` with the one spelling; what is not Azure's stays as it is."""
    return replace(capture, resources=tuple(_spelled(resource) for resource in capture.resources))


def _spelled(resource: Resource) -> Resource:
    match = _TOKEN.fullmatch(resource.type)
    if match is None:
        return resource
    module, name = _FORMER.get((match[1], match[2]), (match[1], match[2]))
    token = f"azure-native:{module}:{name}"
    own = resource.inputs.get(_NAME.get(token, ""))
    inputs = {"name": own, **resource.inputs} if isinstance(own, str) else resource.inputs
    return (
        resource
        if token == resource.type and inputs is resource.inputs
        else replace(resource, type=token, inputs=inputs)
    )
