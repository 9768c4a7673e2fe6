"""No unknown doors in the installed SDK of eks."""

from doors.agreement import assert_no_unknown_door


def test_every_door_has_a_reader_or_a_reason() -> None:
    assert_no_unknown_door("eks")
