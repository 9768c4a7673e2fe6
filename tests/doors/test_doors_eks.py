"""No unknown doors in the installed SDK of eks."""

import pytest

from doors.agreement import assert_no_unknown_door


@pytest.mark.filterwarnings("ignore:NodeGroup uses AWS EC2 LaunchConfiguration:DeprecationWarning")
def test_every_door_has_a_reader_or_a_reason() -> None:
    assert_no_unknown_door("eks")
