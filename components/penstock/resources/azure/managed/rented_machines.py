"""Services that run VM sizes for the program: Service Fabric, OpenShift, DevOps pools, labs, SAP, image builds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from penstock.resources.azure.charges import Reader, free
from penstock.resources.azure.data.managed_disks import storage_disks
from penstock.resources.azure.machines.nodes import by_priority, choice, public_address
from penstock.resources.azure.places import base
from penstock.resources.azure.transfers.egress import copies
from penstock.resources.azure.type_tokens import SCALE_SET
from penstock.resources.facts import Capacity, DiskShape, Fact, InstanceChoice, Node, NodeTemplate, Standby
from penstock.resources.machines.capacity_types import on_demand, spot, unknown_capacity
from penstock.resources.machines.rented import Sizes, always, label, rented_machines
from penstock.resources.reading.blocks import block_at, each_block, integer_at, or_default, or_unknown, text_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.paths import COPIED
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown


def rented(
    resource: Resource,
    context: Context,
    choices: tuple[InstanceChoice, ...],
    sizes: Sizes,
    *,
    service: str | None,
    capacity: Capacity,
    part: str | None = None,
    public: Maybe[bool] = UNKNOWN,
) -> Node:
    """Machines of a service. None for `service`: they bill as virtual machines. `part`: one of several groups of a resource."""
    return rented_machines(
        resource,
        base(resource, context),
        choices,
        sizes,
        service=service,
        capacity=capacity,
        part=part,
        public_address=public,
    )


def _node_type(resource: Resource, context: Context) -> Iterable[Fact]:
    """A node type of a Service Fabric managed cluster: a scale set of `vmInstanceCount` machines, or of `sku.capacity`."""
    inputs = Inputs(resource.inputs)
    size = inputs.text("vmSize")
    scaled = integer_at(inputs, "sku", "capacity")
    count = inputs.integer("vmInstanceCount") if scaled is None else scaled
    is_spot = inputs.flag("isSpotVM")
    capacity = unknown_capacity("isSpotVM") if isinstance(is_spot, Unknown) else on_demand("isSpotVM")
    public = inputs.flag("enableNodePublicIP")
    # One configuration of an interface with an address is enough.
    more = public_address(
        Inputs({"networkInterfaceConfigurations": inputs.raw("additionalNetworkInterfaceConfigurations")})
    )
    yield rented(
        resource,
        context,
        choice(or_unknown(size), "vmSize", resource),
        always(count),
        service=None,
        capacity=spot("isSpotVM") if is_spot is True else capacity,
        public=True if public is True or more is True else UNKNOWN if isinstance(public, Unknown) else more,
    )


def _openshift(resource: Resource, context: Context) -> Iterable[Fact]:
    """Azure Red Hat OpenShift: three masters, and so many workers of each profile (Red Hat OpenShift on Azure, Create a cluster)."""
    inputs = Inputs(resource.inputs)
    yield rented(
        resource,
        context,
        choice(or_unknown(text_at(inputs, "masterProfile", "vmSize")), "masterProfile.vmSize", resource),
        always(_MASTERS),
        service="openshift",
        capacity=on_demand("masterProfile"),
        part="masters",
    )
    for index, pool in enumerate(each_block(inputs, "workerProfiles")):
        where = f"workerProfiles[{index}]"
        yield rented(
            resource,
            context,
            choice(or_unknown(text_at(pool, "vmSize")), f"{where}.vmSize", resource),
            always(integer_at(pool, "count")),
            service="openshift",
            capacity=on_demand(where),
            part=where,
        )


_MASTERS: Final = 3


def _hidden(service: str, where: str) -> Reader:
    """A reader of machines that the resource buys by a text that no reader knows: any may come."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        yield rented(
            resource,
            context,
            choice(UNKNOWN, where, resource),
            (UNKNOWN, None, UNKNOWN),
            service=service,
            capacity=unknown_capacity(where),
        )

    return read


def _agents(resource: Resource, context: Context) -> Iterable[Fact]:
    """A Managed DevOps pool: up to `maximumConcurrency` agents, each a virtual machine of the pool's size
    (Managed DevOps Pools, Pricing: "the cost of the Azure services")."""
    inputs = Inputs(resource.inputs)
    size = text_at(inputs, "fabricProfile", "sku", "name")
    yield rented(
        resource,
        context,
        choice(or_unknown(size), "fabricProfile.sku.name", resource),
        (0, None, or_unknown(inputs.integer("maximumConcurrency"))),
        service=None,
        capacity=on_demand("fabricProfile.sku"),
        public=False,
    )


