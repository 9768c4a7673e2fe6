"""What the agent decides, its clock passed in."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from penstock.agent.decide import CONFIRM_AFTER_S, MAX_GAP_S, Limits, State, Verdict, decide, observe

LIMITS = Limits(idle_duration_s=600, boot_grace_s=300, expire_after_s=7200)
IDLE, BUSY, UNKNOWN = 0.0, 40.0, None


def live(samples: list[tuple[float, float | None]], limits: Limits | None = LIMITS) -> list[tuple[float, Verdict]]:
    """The verdict after each (seconds since boot, activity), marks kept as the agent keeps them; ends with a stop."""
    state = State(not_idle_at=0, seen_at=0)
    verdicts: list[tuple[float, Verdict]] = []
    for now, activity in samples:
        state = observe(state, now, activity)
        verdict = decide(limits, state, now, now)
        verdicts.append((now, verdict))
        if verdict.action in ("mark", "unmark"):
            marked = now if verdict.action == "mark" else None
            state = State(state.not_idle_at, state.seen_at, marked)
        if verdict.action == "stop":
            break
    return verdicts


def every_ten_seconds(until: float, activity: float | None) -> list[tuple[float, float | None]]:
    return [(float(now), activity) for now in range(10, int(until) + 1, 10)]


def actions(verdicts: list[tuple[float, Verdict]]) -> list[tuple[float, str]]:
    """What is not `keep`."""
    return [(now, verdict.action) for now, verdict in verdicts if verdict.action != "keep"]


def test_an_idle_node_is_marked_after_idle_duration_and_stopped_a_minute_later() -> None:
    assert actions(live(every_ten_seconds(3600, IDLE))) == [(600, "mark"), (660, "stop")]


def test_nothing_happens_within_boot_grace() -> None:
    limits = LIMITS._replace(boot_grace_s=900)
    assert actions(live(every_ten_seconds(3600, IDLE), limits)) == [(900, "mark"), (960, "stop")]


def test_activity_after_the_mark_takes_it_away() -> None:
    samples: list[tuple[float, float | None]] = [(now, IDLE) for now, _ in every_ten_seconds(1240, IDLE) if now != 620]
    samples.insert(61, (620, BUSY))
    assert actions(live(samples)) == [(600, "mark"), (620, "unmark"), (1220, "mark")]


def test_one_unreadable_sample_counts_as_busy() -> None:
    samples = [(now, UNKNOWN if now == 590 else IDLE) for now, _ in every_ten_seconds(1180, IDLE)]
    assert actions(live(samples)) == []


def test_time_without_samples_counts_as_busy() -> None:
    samples = [(now, activity) for now, activity in every_ten_seconds(1000, IDLE) if not 300 < now < 400]
    assert actions(live(samples)) == [(1000, "mark")]


def test_an_unreadable_node_is_stopped_when_it_expires_and_not_before() -> None:
    assert actions(live(every_ten_seconds(9000, UNKNOWN))) == [(7200, "stop")]


def test_a_busy_node_is_stopped_when_it_expires_and_not_before() -> None:
    assert actions(live(every_ten_seconds(9000, BUSY))) == [(7200, "stop")]


def test_a_reboot_does_not_make_a_node_younger() -> None:
    assert decide(LIMITS, State(10, 10), now=10, age=7200).action == "stop"


def test_a_pool_without_limits_is_never_stopped() -> None:
    assert actions(live(every_ten_seconds(9000, IDLE), limits=None)) == []


SAMPLES = st.lists(
    st.tuples(
        st.sampled_from([5, 10, 20, 60, 300, 700]), st.sampled_from([IDLE, IDLE, IDLE, IDLE, BUSY, 1.0, UNKNOWN])
    ),
    max_size=60,
)


@given(SAMPLES)
def test_before_it_expires_only_a_node_seen_idle_all_the_time_is_marked_or_stopped(
    steps: list[tuple[int, float | None]],
) -> None:
    samples: list[tuple[float, float | None]] = []
    now = 0.0
    for step, activity in steps:
        now += step
        samples.append((now, activity))
    marked_at: float | None = None
    for at, verdict in live(samples):
        if at >= LIMITS.expire_after_s:
            assert verdict.action == "stop"
        elif verdict.action in ("mark", "stop"):
            seen = [(time, activity) for time, activity in [(0.0, IDLE), *samples] if time <= at]
            window = [item for item in seen if item[0] > at - LIMITS.idle_duration_s]
            before = [item for item in seen if item[0] <= at - LIMITS.idle_duration_s][-1]
            assert all(activity == IDLE for _, activity in window)
            times = [before[0], *(time for time, _ in window)]
            assert all(later - earlier <= MAX_GAP_S for earlier, later in pairwise(times))
            assert at >= LIMITS.boot_grace_s
            if verdict.action == "stop":
                assert marked_at is not None
                assert at - marked_at >= CONFIRM_AFTER_S
                assert all(activity == IDLE for time, activity in seen if time >= marked_at)
        if verdict.action in ("mark", "unmark"):
            marked_at = at if verdict.action == "mark" else None
