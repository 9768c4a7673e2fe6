"""The dearest machines within limits: never less than any mix that fits, exactly that where it is tried."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from penstock.catalog import InstanceType
from penstock.cost.machines.filling import Candidate, dearest_filling, hourly
from penstock.resources.machines.selection import Room


def machine(vcpus: int, usd: int, gpus: int = 0) -> Candidate:
    kind = InstanceType("aws", f"m{vcpus}-{gpus}", vcpus, Decimal(vcpus) * 4, gpu_count=Decimal(gpus), maker="NVIDIA")
    return Candidate(kind, Decimal(usd))


MACHINES = st.lists(
    st.builds(machine, st.integers(1, 9), st.integers(1, 20), st.integers(0, 2)), min_size=1, max_size=3
)


def best(machines: list[Candidate], cores: int, gpus: int) -> Decimal:
    """By trying every mix."""
    worth = [Decimal(0)]
    for counts in product(range(cores + 1), repeat=len(machines)):
        pairs = list(zip(counts, machines, strict=True))
        taken = sum(n * it.kind.vcpus for n, it in pairs), sum(n * it.kind.gpu_count for n, it in pairs)
        if taken[0] <= cores and taken[1] <= gpus:
            worth.append(sum((n * it.usd for n, it in pairs), Decimal(0)))
    return max(worth)


@given(machines=MACHINES, cores=st.integers(0, 12), gpus=st.integers(0, 3))
def test_the_dearest_mix_within_two_limits_is_found(machines: list[Candidate], cores: int, gpus: int) -> None:
    rooms = (Room("vcpus", Decimal(cores)), Room("accelerators", Decimal(gpus), "nvidia.com/gpu"))
    filling = dearest_filling(machines, rooms)
    assert filling is not None
    assert hourly(filling) == best(machines, cores, gpus)


@given(machines=MACHINES, cores=st.integers(0, 12))
def test_a_limit_in_memory_is_never_too_low(machines: list[Candidate], cores: int) -> None:
    filling = dearest_filling(machines, (Room("memory_gib", Decimal(cores) * 4 + Decimal("0.5")),))
    assert filling is not None
    assert hourly(filling) >= best(machines, cores, 99)


@given(machines=MACHINES, cores=st.integers(1, 12))
def test_the_last_machine_may_be_over_the_limit_whichever_it_is(machines: list[Candidate], cores: int) -> None:
    filling = dearest_filling(machines, (Room("vcpus", Decimal(cores), last_over=True),))
    assert filling is not None
    assert hourly(filling) == best(machines, cores - 1, 99) + max(it.usd for it in machines)


def test_a_large_limit_is_bounded_all_the_same() -> None:
    filling = dearest_filling([machine(3, 3), machine(7, 8)], (Room("vcpus", Decimal(1_000_000)),))
    assert filling is not None
    assert 1_142_856 <= hourly(filling) <= 1_142_864  # 142,857 of the second and a little


def test_what_takes_of_no_limit_is_not_bounded() -> None:
    rooms = (Room("accelerators", Decimal(4), "nvidia.com/gpu"),)
    assert dearest_filling([machine(4, 1), machine(4, 2, gpus=1)], rooms) is None
    assert dearest_filling([machine(4, 2, gpus=1)], ()) is None


def test_machines_that_do_not_fit_do_not_come() -> None:
    assert dearest_filling([machine(9, 9)], (Room("vcpus", Decimal(8)),)) == ()
