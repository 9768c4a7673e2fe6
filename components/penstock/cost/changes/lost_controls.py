"""Controls of cost that were there before a change and are not after it, or hold less: what sums alone would hide.

A sum counts what a program declares; what a control keeps away (a node forgotten over a weekend, data that nobody deletes, a bill
that nobody is told of) is in no sum. Read from facts, so that it holds on every cloud and for any program.
A resource that is gone takes its controls with it: that is no loss. A budget, and a way to the object store, are controls themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Final, TypeVar

from penstock.cost.machines.hours import NotKnownError, Size, hours_by_size
from penstock.resources.facts import Bucket, Capacity, FactSet, Gateway, IdleStopper, LifecycleRule, Node
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock.terms import HOURS_PER_MONTH

_MANY: Final = 10**6
_CENT_OF_AN_HOUR: Final = Decimal("0.01")

KeyOf = Callable[[str], str]
"""URN -> what a resource is called on both sides."""

T = TypeVar("T", timedelta, Decimal, int)


def lost(before: FactSet, after: FactSet, key_before: KeyOf, key_after: KeyOf, year: int) -> Iterator[tuple[str, str]]:
    """(URN of the resource after the change, or before it of one that is gone; what it lost)."""
    nodes = {key_before(it.urn): it for it in before.nodes}
    for node in after.nodes:
        if old := nodes.get(key_after(node.urn)):
            yield from ((node.urn, what) for what in _of_node(old, node, year))
    buckets = {key_before(it.urn): it for it in before.buckets}
    for bucket in after.buckets:
        if kept := buckets.get(key_after(bucket.urn)):
            yield from ((bucket.urn, what) for what in _of_bucket(kept, bucket))
    yield from _budgets(before, after, key_before, key_after)
    yield from _ways(before, after, key_before, key_after)
    expired = {key_before(it.urn) for it in before.snapshots if it.expires is True}
    for copies in after.snapshots:
        if copies.expires is not True and key_after(copies.urn) in expired:
            yield copies.urn, f"{copies.what}: nothing is known to remove it after a time any longer"
    attached = {key_before(it.urn) for it in before.volumes if it.attached is True}
    for volume in after.volumes:
        if volume.attached is False and key_after(volume.urn) in attached:
            yield volume.urn, "is attached to nothing any longer, and is billed all the same"


def _of_node(old: Node, new: Node, year: int) -> Iterator[str]:
    yield from _capacity(_bought(old), _bought(new))
    if old.schedule and not new.schedule:
        yield "loses its schedule"
    elif old.schedule:
        was, now = _hours_on(old, year), _hours_on(new, year)
        if was is not None and now is not None and now > was + _CENT_OF_AN_HOUR:
            yield f"its schedule keeps it on {now:,.0f} h a month; it was {was:,.0f} h"
    yield from _idle(_armed(old.idle), _armed(new.idle))
    yield from _sizes(old, new)
    yield from _grew(
        "its on-demand fallback may run {} node-hours a day", old.fallback_hours_per_day, new.fallback_hours_per_day
    )
    if old.reservation_ends is True and new.reservation_ends is not None and new.reservation_ends is not True:
        yield "loses the end of its reservation"
    if old.scales_in is True and new.scales_in is False:
        yield "keeps its nodes: they are protected from being scaled in"


def _capacity(old: Capacity | None, new: Capacity | None) -> Iterator[str]:
    was = None if old is None else old.all_spot
    now = None if new is None else new.all_spot
    if was is True and now is not True:
        yield "is no longer all spot: " + ("part of it is on-demand" if now is False else "undetermined")
    elif old is not None and new is not None:
        base, share = (old.on_demand_base, new.on_demand_base), (old.spot_percent, new.spot_percent)
        if isinstance(share[0], Decimal) and isinstance(share[1], Decimal) and share[1] < share[0]:
            yield f"is {share[1]:f} % spot; it was {share[0]:f} %"
        if isinstance(base[0], int) and isinstance(base[1], int) and base[1] > base[0] and share[1] != 0:
            yield f"its first {base[1]} nodes are on-demand; it was {base[0]}"
    if old is not None and new is not None and new.spot_percent != 0:
        if old.max_price is not None and new.max_price is None:
            yield f"loses its maximum price of {old.max_price} $ an hour: spot is paid up to the on-demand price"
        yield from _grew("may pay {} $ an hour for a spot node", old.max_price, new.max_price)
    if old is not None and new is not None and old.kept_when_reclaimed is False and new.kept_when_reclaimed is True:
        yield "keeps the disks of nodes that the cloud takes back, and pays for them"


def _idle(old: Sequence[IdleStopper], new: Sequence[IdleStopper]) -> Iterator[str]:
    if old and not new:
        yield "loses its idle shutdown"
        return
    window, ages = _shortest([it.idle_duration for it in old]), [it.expire_after for it in old]
    yield from _grew("is stopped after {} of idleness", window, _shortest([it.idle_duration for it in new]))
    age, now = _shortest(ages), _shortest([it.expire_after for it in new])
    if age is not None and now is None and new:
        yield "loses its hard end: no age stops a busy node any longer"
    yield from _grew("its nodes may live for {}", age, now)


def _sizes(old: Node, new: Node) -> Iterator[str]:
    """A maximum that is not known may be any; one that is known and smaller is no loss."""
    if isinstance(new.minimum, int) and isinstance(old.minimum, int) and new.minimum > old.minimum:
        yield f"never goes below {_nodes(new.minimum)}; it was {old.minimum}"
    if not isinstance(old.maximum, int):
        return
    if isinstance(new.maximum, Unknown):
        yield f"may grow to a number of nodes that is not known; it was {old.maximum}"
    elif new.maximum > old.maximum:
        yield f"may grow to {_nodes(new.maximum)}; it was {old.maximum}"


def _of_bucket(old: Bucket, new: Bucket) -> Iterator[str]:
    if old.autoclass is True and new.autoclass is not True:
        yield "loses the class that follows its reading (autoclass)"
    if old.uploads_expire and not new.uploads_expire and not _days(new, lambda it: it.abort_incomplete_days):
        yield "loses the end of incomplete uploads"
    yield from _grew("keeps what was deleted for {} days", old.soft_delete_days, new.soft_delete_days)
    if old.versioned is False and new.versioned is True and not _days(new, lambda it: it.noncurrent_expire_days):
        yield "keeps every old version, and no rule of it removes them"
    if isinstance(old.lifecycle, Unknown) or not any(it.enabled is True for it in old.lifecycle):
        return
    if isinstance(new.lifecycle, Unknown):
        yield "its lifecycle is not known before the deployment; it was"
        return
    if not any(it.enabled is not False for it in new.lifecycle):
        yield f"loses its lifecycle: {', '.join(_said(old.lifecycle))}"
        return
    yield from _rules(old, new)


def _rules(old: Bucket, new: Bucket) -> Iterator[str]:
    """What the rules did, one by one: a lifecycle is not lost as a whole where it lost its expiry alone."""
    ends: tuple[tuple[str, str, Callable[[LifecycleRule], Maybe[int] | None]], ...] = (
        ("expiry", "deletes objects after {} days", lambda it: it.expire_days),
        ("end of old versions", "deletes old versions after {} days", lambda it: it.noncurrent_expire_days),
        ("end of incomplete uploads", "deletes incomplete uploads after {} days", lambda it: it.abort_incomplete_days),
    )
    for name, words, of in ends:
        was, now = _days(old, of), _days(new, of)
        if was and not now:
            yield f"loses the {name}{_after(_shortest(was))}"
        yield from _grew(words, _shortest(was), _shortest(now))
        whole = any(it.whole_bucket is True for it in _on(old) if of(it) is not None)
        if was and now and whole and not any(it.whole_bucket is not False for it in _on(new) if of(it) is not None):
            yield f"loses part of the {name}: it holds for some of its objects only"
    moves, left, end = _moves(old), _moves(new), _shortest(_days(new, lambda it: it.expire_days))
    for storage_class, days in moves.items():
        if isinstance(end, int) and isinstance(days, int) and end <= days:
            continue  # nothing is left to be moved by then
        if storage_class not in left and UNKNOWN not in left:
            yield f"loses the transition to {storage_class}{_after(days)}"
        yield from _grew(f"moves objects to {storage_class} after {{}} days", days, left.get(storage_class))


def _budgets(before: FactSet, after: FactSet, key_before: KeyOf, key_after: KeyOf) -> Iterator[tuple[str, str]]:
    """A budget that is there under another name is the same control: only as many as there are fewer of are lost."""
    there = {key_after(it.urn): it for it in after.budgets}
    for cloud in sorted({it.cloud for it in before.budgets}):
        gone = [it for it in before.budgets if it.cloud == cloud and key_before(it.urn) not in there]
        fewer = sum(it.cloud == cloud for it in before.budgets) - sum(it.cloud == cloud for it in after.budgets)
        if any(fact.cloud == cloud for fact in (*after.nodes, *after.buckets, *after.charges)):
            yield from ((it.urn, "is gone: nobody is told of what it limited") for it in gone[: max(0, fewer)])
    for old in before.budgets:
        new = there.get(key_before(old.urn))
        if new is None:
            continue
        if old.notifies is True and new.notifies is not True:
            yield new.urn, "loses whom it tells" if new.notifies is False else "may tell nobody any longer"
        yield from ((new.urn, what) for what in _grew("limits {:,.2f} a month", old.limit, new.limit))


def _ways(before: FactSet, after: FactSet, key_before: KeyOf, key_after: KeyOf) -> Iterator[tuple[str, str]]:
    """A network's own way to the object store: without it every byte goes through the NAT gateway."""

    def networks(facts: FactSet, key: KeyOf) -> set[tuple[str, str | None]]:
        return {(it.cloud, _network(it, key)) for it in facts.gateways if it.leads_to == "object-storage"}

    had, has = networks(before, key_before), networks(after, key_after)
    for cloud, network in sorted(had - has, key=str):
        nats = [it for it in after.gateways if it.leads_to == "internet" and it.cloud == cloud]
        beside = [it for it in nats if network is None or _network(it, key_after) in (network, None)]
        if beside:
            yield beside[0].urn, "loses the endpoint of the object store beside it: it bills every byte that goes there"
        elif not nats and any(it.cloud == cloud for it in (*after.nodes, *after.buckets)):
            old = next(
                it
                for it in before.gateways
                if it.leads_to == "object-storage" and (it.cloud, _network(it, key_before)) == (cloud, network)
            )
            yield (
                old.urn,
                "is gone: what reads the object store there may go through a NAT gateway, which bills every byte",
            )


