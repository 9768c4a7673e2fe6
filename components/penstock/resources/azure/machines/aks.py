"""Azure Kubernetes Service: the control plane with its way out, and node pools as groups of nodes.

A cluster's own `agentPoolProfiles` are nodes of the cluster's URN, and so is what node auto-provisioning may add.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from penstock import catalog
from penstock.resources.azure.charges import Reader, by_use, charge, free, hourly
from penstock.resources.azure.data.managed_disks import disk
from penstock.resources.azure.places import base
from penstock.resources.azure.references import identities, referred
from penstock.resources.azure.schedules.idle_stop import of_node_pool
from penstock.resources.azure.type_tokens import AGENT_POOL, CLUSTER, IDENTITY
from penstock.resources.facts import Capacity, DiskShape, Fact, InstanceChoice, Node
from penstock.resources.machines.capacity_types import Words, unknown_capacity
from penstock.resources.machines.licences import WINDOWS
from penstock.resources.machines.preference import at_most
from penstock.resources.machines.rented import label
from penstock.resources.machines.type_names import own_name
from penstock.resources.reading.blocks import blocks_at, integer_at, or_unknown, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context, tags_of
from penstock.resources.reading.inputs import Inputs, plain
from penstock.resources.reading.references import texts_of
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

from .licences import OWN_LICENCES
from .nodes import by_priority, choice, named_sizes, several_zones

_PLANES: Final = {"Standard": "aks-cluster-hour", "Premium": "aks-cluster-lts-hour"}
"""Tier -> its key; the Free tier, which is the default (ManagedClusterSKU), has no charge."""

_OS_DISK_GIB: Final = ((64, 1024), (16, 512), (8, 256), (0, 128))
"""vCPUs from which -> GiB of a managed OS disk that says no size (AKS, Default OS disk sizing, since July 2022)."""

_DAEMON_SET: Final = "kubernetes:apps/v1:DaemonSet"

_OS_DISK_KIND: Final = "Premium_LRS"
"""As in the same table, whose sizes are P10 to P30."""


def _cluster(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    automatic = text_at(inputs, "sku", "name") == "Automatic"
    yield from _control_plane(resource, context, _tier(inputs), automatic=automatic)
    yield from _way_out(resource, context, inputs)
    pools = inputs.blocks("agentPoolProfiles")
    for index, pool in enumerate((UNKNOWN,) if isinstance(pools, Unknown) else pools):
        yield _node(resource, context, pool, resource, f"agentPoolProfiles[{index}].")
    mode = text_at(inputs, "nodeProvisioningProfile", "mode")
    if automatic or mode not in (None, "Manual"):
        yield _provisioned(resource, context)


def _tier(inputs: Inputs) -> Maybe[str] | None:
    """Long-term support is the tier Premium's, whatever the version (AKS, Long-term support: "requires moving your cluster to the
    Premium tier and explicitly selecting the LTS support plan")."""
    return "Premium" if inputs.text("supportPlan") == "AKSLongTermSupport" else text_at(inputs, "sku", "tier")


def _control_plane(resource: Resource, context: Context, tier: Maybe[str] | None, *, automatic: bool) -> Iterable[Fact]:
    if automatic:
        yield hourly(resource, context, "aks-cluster-automatic-hour")
    elif isinstance(tier, Unknown):
        yield hourly(resource, context, "aks-cluster-hour", UNKNOWN)
    elif tier is not None and plain(tier) in _PLANES:
        yield hourly(resource, context, _PLANES[plain(tier)])
    else:
        yield free(resource, context)


def _way_out(resource: Resource, context: Context, inputs: Inputs) -> Iterable[Fact]:
    """The load balancer that a cluster makes for traffic to the internet, with one public address unless it says how many.

    Source: AKS, Use a public standard load balancer; `outboundType` is `loadBalancer` by default.
    """
    network = inputs.block("networkProfile")
    kind = text_at(network, "outboundType")
    if kind not in (None, "loadBalancer") and not isinstance(kind, Unknown):
        return
    unsure = isinstance(kind, Unknown)
    named = integer_at(network, "loadBalancerProfile", "managedOutboundIPs", "count")
    yield hourly(resource, context, "load-balancer-hour", UNKNOWN if unsure else 1)
    yield by_use(resource, context, "load-balancer-gib")
    yield hourly(resource, context, "public-ipv4-hour", UNKNOWN if unsure else 1 if named is None else named)