def _lab(resource: Resource, context: Context) -> Iterable[Fact]:
    """Azure Lab Services: a machine for each student, by sizes of its own names, at a price of its own."""
    inputs = Inputs(resource.inputs)
    sku = block_at(inputs, "virtualMachineProfile", "sku")
    yield rented(
        resource,
        context,
        choice(or_unknown(text_at(sku, "name")), "virtualMachineProfile.sku.name", resource),
        (0, None, or_unknown(integer_at(sku, "capacity"))),
        service="lab-services",
        capacity=on_demand("virtualMachineProfile.sku"),
    )


def _lab_machine(resource: Resource, context: Context) -> Iterable[Fact]:
    """A machine of a DevTest lab. It has a public address, its own or one that it shares, unless it is disallowed."""
    inputs = Inputs(resource.inputs)
    yield _started(resource, context, inputs, "size")


def _lab_formula(resource: Resource, context: Context) -> Iterable[Fact]:
    """What machines of a DevTest lab may be made from."""
    content = Inputs(resource.inputs).block("formulaContent")
    facts = base(resource, context)
    block = content if isinstance(content, Inputs) else Inputs({})
    yield NodeTemplate(
        **facts,
        choices=choice(or_unknown(text_at(content, "size")), "formulaContent.size", resource),
        capacity=on_demand("formulaContent"),
        public_address=_lab_address(block),
    )


def _started(resource: Resource, context: Context, inputs: Inputs, where: str) -> Node:
    facts = base(resource, context)
    return Node(
        **facts,
        kind="instance",
        name=resource.name,
        label=label(resource, facts["tags"]),
        choices=choice(or_unknown(inputs.text(where)), where, resource),
        minimum=1,
        desired=1,
        maximum=1,
        capacity=on_demand(where),
        public_address=_lab_address(inputs),
    )


def _lab_address(inputs: Inputs) -> Maybe[bool]:
    disallowed = inputs.flag("disallowPublicIpAddress")
    if disallowed is True:
        return False
    given = text_at(inputs, "networkInterface", "publicIpAddress")
    given = text_at(inputs, "networkInterface", "publicIpAddressId") if given is None else given
    return True if isinstance(given, str) else UNKNOWN


def _sap(resource: Resource, context: Context) -> Iterable[Fact]:
    """A virtual instance of SAP: the machines of each tier, or a single server. One that is only discovered buys none."""
    outer = Inputs(resource.inputs).block("configuration")
    if text_at(outer, "configurationType") == "Discovery":
        yield free(resource, context)
        return
    infrastructure = block_at(outer, "infrastructureConfiguration")
    where = "configuration.infrastructureConfiguration"
    blind = outer is None or isinstance(outer, Unknown) or isinstance(infrastructure, Unknown)
    for tier in ("", *_TIERS):
        block = block_at(infrastructure, tier) if tier else infrastructure
        size = text_at(block, "virtualMachineConfiguration", "vmSize")
        if size is None and not (blind and not tier):
            continue
        here = f"{where}.{tier}" if tier else where
        yield rented(
            resource,
            context,
            choice(or_unknown(size), f"{here}.virtualMachineConfiguration.vmSize", resource),
            always(UNKNOWN if blind else integer_at(block, "instanceCount") if tier else 1),
            service=None,
            capacity=on_demand(here),
            part=tier or None,
        )


_TIERS: Final = ("applicationServer", "centralServer", "databaseServer")


def _image_build(resource: Resource, context: Context) -> Iterable[Fact]:
    """Image Builder starts one machine for each build, and ends it; unless said, a Standard_D1_v2 for images of generation 1 and
    a Standard_D2ds_v4 for others (pulumi-azure-native, ImageTemplateVmProfile). What it makes is copied to each region that it
    is distributed to."""
    inputs = Inputs(resource.inputs)
    size = text_at(inputs, "vmProfile", "vmSize")
    proxy = text_at(inputs, "vmProfile", "vnetConfig", "proxyVmSize")
    yield NodeTemplate(
        **base(resource, context),
        choices=(
            *choice(or_default(size, "Standard_D2ds_v4"), "vmProfile.vmSize", resource),
            *choice(proxy, "vmProfile.vnetConfig.proxyVmSize", resource),
        ),
        capacity=on_demand("vmProfile"),
    )
    places: list[Maybe[str] | None] = []
    for block in each_block(inputs, "distribute"):
        if isinstance(block, Unknown):
            places.append(UNKNOWN)
            continue
        listed = block.texts("replicationRegions")
        places += (UNKNOWN,) if isinstance(listed, Unknown) else listed
        places += [UNKNOWN if isinstance(it, Unknown) else it.text("name") for it in each_block(block, "targetRegions")]
        places.append(block.text("location"))
    yield from copies(resource, context, places, "an image distributed to another region", key=COPIED)


