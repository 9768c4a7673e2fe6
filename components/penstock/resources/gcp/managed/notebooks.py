"""Managed notebooks: a Workbench instance, and Colab Enterprise's runtimes with their templates.

Both bill their machine, and a fee for the service on top: `Node.service` says which.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from penstock.resources.facts import DiskShape, Fact, Free, Node, NodeTemplate
from penstock.resources.gcp.charges import Reader
from penstock.resources.gcp.machines.nodes import attached, choice, disk_kind, own_stopper
from penstock.resources.gcp.places import base
from penstock.resources.gcp.references import accounts, referred
from penstock.resources.gcp.type_tokens import COLAB_TEMPLATE, WORKBENCH
from penstock.resources.machines.capacity_types import only_on_demand
from penstock.resources.machines.rented import label
from penstock.resources.reading.blocks import block_at
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.references import texts_of
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown, Value

from .vertex_ai import spec_choice

_BOOT_DISK_GIB: Final = Decimal(150)
_DATA_DISK_GIB: Final = Decimal(100)
"""Sizes that a notebook has which says nothing (Notebooks API v2, `BootDisk.diskSizeGb`, `DataDisk.diskSizeGb`)."""


def _workbench(resource: Resource, context: Context) -> Iterable[Fact]:
    inputs = Inputs(resource.inputs)
    setup = inputs.block("gceSetup")
    facts = base(resource, context)
    settings = setup if isinstance(setup, Inputs) else Inputs({})
    unsure = isinstance(setup, Unknown)
    machine_type = settings.text("machineType")
    metadata = UNKNOWN if unsure else settings.mapping("metadata")
    running = _running(inputs)
    yield Node(
        **facts,
        kind="instance",
        name=resource.name,
        label=label(resource, facts["tags"]),
        choices=choice(
            UNKNOWN if machine_type is None else machine_type,
            "gceSetup.machineType",
            resource,
            attached(UNKNOWN if unsure else settings.blocks("acceleratorConfigs"), "type", "coreCount"),
        ),
        minimum=running,
        desired=running,
        maximum=1,
        capacity=only_on_demand("gceSetup"),
        disks=(DiskShape(UNKNOWN, UNKNOWN),) if unsure else _notebook_disks(settings),
        public_address=_notebook_address(settings) if not unsure else UNKNOWN,
        mentions=texts_of(UNKNOWN if unsure else settings.raw("metadata")),
        identities=tuple(urn for email in _emails(settings) for urn in accounts(resource, context, "gceSetup", email)),
        service="vertex-workbench",
    )
    timeout = metadata if isinstance(metadata, Unknown) else metadata.get("idle-timeout-seconds")
    if timeout is not None:
        yield own_stopper(resource, context, timeout)


def _running(inputs: Inputs) -> Maybe[int]:
    """1, or 0 for one that the program keeps stopped."""
    state = inputs.text("desiredState")
    return UNKNOWN if isinstance(state, Unknown) else 0 if state == "STOPPED" else 1


def _emails(settings: Inputs) -> Iterable[Value]:
    blocks = settings.blocks("serviceAccounts")
    for block in (UNKNOWN,) if isinstance(blocks, Unknown) else blocks:
        yield block if isinstance(block, Unknown) else block.raw("email")


def _notebook_disks(settings: Inputs) -> tuple[DiskShape, ...]:
    found: list[DiskShape] = []
    boot = settings.block("bootDisk")
    shapes = [(boot, _BOOT_DISK_GIB), (settings.block("dataDisks"), _DATA_DISK_GIB)]
    for block, default in shapes:
        if isinstance(block, Unknown):
            found.append(DiskShape(UNKNOWN, UNKNOWN))
            continue
        kind = None if block is None else block.text("diskType")
        size = None if block is None else block.number("diskSizeGb")
        found.append(
            DiskShape(UNKNOWN if kind is None else disk_kind(kind, None), default if size is None else size, True)
        )
    return tuple(found)


def _notebook_address(settings: Inputs) -> Maybe[bool]:
    """A notebook has a public address unless it is told not to."""
    disabled = settings.flag("disablePublicIp")
    return UNKNOWN if isinstance(disabled, Unknown) else disabled is not True


def _colab_runtime(resource: Resource, context: Context) -> Iterable[Fact]:
    """A runtime has its machine and its idle shutdown from a template, which starts none by itself."""
    inputs = Inputs(resource.inputs)
    facts = base(resource, context)
    reference = inputs.block("notebookRuntimeTemplateRef")
    value = reference.raw("notebookRuntimeTemplate") if isinstance(reference, Inputs) else UNKNOWN
    templates = referred(resource, context, "notebookRuntimeTemplateRef", value, (COLAB_TEMPLATE,))
    template = Inputs(context.by_urn[templates[0]].inputs) if templates else None
    running = _running(inputs)
    spec = UNKNOWN if template is None else template.block("machineSpec")
    yield Node(
        **facts,
        kind="instance",
        name=resource.name,
        label=label(resource, facts["tags"]),
        choices=spec_choice(spec, "machineSpec", resource if template is None else context.by_urn[templates[0]]),
        minimum=running,
        desired=running,
        maximum=1,
        capacity=only_on_demand("notebookRuntimeTemplateRef"),
        disks=(DiskShape(UNKNOWN, UNKNOWN),) if template is None else _colab_disks(template),
        public_address=False,
        template_unresolved=template is None,
        service="colab-enterprise",
    )
    idle = None if template is None else template.block("idleShutdownConfig")
    if idle is not None:
        yield own_stopper(resource, context, idle if isinstance(idle, Unknown) else idle.raw("idleTimeout"))


def _colab_disks(template: Inputs) -> tuple[DiskShape, ...]:
    spec = template.block("dataPersistentDiskSpec")
    if spec is None or isinstance(spec, Unknown):
        return (DiskShape(UNKNOWN, UNKNOWN),)
    kind, size = spec.text("diskType"), spec.number("diskSizeGb")
    return (DiskShape(UNKNOWN if kind is None else disk_kind(kind, None), UNKNOWN if size is None else size, True),)


def _colab_template(resource: Resource, context: Context) -> Iterable[Fact]:
    """Costs nothing by itself. A machine that is not said is an `e2-standard-4` (Colab Enterprise, Create a runtime template)."""
    yield Free(**base(resource, context))
    inputs = Inputs(resource.inputs)
    spec = inputs.block("machineSpec")
    if spec is not None:
        yield NodeTemplate(
            **base(resource, context),
            choices=spec_choice(spec, "machineSpec", resource),
            capacity=only_on_demand("machineSpec"),
            public_address=False,
        )


def _execution(*where: str) -> Reader:
    """A notebook that is run from start to end, once or by a schedule: on the runtime of a template, or on a machine that it
    describes itself. It ends by its timeout."""

    def read(resource: Resource, context: Context) -> Iterable[Fact]:
        yield Free(**base(resource, context))  # its machine bills for as long as it runs
        job = block_at(Inputs(resource.inputs), *where) if where else Inputs(resource.inputs)
        spec = block_at(job, "customEnvironmentSpec")
        path = ".".join((*where, "customEnvironmentSpec.machineSpec"))
        if spec is not None:
            machine = spec if isinstance(spec, Unknown) else spec.block("machineSpec")
            choices = spec_choice(machine, path, resource)
            yield NodeTemplate(**base(resource, context), choices=choices, capacity=only_on_demand(path))

    return read


NOTEBOOKS: Final[Mapping[str, Reader]] = {
    "gcp:colab/notebookExecution:NotebookExecution": _execution(),
    COLAB_TEMPLATE: _colab_template,
    "gcp:colab/schedule:Schedule": _execution("createNotebookExecutionJobRequest", "notebookExecutionJob"),
    "gcp:colab/runtime:Runtime": _colab_runtime,
    WORKBENCH: _workbench,
}