def _pool(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    clusters = referred(resource, context, "resourceName", inputs.raw("resourceName"), (CLUSTER,))
    cluster = context.by_urn[clusters[0]] if clusters else None
    yield _node(resource, context, inputs, cluster, "")
    yield from of_node_pool(resource, context, inputs, cluster)


def _node(resource: Resource, context: Context, pool: Maybe[Inputs], cluster: Resource | None, path: str) -> Node:
    """One pool; `path` is where its inputs are in the resource's."""
    block = pool if isinstance(pool, Inputs) else Inputs({})
    unsure = isinstance(pool, Unknown)
    shared = tags_of(None if cluster is None else cluster.inputs.get("tags"))
    facts = base(resource, context, {**shared, **tags_of(UNKNOWN if unsure else block.raw("tags"))})
    choices = choice(UNKNOWN, path, resource) if unsure else _choices(block, path, resource)
    minimum, desired, maximum = (UNKNOWN, UNKNOWN, UNKNOWN) if unsure else _sizes(block)
    public = block.flag("enableNodePublicIP")
    return Node(
        **facts,
        kind="group",
        name=resource.name,
        label=label(resource, facts["tags"], _part(block, path)),
        choices=choices,
        minimum=minimum,
        desired=desired,
        maximum=maximum,
        begins=block.integer("count") if desired is None else None,
        capacity=replace(unknown_capacity(path), kept_when_reclaimed=UNKNOWN) if unsure else _capacity(block, path),
        disks=(DiskShape(UNKNOWN, UNKNOWN),) if unsure else _disks(block, choices),
        several_zones=UNKNOWN if unsure else several_zones(block, "availabilityZones"),
        licence=_licence(block, cluster),
        mentions=() if cluster is None else tuple(_daemons(cluster, context)),
        public_address=UNKNOWN if unsure or isinstance(public, Unknown) else public is True,
        identities=() if cluster is None else _kubelet(cluster, context),
    )


def _licence(pool: Inputs, cluster: Resource | None) -> str:
    """A Windows pool's, unless the cluster's `windowsProfile` brings licences of its own."""
    own = None if cluster is None else text_at(Inputs(cluster.inputs), "windowsProfile", "licenseType")
    system = pool.text("osType")
    if not isinstance(system, str) or plain(system).lower() != "windows":
        return ""
    return "" if isinstance(own, str) and plain(own).lower() in OWN_LICENCES else WINDOWS


_PRIORITIES: Final = Words(("Spot",), ("Regular",))
"""`scaleSetPriority` (ScaleSetPriority)."""


def _capacity(pool: Inputs, path: str) -> Capacity:
    """By `scaleSetPriority`. "The default is Delete" for what is evicted (AgentPools, scaleSetEvictionPolicy)."""
    bought = by_priority(pool.text("scaleSetPriority"), f"{path}scaleSetPriority", _PRIORITIES)
    policy = pool.text("scaleSetEvictionPolicy")
    if bought.spot_percent == 0:
        return bought
    return replace(at_most(bought, pool.raw("spotMaxPrice")), kept_when_reclaimed=_kept(policy))


def _kept(policy: Maybe[str] | None) -> Maybe[bool]:
    """A word that is no policy is not known to end a node with its disks."""
    if policy is None or isinstance(policy, Unknown):
        return False if policy is None else UNKNOWN
    return {"delete": False, "deallocate": True}.get(plain(policy).lower(), UNKNOWN)


def _part(pool: Inputs, path: str) -> str | None:
    """What a cluster's own pool is called: its name, else where it is; None for a pool that is a resource."""
    name = pool.text("name")
    return name if path and isinstance(name, str) else path.rstrip(".") or None


def _choices(pool: Inputs, path: str, resource: Resource) -> tuple[InstanceChoice, ...]:
    """Its size, or those of a pool of single machines; AKS picks one by itself for a pool that names none."""
    if pool.given("virtualMachinesProfile"):
        where = ("virtualMachinesProfile", "scale", "manual")
        found = named_sizes(blocks_at(pool, *where), f"{path}{'.'.join(where)}", "size", resource)
        if found:
            return found
    return choice(or_unknown(pool.text("vmSize")), f"{path}vmSize", resource)


def _sizes(pool: Inputs) -> tuple[Maybe[int], Maybe[int] | None, Maybe[int]]:
    """(minimum, desired, maximum): the autoscaler's limits, else the count, which is 1 by default."""
    count = pool.integer("count")
    if pool.given("virtualMachinesProfile"):
        scales = blocks_at(pool, "virtualMachinesProfile", "scale", "manual")
        counts = [integer_at(it, "count") for it in (() if isinstance(scales, Unknown) else scales)]
        numbers = [it for it in counts if isinstance(it, int)]
        count = sum(numbers) if numbers and len(numbers) == len(counts) else UNKNOWN
    scaled = pool.flag("enableAutoScaling")
    if isinstance(scaled, Unknown):
        return UNKNOWN, UNKNOWN, UNKNOWN
    if scaled:
        return or_unknown(pool.integer("minCount")), None, or_unknown(pool.integer("maxCount"))
    size: Maybe[int] = 1 if count is None else count
    stopped = text_at(pool, "powerState", "code")
    if stopped == "Stopped":
        return 0, 0, size
    return (UNKNOWN, UNKNOWN, size) if isinstance(stopped, Unknown) else (size, size, size)


def _disks(pool: Inputs, choices: Iterable[InstanceChoice]) -> tuple[DiskShape, ...]:
    """The OS disk. A pool that does not say has an ephemeral one where it fits the machine's cache, which is in no table
    here: it is counted as the managed one, the dearer of the two."""
    kind = pool.text("osDiskType")
    if kind == "Ephemeral":
        return ()
    size = pool.number("osDiskSizeGB")
    gib = _default_gib(choices) if size is None or size == 0 else size
    return (disk(UNKNOWN if isinstance(kind, Unknown) else _OS_DISK_KIND, gib, True),)


def _default_gib(choices: Iterable[InstanceChoice]) -> Maybe[Decimal]:
    """By the vCPUs of the pool's only size; not known for a size that is in no table."""
    sizes = {it.instance_type for it in choices}
    size = sizes.pop() if len(sizes) == 1 else UNKNOWN
    found = None if isinstance(size, Unknown) else catalog.load("azure").instance_type(own_name("azure", plain(size)))
    if found is None:
        return UNKNOWN
    return Decimal(next(gib for vcpus, gib in _OS_DISK_GIB if found.vcpus >= vcpus))


def _daemons(cluster: Resource, context: Context) -> Iterable[Maybe[str]]:
    """The texts of the daemon sets that the program puts on each node of the cluster: its provider's kubeconfig was made from it."""
    for daemons in context.of_types(_DAEMON_SET):
        provider = context.by_urn.get(daemons.provider or "")
        if provider is not None and cluster.urn in context.sources(provider, "kubeconfig", (CLUSTER,)):
            yield from texts_of(daemons.inputs.get("spec"))


def _kubelet(cluster: Resource, context: Context) -> tuple[str, ...]:
    """Whom nodes run as: the cluster's kubelet identity, its own or one that it is given."""
    inputs = Inputs(cluster.inputs)
    profile = inputs.raw("identityProfile")
    kubelet = text_at(inputs, "identityProfile", "kubeletidentity", "resourceId")
    given = () if profile is None else referred(cluster, context, "identityProfile", kubelet, (IDENTITY,))
    return tuple(dict.fromkeys((cluster.urn, *given, *identities(cluster, context, inputs))))


def _provisioned(resource: Resource, context: Context) -> Node:
    """What node auto-provisioning may add: machines of any size that pods ask for."""
    facts = base(resource, context)
    return Node(
        **facts,
        kind="group",
        name=resource.name,
        label=label(resource, facts["tags"], "auto-provisioned"),
        choices=(),
        requirements=True,
        minimum=0,
        desired=None,
        maximum=UNKNOWN,
        capacity=unknown_capacity("nodeProvisioningProfile"),
        public_address=False,
    )


def _fleet_manager(resource: Resource, context: Context) -> Iterable[Fact]:
    """Fleet Manager: its hub cluster bills like any; without one it is free."""
    hub = Inputs(resource.inputs).block("hubProfile")
    if hub is None:
        yield free(resource, context)
    else:
        yield charge(resource, context, "aks-fleet-hub-month", 1, "1 hub cluster")


KUBERNETES: Final[Mapping[str, Reader]] = {
    AGENT_POOL: _pool,
    CLUSTER: _cluster,
    "azure-native:containerservice:Fleet": _fleet_manager,
}