def _set_machine(resource: Resource, context: Context) -> Iterable[Fact]:
    """A machine of a scale set, changed: the set has started it already, and counts it."""
    inputs = Inputs(resource.inputs)
    yield NodeTemplate(
        **base(resource, context),
        choices=choice(text_at(inputs, "hardwareProfile", "vmSize"), "hardwareProfile.vmSize", resource),
        public_address=_either(inputs),
    )


def _either(inputs: Inputs) -> Maybe[bool]:
    answers = [public_address(inputs.block(name)) for name in ("networkProfile", "networkProfileConfiguration")]
    return True if True in answers else UNKNOWN


def _standby(resource: Resource, context: Context) -> Iterable[Fact]:
    """Machines of a scale set that are kept ready beside it: running ones bill in full, stopped ones their disks, hibernated ones too, for
    their memory is kept on them (Standby pools for Virtual Machine Scale Sets, Pricing)."""
    inputs = Inputs(resource.inputs)
    most = integer_at(inputs, "elasticityProfile", "maxReadyCapacity")
    least = integer_at(inputs, "elasticityProfile", "minReadyCapacity")
    state = inputs.text("virtualMachineState")
    running = UNKNOWN if isinstance(state, Unknown) else state in (None, "Running")
    size, disks = _of_set(resource, context)
    kept, ready = or_unknown(most if least is None else least), or_unknown(most)
    node = rented(
        resource,
        context,
        choice(size, "attachedVirtualMachineScaleSetId", resource),
        (kept, None, ready) if running is True else always(0 if running is False else UNKNOWN),
        service=None,
        capacity=on_demand("virtualMachineState"),
    )
    stopped = Standby(kept, ready, ready) if running is False else None
    yield replace(node, disks=disks, standby=stopped)


def _of_set(resource: Resource, context: Context) -> tuple[Maybe[str], tuple[DiskShape, ...]]:
    """The size and the disks of the machines of the set that the pool is attached to."""
    name = "attachedVirtualMachineScaleSetId"
    found = context.referred(resource, name, resource.inputs.get(name), (SCALE_SET,))
    if len(found) != 1:
        return UNKNOWN, (DiskShape(UNKNOWN, UNKNOWN),)
    inputs = Inputs(context.by_urn[found[0]].inputs)
    storage = block_at(inputs, "virtualMachineProfile", "storageProfile")
    return or_unknown(text_at(inputs, "sku", "name")), storage_disks(storage, lambda _: True)


def _discovery(resource: Resource, context: Context) -> Iterable[Fact]:
    """A node pool of a Discovery supercomputer: virtual machines, spot or not."""
    outer = Inputs(resource.inputs).block("properties")
    least = integer_at(outer, "minNodeCount")
    yield rented(
        resource,
        context,
        choice(or_unknown(text_at(outer, "vmSize")), "properties.vmSize", resource),
        (or_default(least, 0), None, or_unknown(integer_at(outer, "maxNodeCount"))),
        service="discovery",
        capacity=by_priority(text_at(outer, "scaleSetPriority"), "properties.scaleSetPriority"),
    )


RENTED: Final[Mapping[str, Reader]] = {
    "azure-native:compute:VirtualMachineScaleSetVM": _set_machine,
    "azure-native:devopsinfrastructure:Pool": _agents,
    "azure-native:devtestlab:Formula": _lab_formula,
    "azure-native:devtestlab:VirtualMachine": _lab_machine,
    "azure-native:discovery:NodePool": _discovery,
    "azure-native:labservices:Lab": _lab,
    "azure-native:redhatopenshift:MachinePool": _hidden("openshift", "resources"),
    "azure-native:redhatopenshift:OpenShiftCluster": _openshift,
    "azure-native:servicefabric:NodeType": _node_type,
    "azure-native:standbypool:StandbyVirtualMachinePool": _standby,
    "azure-native:virtualmachineimages:VirtualMachineImageTemplate": _image_build,
    "azure-native:workloads:SapVirtualInstance": _sap,
}
