"""Which instance types a pool may use: the listed ones, or those of the catalog with the accelerators it asks for.

Deterministic: the same pool, region and catalog give the same types in the same order. What this does not do: look at quota or
at what is free right now; the cloud's own allocation strategy picks among the types that are given here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from penstock.catalog import Catalog, Offering, load
from penstock.problem import InputError, nearest

from .finding import REGION, Finding
from .model import Gpu, Pool
from .types import show

PRICE_SPREAD: Final = 2
"""A type that costs more than so many times the cheapest is no stand-in for it: with one GPU and 64 CPUs, for example."""

_MANY: Final = 8
_MOST_GPUS: Final = 16
_X86: Final = "x86_64"


def candidate_types(pool: Pool, region: str, cloud: str, *, catalog: Catalog | None = None) -> tuple[Offering, ...]:
    """The types that `pool` may use in `region`, cheapest first at the pool's own capacity type; never empty.

    For `gpu`: those that `region` offers with exactly that many accelerators, of one architecture (x86_64 where there is
    one), at most `PRICE_SPREAD` times as dear on-demand as the cheapest. For a gang pool one type alone, with the cloud's
    RDMA network if any has it: a job's nodes must be alike.

    Raises InputError when a type or accelerator is not known or not offered there, or listed types differ in architecture.
    """
    catalog = catalog or load(cloud)
    problems = [finding.problem(f"pool {pool.name}:") for finding in type_findings(pool, region, catalog)]
    if problems:
        raise InputError(problems)
    found = _listed(pool.instance_types, region, catalog) if pool.gpu is None else _with_gpu(pool.gpu, region, catalog)
    ordered = sorted(found, key=lambda offering: _price_order(offering, pool))
    if pool.gang:
        return (min(ordered, key=lambda offering: not offering.type.efa),)
    return tuple(ordered)


def type_findings(pool: Pool, region: str | None, catalog: Catalog) -> list[Finding]:
    """What is wrong with the accelerators or types that `pool` asks for in `region`, one that the catalog knows.

    Region None: it is wrong itself, so only what holds in every region is told.
    """
    if pool.gpu is not None:
        return list(_gpu_findings(pool.gpu, region, catalog))
    findings = list(_listed_findings(pool.instance_types, region, catalog))
    return findings or list(_mixture_findings(pool, catalog))


def _listed(names: Sequence[str], region: str, catalog: Catalog) -> list[Offering]:
    return [offering for name in names if (offering := catalog.offering(name, region))]


def _with_gpu(gpu: Gpu, region: str, catalog: Catalog) -> list[Offering]:
    found = catalog.with_gpu(gpu.name, gpu.count, region)
    alike = [offering for offering in found if offering.type.architecture == _X86] or list(found)
    limit = PRICE_SPREAD * min(offering.on_demand_hourly or Decimal(0) for offering in alike)
    return [offering for offering in alike if (offering.on_demand_hourly or Decimal(0)) <= limit]


def _price_order(offering: Offering, pool: Pool) -> tuple[bool, Decimal, str]:
    price = offering.hourly(pool.capacity_type)
    return price is None, price or offering.on_demand_hourly or Decimal(0), offering.type.name


def _gpu_findings(gpu: Gpu, region: str | None, catalog: Catalog) -> Iterable[Finding]:
    name_path, count_path = ("gpu", "name"), ("gpu", "count")
    if not catalog.is_gpu(gpu.name):
        families = {re.sub(r"-\d+GB$", "", name) for name in catalog.gpu_names}
        near = nearest(gpu.name, sorted({*catalog.gpu_names, *families}))
        yield Finding(
            name_path,
            f"{show(gpu.name)} is no accelerator that the catalog of {catalog.cloud} knows",
            f"did you mean {near}?" if near else f"write one of {', '.join(sorted(families))}",
        )
        return
    if region and catalog.with_gpu(gpu.name, gpu.count, region):
        return
    regions = [other for other in catalog.regions if catalog.with_gpu(gpu.name, gpu.count, other)]
    if regions and region:
        yield Finding(
            name_path,
            f"{region} offers no type with {gpu.count} x {gpu.name}: no node could start",
            f"use a region that does ({_some(regions)}), or another accelerator",
            because=(count_path, REGION),
        )
    if regions:
        return
    counts = [n for n in range(1, _MOST_GPUS + 1) if any(catalog.with_gpu(gpu.name, n, r) for r in catalog.regions)]
    yield Finding(
        count_path,
        f"no type has exactly {gpu.count} x {gpu.name}: no node could start",
        f"write one of the counts that there are: {', '.join(map(str, counts))}"
        if counts
        else "use another accelerator",
        because=(name_path,),
    )


def _listed_findings(names: Sequence[str], region: str | None, catalog: Catalog) -> Iterable[Finding]:
    for index, name in enumerate(names):
        path = ("instance_types", index)
        if name in names[:index]:
            first = ("instance_types", names.index(name))
            yield Finding(path, f"{show(name)} is listed twice", "remove one of the two", because=(first,))
        elif catalog.instance_type(name) is None:
            near = nearest(name, catalog.instance_type_names)
            yield Finding(
                path,
                f"{show(name)} is no instance type that the catalog of {catalog.cloud} knows",
                f"did you mean {near}?" if near else "write the cloud's own name, for example as in `gpu`'s choice",
            )
        elif region and region not in (regions := catalog.regions_offering(name)):
            yield Finding(
                path,
                f"{region} does not offer {name}: no node of it could start",
                f"use a region that does ({_some(regions)}), or another type" if regions else "use another type",
                because=(REGION,),
            )


def _mixture_findings(pool: Pool, catalog: Catalog) -> Iterable[Finding]:
    types = [hardware for name in pool.instance_types if (hardware := catalog.instance_type(name))]
    items = tuple(("instance_types", index) for index in range(len(pool.instance_types)))
    architectures = sorted({hardware.architecture for hardware in types})
    if len(architectures) > 1:
        of_each = "; ".join(
            f"{architecture}: {', '.join(h.name for h in types if h.architecture == architecture)}"
            for architecture in architectures
        )
        yield Finding(
            ("instance_types",),
            f"types of {len(architectures)} architectures in one pool ({of_each}): its one image starts on one of them only",
            "keep the types of one architecture, and make a second pool for the other",
            because=items,
        )
    if pool.gang and len(types) > 1:
        yield Finding(
            ("instance_types",),
            f"{len(types)} types in a gang pool: the nodes of one job would differ, and the slowest would set its pace",
            f"keep one, for example instance_types: [{types[0].name}]",
            because=(("gang",), *items),
        )


def _some(regions: Sequence[str]) -> str:
    more = len(regions) - _MANY
    return ", ".join(regions[:_MANY]) + (f" and {more} more" if more > 0 else "")
