"""What one value means beside another, the region and the catalog. Each problem says the consequence and the fix.

Pure: the same input gives the same problems. The components run these before they declare anything; `load_config` runs them
over whatever part of a file can be read. What these do not look at: quota, live capacity, what already exists in the account.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from math import ceil
from typing import Final

from penstock.catalog import Catalog, InstanceType, load
from penstock.problem import Problem, nearest
from penstock.terms import CapacityType, Purpose, Use

from .clouds import CLOUDS, Cloud
from .finding import PURPOSE, REGION, Finding, Path
from .hours import YEAR, minutes_of_hour, year_of
from .model import Environment, Network, Pool, Storage
from .select import type_findings
from .types import format_duration, show

_LOSES_WORK: Final = frozenset({Purpose.TRAINING, Purpose.EVALUATION})
_MUST_EXPIRE: Final = {Use.CHECKPOINT: "30d", Use.SCRATCH: "7d"}
_SHORTEST_IDLE: Final = timedelta(minutes=5)  # what is seen from outside comes by the minute, and some minutes late
_SCRIPT_STARTS: Final = ("#!", "#cloud-config")  # cloud-init documentation, "User data formats"


def check_environment(env: Environment, *, catalog: Catalog | None = None) -> list[Problem]:
    """Everything that is wrong with `env`, in the order of its keys; empty when nothing is. Paths as `pools[0].max`."""
    return [finding.problem() for finding in environment_findings(env, catalog=catalog)]


def check_pool(
    pool: Pool, region: str, cloud: str, *, purpose: Purpose | None = None, catalog: Catalog | None = None
) -> list[Problem]:
    """Everything that is wrong with one pool by itself. A purpose that is not stated is held to the strictest, training."""
    catalog = catalog or load(cloud)
    findings = list(_region_findings(region, CLOUDS[cloud], catalog))
    findings += _pool_findings(pool, None if findings else region, CLOUDS[cloud], purpose or Purpose.TRAINING, catalog)
    return [finding.problem(f"pool {pool.name}:") for finding in findings]


def environment_findings(env: Environment, *, catalog: Catalog | None = None) -> list[Finding]:
    """What `check_environment` tells, with paths as values."""
    catalog, cloud = catalog or load(env.cloud), CLOUDS[env.cloud]
    findings = list(_region_findings(env.region, cloud, catalog))
    region = None if findings else env.region
    findings += (finding.under(("network",)) for finding in _network_findings(env.network, region, cloud))
    for index, bucket in enumerate(env.storage):
        findings += (finding.under(("storage", index)) for finding in _storage_findings(bucket))
    findings += _duplicates("storage", "buckets", [bucket.name for bucket in env.storage])
    for index, pool in enumerate(env.pools):
        found = _pool_findings(pool, region, cloud, env.purpose, catalog)
        findings += (finding.under(("pools", index)) for finding in found)
    findings += _duplicates("pools", "pools", [pool.name for pool in env.pools])
    return findings


def _region_findings(region: str | None, cloud: Cloud, catalog: Catalog) -> Iterable[Finding]:
    if region is None:
        yield Finding(
            REGION,
            "no region: prices and what is on offer depend on it",
            f"write {cloud.region_key}: {cloud.region_example} in the stack's config (or region: here)",
        )
    elif region not in catalog.regions:
        near = nearest(region, catalog.regions)
        meant = near is not None and near[:2] == region[:2]  # a slip of the finger, not another continent
        yield Finding(
            REGION,
            f"{show(region)} is no region of {cloud.name} that the catalog knows",
            f"did you mean {near}?" if meant else f"write a region that it knows, for example {cloud.region_example}",
        )


def _network_findings(network: Network, region: str | None, cloud: Cloud) -> Iterable[Finding]:
    ids = [(("vpc_id",), network.vpc_id, "network", cloud.network)] if network.vpc_id is not None else []
    ids += [(("subnet_ids", index), each, "subnet", cloud.subnet) for index, each in enumerate(network.subnet_ids)]
    for path, value, noun, start in ids:
        if not value.startswith(start):
            yield Finding(
                path,
                f"{show(value)} is no id of a {noun} of {cloud.name}",
                f"write one such as {start}0123456789abcdef0",
            )
    for key, listed in (("subnet_ids", network.subnet_ids), ("zone_names", network.zone_names)):
        for index, each in enumerate(listed):
            if each in listed[:index]:
                first = (key, listed.index(each))
                yield Finding((key, index), f"{show(each)} is listed twice", "remove one of the two", because=(first,))
    for index, each in enumerate(network.zone_names):
        if region is not None and not re.fullmatch(cloud.zone[0].format(region=re.escape(region)), each):
            yield Finding(
                ("zone_names", index),
                f"{show(each)} is no zone of {region}: nothing could be placed there",
                f"write one such as {cloud.zone[1].format(region=region)}",
                because=(REGION,),
            )


def _duplicates(key: str, noun: str, names: list[str]) -> Iterable[Finding]:
    for index, name in enumerate(names):
        if name in names[:index]:
            yield Finding(
                (key, index, "name"),
                f"two {noun} named {name}: their cloud resources would have the same names",
                f"give it another name, for example {name[:18].rstrip('-')}-{index + 1}",
                because=((key, names.index(name), "name"),),
            )


def _storage_findings(bucket: Storage) -> Iterable[Finding]:
    if bucket.use in _MUST_EXPIRE and bucket.expire_after is None:
        yield Finding(
            ("expire_after",),
            f"a {bucket.use} bucket without expire_after: what is in it would be kept, and paid for, for ever",
            f"write for example expire_after: {_MUST_EXPIRE[bucket.use]}",
            because=(("use",),),
        )


def _pool_findings(
    pool: Pool, region: str | None, cloud: Cloud, purpose: Purpose, catalog: Catalog
) -> Iterable[Finding]:
    yield from type_findings(pool, region, catalog)
    for check in (_capacity, _size, _on_demand, _schedule, _idle, _gang):
        yield from check(pool)
    yield from _checkpoint(pool, cloud, purpose)
    yield from _image(pool, region, cloud, catalog)
    yield from _user_data(pool, cloud)


def _capacity(pool: Pool) -> Iterable[Finding]:
    if pool.capacity_type is CapacityType.RESERVED:
        yield Finding(
            ("capacity_type",),
            "reserved capacity is not supported yet: nothing would use the reservation that is paid for",
            "write spot or on-demand",
        )


def _size(pool: Pool) -> Iterable[Finding]:
    if pool.min > pool.max:
        yield Finding(
            ("min",),
            f"min {pool.min} is above max {pool.max}",
            "write a min of 0, or a larger max",
            because=(("max",),),
        )
    if pool.min > 0 and pool.schedule is not None:
        yield Finding(
            ("min",),
            f"min {pool.min} with a schedule: each offhour takes the pool to 0, which min forbids",
            "write min: 0, or schedule: null",
            because=(("schedule",),),
        )
    elif pool.min > 0 and pool.idle is not None:
        yield Finding(
            ("min",),
            f"min {pool.min} with idle shutdown: the group would replace each idle node that is stopped, for ever",
            "write min: 0, or idle: null if these nodes must always run and be paid for",
            because=(("idle",),),
        )


def _on_demand(pool: Pool) -> Iterable[Finding]:
    base, fallback = pool.on_demand.base, pool.on_demand.fallback
    if pool.capacity_type is CapacityType.ON_DEMAND:
        for key, given in (("base", base > 0), ("fallback", fallback is not None)):
            if given:
                yield Finding(
                    ("on_demand", key),
                    f"on_demand.{key} in an on-demand pool: it says what part of a spot pool is on-demand, and has no effect here",
                    f"remove {key}, or write capacity_type: spot",
                    because=(("capacity_type",),),
                )
        return
    if base >= pool.max:
        yield Finding(
            ("on_demand", "base"),
            f"on_demand.base {base} of max {pool.max}: every node would be on-demand, the pool is spot by name only",
            "write a smaller base, or capacity_type: on-demand if that is meant",
            because=(("max",), ("capacity_type",)),
        )
    if fallback is not None and fallback.max_hours_per_day > 24 * pool.max:
        yield Finding(
            ("on_demand", "fallback", "max_hours_per_day"),
            f"{fallback.max_hours_per_day} on-demand node-hours a day: {pool.max} nodes have only {24 * pool.max}, so it limits nothing",
            "write how many node-hours a day may be paid at the on-demand price, for example 4",
            because=(("max",),),
        )


def _schedule(pool: Pool) -> Iterable[Finding]:
    schedule = pool.schedule
    if schedule is None:
        return
    if schedule.size > pool.max:
        yield Finding(
            ("schedule", "size"),
            f"schedule.size {schedule.size} is above max {pool.max}: the cloud would refuse the change, and no node would start",
            f"write {pool.max} or less, or a larger max",
            because=(("max",),),
        )
    often = [key for key in ("onhour", "offhour") if minutes_of_hour(getattr(schedule, key)) > 1]
    for key in often:
        cron = str(getattr(schedule, key))
        yield Finding(
            ("schedule", key),
            f"{show(cron)} fires {minutes_of_hour(cron)} times an hour: nodes take minutes to start, and each time costs again",
            f'name one minute, for example "0 {cron.split(maxsplit=1)[1]}"',
        )
    if often:
        return
    year = year_of(schedule)
    both = (("schedule", "timezone"), ("schedule", "onhour"), ("schedule", "offhour"))
    if not year.turns_on:
        yield Finding(
            ("schedule", "onhour"),
            f"{show(schedule.onhour)} does not fire once in {YEAR}: the schedule never turns on, and the pool has no node",
            'write when the pool turns on, for example "0 8 * * 1-5"',
        )
    if not year.turns_off:
        yield Finding(
            ("schedule", "offhour"),
            f"{show(schedule.offhour)} does not fire once in {YEAR}: once on, the pool is paid for around the clock",
            'write when the pool turns off, for example "0 20 * * 1-5"',
        )
    if year.clash:
        nothing = " and the pool has no on-hours" if not year.on else ""
        yield Finding(
            ("schedule", "offhour"),
            f"onhour and offhour both fire at {year.clash:%H:%M on %d %B}: which comes last is chance{nothing}",
            "write two times that never meet",
            because=both,
        )
    elif pool.idle is not None and pool.idle.expire_after < year.longest:
        hours = f"{ceil(year.longest / timedelta(hours=1))}h"
        yield Finding(
            ("idle", "expire_after"),
            f"expire_after {format_duration(pool.idle.expire_after)} is shorter than the {hours} that the schedule keeps the pool on:"
            " its nodes end, and nothing starts others before the next onhour",
            f"write {hours} or more, or shorter on-hours",
            because=both,
        )


def _idle(pool: Pool) -> Iterable[Finding]:
    idle = pool.idle
    if idle is None:
        return
    end = format_duration(idle.expire_after)
    if idle.idle_duration < _SHORTEST_IDLE:
        yield Finding(
            ("idle", "idle_duration"),
            f"{format_duration(idle.idle_duration)} is too short to tell an idle node from one between two steps of a job",
            f"write {format_duration(_SHORTEST_IDLE)} or more, for example 20m",
        )
    for key in ("idle_duration", "boot_grace"):
        value: timedelta = getattr(idle, key)
        if value >= idle.expire_after:
            yield Finding(
                ("idle", key),
                f"{key} {format_duration(value)} is not below expire_after {end}: idleness would never stop a node, only its age",
                f"write less than {end}, for example {'20m' if key == 'idle_duration' else '15m'}",
                because=(("idle", "expire_after"),),
            )


def _gang(pool: Pool) -> Iterable[Finding]:
    if pool.gang and pool.capacity_type is CapacityType.SPOT and pool.on_demand.base > 0:
        yield Finding(
            ("on_demand", "base"),
            "on-demand nodes in a spot gang: one reclaim stops the whole job, and they wait for it at the full price",
            "write base: 0, or capacity_type: on-demand",
            because=(("gang",), ("capacity_type",)),
        )


def _checkpoint(pool: Pool, cloud: Cloud, purpose: Purpose) -> Iterable[Finding]:
    checkpoint, spot = pool.checkpoint, pool.capacity_type is CapacityType.SPOT
    if checkpoint is None:
        if spot and purpose in _LOSES_WORK:
            yield Finding(
                ("checkpoint",),
                f"spot without a checkpoint, for {purpose}: a reclaim would lose all work since the start",
                "write for example checkpoint: {every: 10m, save_within: 90s}, or capacity_type: on-demand",
                because=(("capacity_type",), PURPOSE),
            )
        return
    every, save_within = format_duration(checkpoint.every), format_duration(checkpoint.save_within)
    if spot and checkpoint.save_within > cloud.reclaim_notice:
        notice = format_duration(cloud.reclaim_notice)
        yield Finding(
            ("checkpoint", "save_within"),
            f"save_within {save_within} is longer than the {notice} notice that {cloud.name} gives before a reclaim:"
            f" the last save is cut off, and up to {every} of work is lost each time",
            f"make a save fit into {notice} (save asynchronously, or shards), or write capacity_type: on-demand",
            because=(("capacity_type",), ("checkpoint", "every")),
        )
    if checkpoint.save_within >= checkpoint.every:
        yield Finding(
            ("checkpoint", "every"),
            f"every {every} is not longer than save_within {save_within}: the job would do nothing but save",
            f"write more than {save_within}, for example {format_duration(10 * checkpoint.save_within)}",
            because=(("checkpoint", "save_within"),),
        )
    if pool.idle is not None and checkpoint.every >= pool.idle.expire_after:
        yield Finding(
            ("checkpoint", "every"),
            f"every {every} is not below idle.expire_after {format_duration(pool.idle.expire_after)}:"
            " each node would be stopped before its first save",
            "save more often, for example every: 10m",
            because=(("idle", "expire_after"),),
        )


def _image(pool: Pool, region: str | None, cloud: Cloud, catalog: Catalog) -> Iterable[Finding]:
    pattern, example = cloud.image
    if pool.image is not None:
        if not re.fullmatch(pattern, pool.image):
            yield Finding(
                ("image",),
                f"{show(pool.image)} is no image of {cloud.name}",
                f"write its id, for example image: {example}",
            )
        return
    for path, kind in _types(pool, region, catalog):
        gpu = kind.gpu_name or ""
        if kind.maker != "NVIDIA" or gpu.startswith(cloud.no_driver):
            yield Finding(
                ("image",),
                f"missing: {kind.name} has {gpu or 'no accelerator'}, and {cloud.name}'s own GPU image has no driver for that",
                f"write the id of an image that has, for example image: {example}",
                because=(path,),
            )
            return


def _types(pool: Pool, region: str | None, catalog: Catalog) -> Iterable[tuple[Path, InstanceType]]:
    """Types that the pool may get, and the path that says so; what is not known is left out."""
    if pool.gpu is not None and region is not None:
        offered = catalog.with_gpu(pool.gpu.name, pool.gpu.count, region)
        yield from ((("gpu",), each.type) for each in offered)
    for index, name in enumerate(pool.instance_types):
        if (kind := catalog.instance_type(name)) is not None:
            yield ("instance_types", index), kind


def _user_data(pool: Pool, cloud: Cloud) -> Iterable[Finding]:
    if pool.user_data is not None and not pool.user_data.startswith(_SCRIPT_STARTS):
        yield Finding(
            ("user_data",),
            f"{show(pool.user_data)} begins like no script: a node would ignore it",
            'write "#!/bin/bash" as its first line (or "#cloud-config")',
        )
    size = len((pool.user_data or "").encode())
    if size > cloud.user_data_bytes:
        yield Finding(
            ("user_data",),
            f"{size} bytes, more than {cloud.user_data_bytes}: {cloud.name} would refuse the node's start script with ours in it",
            "put the script into a bucket or the image, and fetch it from a short one",
        )
