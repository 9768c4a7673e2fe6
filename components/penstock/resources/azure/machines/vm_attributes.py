"""VM sizes that are chosen by attributes: `vmAttributes` of a Compute Fleet and of a bulk action.

"acceleratorSupport should be set to Included or Required to use" what narrows accelerators (pulumi-azure-native,
azurefleet.VMAttributes), so one that says neither lets in no size with an accelerator.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from penstock.resources.machines.selection import Selection, Span
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown

_NONE: Final[Span] = (Decimal(0), Decimal(0))


def selections(holder: Maybe[Inputs] | None, path: str, resource: Resource) -> tuple[Selection, ...]:
    """What the block `vmAttributes` of `holder`, at `path`, selects; nothing where there is none."""
    block = holder.block("vmAttributes") if isinstance(holder, Inputs) else holder
    if block is None:
        return ()
    if isinstance(block, Unknown):
        return (Selection(resource.urn, path, allowed=UNKNOWN),)
    return (
        Selection(
            resource.urn,
            path,
            vcpus=_span(block, "vCpuCount"),
            memory_gib=_span(block, "memoryInGiB"),
            accelerators=_accelerators(block),
            allowed=block.texts("allowedVMSizes"),
            excluded=block.texts("excludedVMSizes"),
        ),
    )


def _accelerators(block: Inputs) -> Span:
    support = block.text("acceleratorSupport")
    if isinstance(support, Unknown):
        return UNKNOWN, UNKNOWN
    if support not in ("Included", "Required"):
        return _NONE
    least, most = _span(block, "acceleratorCount")
    return (Decimal(1), most) if support == "Required" and least is None else (least, most)


def _span(block: Inputs, name: str) -> Span:
    """Without a bound: from 0, without end (VMAttributeMinMaxInteger)."""
    bounds = block.block(name)
    if bounds is None:
        return None, None
    return (UNKNOWN, UNKNOWN) if isinstance(bounds, Unknown) else (bounds.number("min"), bounds.number("max"))
