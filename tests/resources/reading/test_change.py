"""Changes of inputs: made where they say, nothing else touched, a secret stays one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from penstock.resources.change import Change, changed
from penstock.resources.reading.values import UNKNOWN, SecretText


@dataclass
class Sealed:
    value: Any


@pytest.mark.parametrize(
    ("inputs", "change", "expected"),
    [
        ({}, Change(("a",), 1), {"a": 1}),
        ({"a": 0, "b": UNKNOWN}, Change(("a",), 1), {"a": 1, "b": UNKNOWN}),
        ({}, Change(("a", "b", "c"), True), {"a": {"b": {"c": True}}}),
        ({"a": None}, Change(("a", "b"), 1), {"a": {"b": 1}}),
        ({"a": [{"b": 1}, {"b": 2}]}, Change(("a", 1, "b"), 3), {"a": [{"b": 1}, {"b": 3}]}),
        ({"a": [{"b": 1}]}, Change(("a", 1), {"b": 2}), {"a": [{"b": 1}, {"b": 2}]}),
        ({"a": [{"b": 1}]}, Change(("a", "b"), 2), {"a": [{"b": 2}]}),  # a block as a list of one
        (
            {"spot_options": {"max_price": 1}},
            Change(("spotOptions", "maxPrice"), 2),
            {"spot_options": {"max_price": 2}},
        ),
    ],
)
def test_the_input_at_the_path_is_set_and_no_other(inputs: Any, change: Change, expected: Any) -> None:
    before = repr(inputs)
    assert changed(inputs, [change]) == expected
    assert repr(inputs) == before


def test_what_is_changed_in_a_secret_stays_secret() -> None:
    assert changed({"a": Sealed({"b": Sealed("old"), "c": 1})}, [Change(("a", "b"), "new")], sealed=Sealed) == {
        "a": Sealed({"b": Sealed("new"), "c": 1})
    }
    masked = changed({"a": SecretText("old")}, [Change(("a",), "new")])["a"]
    assert str(masked) == "[secret]"
    assert masked == "new"


def test_a_path_is_shown_as_the_provider_spells_it() -> None:
    assert str(Change(("ebsBlockDevices", 1, "deleteOnTermination"), True)) == "ebsBlockDevices[1].deleteOnTermination"
