"""What counts as a door: an input by which a resource can buy accelerated or large compute, or move or copy data.

Found by name, since the SDKs' types say no more. A pattern is matched on an input's whole name in lower case, so that a new
service that calls its machines what every service calls them is found. Capacity units of a service that has no machines to choose
(read units, throughput, tiers that are named Basic or Premium) are no doors: what they cost is for `unpriced-resource`.
"""

from __future__ import annotations

import re
from typing import Final, Literal

Kind = Literal["compute", "transfer"]

_COMPUTE: Final = re.compile(
    r"""
    .*(instance|machine|vm|worker|node)(type|size|class|family|sku)s?(id|name)?  # instanceType, vmSize, nodeTypeId
    | (node|worker)(size|sku)(family|type) | vmsizesprofile | vmattributes | workloadprofiletype
    | .*instancerequirements | .*hardwaretype | .*computetype | .*computesize | flavou?rs? | .*shape
    | .*accelerators?(type|count|config|name)?s?
    | gpus? | .*gpus? | gpu(type|count|partitionsize|profile|instanceprofile)s?
    | (min|max|desired|default|number|num|initial|node|coordinator)?(of)?(v?cpus?|v?cores?|ocpus?|ecpus?)(core)?(count|s)?
    | sku | .*skuname | .*skuid
    | .*offeringid | trainingplan(arn|name)? | modelunits | targetdpus | reservedslots   # capacity that is held
    | computetypename | .*mastertype | warmtype | environmentclass | bundleid | cpucorecountpernode
    | resizeby
    | limits | requests | nodeselector | deviceclassname           # Kubernetes: what a pod asks a node for
    """,
    re.VERBOSE,
)

_TRANSFER: Final = re.compile(
    r"""
    .*regions? | .*regionname                                      # where else; an allocation is no place
    | (?!(ip|ipampoolprefix|bandwidth|enabledynamicport|allowmultiple)?allocations?$).*locations?
    | replicas? | .*replicas | replicat(e|ion).* | .*replication(config|configuration|rules?|group|mode|type|info|locations?)?
    | .*destinations? | copy(actions?|to|from)? | .*copyactions? | .*copies | crossregion.* | snapshotcopy.* | copyrules?
    | geo(redundant|replicat|backup).* | georedundantbackup | secondary(region|location|config|cluster)s?
    | failover(policy|policies|group|region)?s? | disasterrecovery.*
    | peer(ing)?(region|vpcid|network|location|config|name)? | remote(virtual)?network.*
    | (associate|assign|map|enable|node|nodeassociate|enablenode|enableoutbound|disassociate)?public(ip|ipv4)s?(address|addresses|onlaunch|count)?
    | .*storageredundancy | creationdata | partner(servers?|namespace) | source(server|database)(resource)?id
    | publiclyaccessible | createpublicip | publicconnectivity | (enabledefault|direct)internetaccess
    | locationid | enablecdn | ipv4enabled | sitetositedatatransfer | masterinstancename    # Google Cloud's
    | .*publicipaddress(es)? | publicip(address)?(configuration|prefix|prefixes)? | natips? | externalips? | accessconfigs?
    """,
    re.VERBOSE,
)

_WHOLE: Final = re.compile(
    r"""
    .*(natgateway|peering|peeringattachment|peeringconnection|replication(?!controller).*|replica|globalcluster|globaltable|globalnetwork
    |copy|replicationset|transferjob|datasync.*|transitgateway|interconnect.*|vpnconnection|vpntunnel|vpngateway|distribution
    |multiregion.*|routernat|crossregion.*|failovergroup|georeplica.*|filesystemreplica|disasterrecoveryconfig.*
    |internetgateway|eipassociation
    |machinepool|standby.*pool|globalreachconnection|expressroute(circuit)?connection|hubvirtualnetworkconnection|virtualnetworkgatewayconnection)
    """,
    re.VERBOSE,
)
"""Names of types that are a door by being there, whatever their inputs."""

_WHOLE_TYPES: Final = frozenset(
    {
        "aws:datasync/task:Task",
        "aws:directconnect/connection:Connection",
        "aws:directconnect/hostedConnection:HostedConnection",
        "aws:networkmanager/coreNetworkPolicyAttachment:CoreNetworkPolicyAttachment",
        "gcp:backupdisasterrecovery/backupPlan:BackupPlan",
        "gcp:bigquery/dataTransferConfig:DataTransferConfig",
        "gcp:filestore/backup:Backup",
        "gcp:gkebackup/backupPlan:BackupPlan",
        "gcp:networkservices/edgeCacheService:EdgeCacheService",
    }
)
"""The same, where the name alone says too little."""

_OWN_PLACE: Final = frozenset({"region", "location", "extendedlocation"})
"""At the top of the inputs: where the resource itself lives, which every reader asks (`Context.base`). On Azure, `extendedLocation`
is a site that belongs to that region (an edge zone, a custom location on one's own hardware)."""

_NO_MACHINE: Final = re.compile(r".*(imagereference|identifier|publicip\w*|natgateway)\.sku", re.IGNORECASE)
"""The sku of an image, of an address or of a gateway that is named inside another resource."""


def kind_of(path: str) -> Kind | None:
    """Of an input at `path` (`networkInterfaces[].accessConfigs`); None: no door."""
    name = path.rpartition(".")[2].removesuffix("[]").removesuffix("{}").replace("_", "").lower()
    if path.lower() in _OWN_PLACE or _NO_MACHINE.fullmatch(path):
        return None
    if _COMPUTE.fullmatch(name):
        return "compute"
    return "transfer" if _TRANSFER.fullmatch(name) else None


def is_whole(token: str) -> bool:
    """Whether a resource of this type is a door by being there."""
    return token in _WHOLE_TYPES or _WHOLE.fullmatch(token.rpartition(":")[2].lower()) is not None