def _network(gateway: Gateway, key: KeyOf) -> str | None:
    return None if gateway.network is None else key(gateway.network)


def _grew(words: str, old: Maybe[T] | None, new: Maybe[T] | None) -> Iterator[str]:
    """Where a limit that is known is larger than it was, or is not known any longer."""
    if old is None or new is None or isinstance(old, Unknown):
        return
    if isinstance(new, Unknown):
        start, mark, rest = _parts(words)
        yield f"{start}a figure that is not known{rest}; it was {_figure(mark, old)}"
    elif new > old:
        start, mark, rest = _parts(words)
        yield f"{start}{_figure(mark, new)}{rest}; it was {_figure(mark, old)}"


def _parts(words: str) -> tuple[str, str, str]:
    """What is before the place of the figure, the place itself (`{}`, `{:,.2f}`), and what is after it."""
    start, _, rest = words.partition("{")
    form, _, rest = rest.partition("}")
    return start, f"{{{form}}}", rest


def _figure(mark: str, value: object) -> str:
    return mark.format(_length(value) if isinstance(value, timedelta) else value)


def _length(value: timedelta) -> str:
    seconds = int(value.total_seconds())
    units = ((86400, "d"), (3600, "h"), (60, "m"))
    return next((f"{seconds // size}{unit}" for size, unit in units if seconds % size == 0), f"{seconds}s")


