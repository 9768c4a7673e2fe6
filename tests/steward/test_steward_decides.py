"""Which nodes the steward ends, its clock passed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from penstock.steward.decide import (
    CONFIRM_AFTER,
    LOOKBACK,
    MAX_GAP,
    PERIOD,
    Action,
    Decision,
    Limits,
    Node,
    Sample,
    covers,
    decide,
    decide_all,
)

NOW = datetime(2026, 1, 5, 12, 0, 30, tzinfo=UTC)
LIMITS = Limits(timedelta(minutes=20), timedelta(minutes=15), timedelta(hours=72))


def ago(minutes: float) -> datetime:
    return NOW - timedelta(minutes=minutes)


def samples(percent: float, minutes: Iterable[float] = range(1, 36)) -> tuple[Sample, ...]:
    return tuple(Sample(ago(minute), percent) for minute in minutes)


def node(activity: tuple[Sample, ...], *, age: float = 120, marked: float | None = None) -> Node:
    return Node(
        instance_id="i-1",
        pool="train",
        launched_at=ago(age),
        activity=activity,
        heartbeats=tuple(ago(minute) for minute in range(1, 36)),
        marked_at=None if marked is None else ago(marked),
    )


def judged(subject: Node, limits: Limits | None = LIMITS) -> Decision:
    return decide(subject, limits, NOW)


IDLE = samples(0)


def test_an_idle_node_is_marked_first() -> None:
    assert judged(node(IDLE)).action is Action.MARK


def test_a_marked_node_that_is_still_idle_is_stopped() -> None:
    decision = judged(node(IDLE, marked=5))
    assert (decision.action, decision.idle, decision.expired) == (Action.STOP, True, False)


def test_a_repeated_run_does_not_confirm_its_own_mark() -> None:
    assert judged(node(IDLE, marked=3)).action is Action.KEEP


def test_a_node_that_worked_once_within_idle_duration_is_busy() -> None:
    assert judged(node((*IDLE[:18], Sample(ago(19), 1), *IDLE[19:]))).action is Action.KEEP


def test_a_node_that_worked_before_idle_duration_is_idle() -> None:
    assert judged(node((*IDLE[:20], *samples(90, range(22, 36))))).action is Action.MARK


def test_a_busy_marked_node_is_unmarked() -> None:
    assert judged(node(samples(80), marked=5)).action is Action.UNMARK


def test_an_unreadable_marked_node_is_unmarked() -> None:
    decision = judged(node((), marked=5))
    assert (decision.action, decision.unreadable) == (Action.UNMARK, True)


def test_a_gap_in_the_samples_counts_as_busy() -> None:
    decision = judged(node(samples(0, [*range(1, 9), *range(13, 36)])))
    assert (decision.action, decision.unreadable) == (Action.KEEP, True)
    assert "accelerators" in decision.reason


def test_a_minute_that_could_be_read_in_part_only_counts_as_busy() -> None:
    for marked in (None, 5):
        decision = judged(replace(node(IDLE, marked=marked), unreadable=(ago(19),)))
        assert decision.action is (Action.KEEP if marked is None else Action.UNMARK)
        assert decision.unreadable
    assert judged(replace(node(IDLE), unreadable=(ago(22),))).action is Action.MARK


def test_a_minute_that_could_be_read_in_part_only_since_the_mark_renews_it() -> None:
    decision = judged(replace(node(IDLE, marked=25), unreadable=(ago(22),)))
    assert decision.action is Action.MARK


def test_an_agent_that_fell_silent_counts_as_busy() -> None:
    silent = replace(node(samples(0, range(5, 36))), heartbeats=tuple(ago(minute) for minute in range(5, 36)))
    decision = judged(silent)
    assert (decision.action, decision.unreadable) == (Action.KEEP, True)
    assert "not heard" in decision.reason


def test_a_node_within_boot_grace_is_kept_and_is_neither_idle_nor_unreadable() -> None:
    decision = judged(node((), age=14))
    assert (decision.action, decision.idle, decision.unreadable) == (Action.KEEP, False, False)


def test_a_node_whose_launch_time_is_unknown_is_kept() -> None:
    decision = judged(replace(node(IDLE, marked=5), launched_at=None))
    assert (decision.action, decision.unreadable) == (Action.UNMARK, True)


def test_a_mark_followed_by_activity_is_renewed_not_acted_on() -> None:
    activity = (*IDLE[:21], *samples(50, [23]), *samples(0, range(24, 36)))
    assert judged(node(activity, marked=25)).action is Action.MARK


def test_a_mark_older_than_what_is_known_is_renewed_not_acted_on() -> None:
    assert judged(node(IDLE, marked=60)).action is Action.MARK


def test_a_mark_from_the_future_is_renewed_not_acted_on() -> None:
    assert judged(node(IDLE, marked=-60)).action is Action.MARK


def test_a_pool_without_idle_shutdown_is_only_counted() -> None:
    assert judged(node(IDLE, age=60 * 24 * 365, marked=5), None) == Decision(
        node(IDLE, age=60 * 24 * 365, marked=5), Action.KEEP, "its pool has no idle shutdown", idle=True
    )


def test_samples_cover_a_time_only_without_gaps_at_its_ends() -> None:
    since = ago(10)
    assert covers([ago(minute) for minute in (11, 9, 7, 5, 3, 1)], since, NOW)
    assert not covers([ago(minute) for minute in (9, 7, 5, 3, 1)], since, NOW)
    assert not covers([ago(minute) for minute in (11, 9, 7, 5)], since, NOW)
    assert not covers([], since, NOW)


MINUTES = st.integers(0, 45)
ACTIVITY = st.builds(Sample, MINUTES.map(ago), st.sampled_from([0.0, 0.0, 0.0, 0.0, 0.0, 0.5, 100.0]))
DENSE = st.sampled_from([0, 1, 2, 5]).flatmap(
    lambda drop: st.lists(st.sampled_from(range(46)), max_size=drop).map(
        lambda gone: tuple(Sample(ago(minute), 0.0) for minute in range(46) if minute not in gone)
    )
)
LIMITS_OF_ALL_KINDS = st.builds(
    Limits,
    st.integers(1, 30).map(lambda minutes: timedelta(minutes=minutes)),
    st.integers(1, 30).map(lambda minutes: timedelta(minutes=minutes)),
    st.integers(10, 90).map(lambda minutes: timedelta(minutes=minutes)),
)
NODES = st.builds(
    Node,
    instance_id=st.integers(1, 999).map("i-{:03}".format),
    pool=st.sampled_from(["train", "serve"]),
    launched_at=st.integers(0, 120).map(ago) | st.none(),
    activity=st.tuples(DENSE, st.lists(ACTIVITY, max_size=2).map(tuple)).map(lambda parts: parts[0] + parts[1])
    | st.lists(ACTIVITY, max_size=50).map(tuple),
    unreadable=st.lists(MINUTES.map(ago), max_size=2).map(tuple),
    heartbeats=st.lists(MINUTES.map(ago), max_size=50).map(tuple),
    marked_at=st.integers(-5, 45).map(ago) | st.none(),
)


def expired(subject: Node, limits: Limits) -> bool:
    return subject.launched_at is not None and NOW - subject.launched_at >= limits.expire_after


@given(NODES, LIMITS_OF_ALL_KINDS)
def test_every_node_older_than_expire_after_is_stopped(subject: Node, limits: Limits) -> None:
    decision = decide(subject, limits, NOW)
    assert decision.expired == expired(subject, limits)
    assert not decision.expired or decision.action is Action.STOP


@given(NODES, LIMITS_OF_ALL_KINDS)
def test_before_it_expires_no_node_with_activity_within_idle_duration_is_marked_or_stopped(
    subject: Node, limits: Limits
) -> None:
    since = NOW - limits.idle_duration
    if not expired(subject, limits) and any(sample.percent > 0 and sample.at >= since for sample in subject.activity):
        assert decide(subject, limits, NOW).action in (Action.KEEP, Action.UNMARK)


@given(NODES, LIMITS_OF_ALL_KINDS)
def test_before_it_expires_only_a_node_seen_all_the_time_is_marked_or_stopped(subject: Node, limits: Limits) -> None:
    decision = decide(subject, limits, NOW)
    if not decision.expired and decision.action in (Action.MARK, Action.STOP):
        minute = NOW - limits.idle_duration
        while minute <= NOW:
            assert any(minute - MAX_GAP <= sample.at <= minute for sample in subject.activity)
            assert minute not in subject.unreadable
            minute += timedelta(seconds=30)


@given(NODES, LIMITS_OF_ALL_KINDS)
def test_only_expiry_stops_a_node_without_an_earlier_mark_that_nothing_followed(subject: Node, limits: Limits) -> None:
    decision = decide(subject, limits, NOW)
    if decision.action is Action.STOP and not decision.expired:
        marked = subject.marked_at
        assert marked is not None
        assert marked <= NOW - CONFIRM_AFTER
        assert all(sample.percent == 0 or sample.at + PERIOD <= marked for sample in subject.activity)


@given(NODES, LIMITS_OF_ALL_KINDS)
def test_a_node_within_boot_grace_is_never_marked_nor_stopped_as_idle(subject: Node, limits: Limits) -> None:
    decision = decide(subject, limits, NOW)
    if subject.launched_at is not None and NOW - subject.launched_at < limits.boot_grace and not decision.expired:
        assert decision.action in (Action.KEEP, Action.UNMARK)


@given(st.lists(NODES, unique_by=lambda subject: (subject.pool, subject.instance_id), max_size=5), st.randoms())
def test_decisions_do_not_depend_on_the_order_of_anything(nodes: list[Node], random: Random) -> None:
    limits = {"train": LIMITS, "serve": None}
    shuffled = [
        replace(
            each,
            activity=tuple(random.sample(each.activity, len(each.activity))),
            unreadable=tuple(random.sample(each.unreadable, len(each.unreadable))),
            heartbeats=tuple(random.sample(each.heartbeats, len(each.heartbeats))),
        )
        for each in random.sample(nodes, len(nodes))
    ]

    def outline(decisions: tuple[Decision, ...]) -> list[tuple[object, ...]]:
        return [(each.node.pool, each.node.instance_id, each.action, each.reason) for each in decisions]

    assert outline(decide_all(nodes, limits, NOW)) == outline(decide_all(shuffled, limits, NOW))


def test_what_is_read_reaches_back_far_enough_to_confirm_a_mark() -> None:
    assert LOOKBACK > CONFIRM_AFTER + MAX_GAP