def _shortest(values: Iterable[Maybe[T] | None]) -> Maybe[T] | None:
    """The shortest that is known; `UNKNOWN` when there are others only; None when there is none."""
    found = [it for it in values if it is not None]
    sure = [it for it in found if not isinstance(it, Unknown)]
    return min(sure) if sure else (UNKNOWN if found else None)


def _armed(stoppers: Sequence[IdleStopper]) -> Sequence[IdleStopper]:
    return [it for it in stoppers if it.armed is not False]


def _bought(node: Node) -> Capacity | None:
    return node.capacity or (node.template.capacity if node.template else None)


def _hours_on(node: Node, year: int) -> Decimal | None:
    """Hours of a month with a node at least; None where the schedule does not say."""
    least = node.minimum if isinstance(node.minimum, int) else 0
    start = Size(least, node.desired if isinstance(node.desired, int) else least, _MANY)
    try:
        return HOURS_PER_MONTH - hours_by_size(start, node.schedule, year).get(0, Decimal(0))
    except NotKnownError:
        return None


def _nodes(count: int) -> str:
    return f"{count} node{'' if count == 1 else 's'}"


def _on(bucket: Bucket) -> Sequence[LifecycleRule]:
    """Its rules that are not surely off."""
    return () if isinstance(bucket.lifecycle, Unknown) else [it for it in bucket.lifecycle if it.enabled is not False]


def _days(bucket: Bucket, of: Callable[[LifecycleRule], Maybe[int] | None]) -> Sequence[Maybe[int]]:
    if isinstance(bucket.lifecycle, Unknown):
        return [UNKNOWN]
    return [days for it in _on(bucket) if (days := of(it)) is not None]


def _moves(bucket: Bucket) -> Mapping[Maybe[str], Maybe[int]]:
    """Storage class -> the days after which the first rule moves objects there."""
    found: dict[Maybe[str], Maybe[int]] = {}
    for it in (move for each in _on(bucket) for move in each.transitions):
        days = _shortest([it.days, found.get(it.storage_class)])
        found[it.storage_class] = UNKNOWN if days is None else days
    return found


def _after(days: Maybe[int] | None) -> str:
    return "" if days is None or isinstance(days, Unknown) else f" after {days} day{'' if days == 1 else 's'}"


def _said(rules: Sequence[LifecycleRule]) -> Iterator[str]:
    """What the rules did, for people."""
    on = [it for it in rules if it.enabled is True]
    moves = [move for it in on for move in it.transitions]
    yield from (f"transition to {move.storage_class}{_after(move.days)}" for move in moves)
    if ends := [it.expire_days for it in on if it.expire_days is not None]:
        yield f"expiry{_after(_shortest(ends))}"
    if any(it.noncurrent_expire_days is not None for it in on):
        yield "end of old versions"
    if any(it.abort_incomplete_days is not None for it in on):
        yield "end of incomplete uploads"
