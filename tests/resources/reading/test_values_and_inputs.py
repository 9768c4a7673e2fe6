"""Values and their typed reading: unknown has no truth, a secret is never printed, nothing of the wrong kind is guessed."""

from __future__ import annotations

import copy
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.resources.reading.inputs import Inputs, as_number, plain
from penstock.resources.reading.values import UNKNOWN, SecretDecimal, SecretInt, SecretNumber, SecretText, known

JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=True)
    | st.text(max_size=20)
    | st.just(UNKNOWN)
    | st.text(max_size=20).map(SecretText)
    | st.floats(allow_nan=False).map(SecretNumber),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=10,
)


def test_unknown_is_one_value_without_truth_or_order() -> None:
    assert copy.deepcopy(UNKNOWN) is copy.copy(UNKNOWN) is UNKNOWN
    with pytest.raises(TypeError, match="ask known"):
        bool(UNKNOWN)
    unordered: Any = UNKNOWN
    with pytest.raises(TypeError):
        assert unordered < 3
    assert not known(UNKNOWN)
    assert known(None)


@pytest.mark.parametrize(
    ("secret", "value"),
    [
        (SecretText("p5.48xlarge"), "p5.48xlarge"),
        (SecretNumber(2.5), 2.5),
        (SecretInt(7), 7),
        (SecretDecimal("0.1"), Decimal("0.1")),
    ],
)
def test_a_secret_compares_like_its_value_and_prints_as_none(secret: Any, value: object) -> None:
    assert secret == value
    for printed in (str(secret), repr(secret), f"{secret}", f"{secret!r}", "%s" % secret, str([secret])):  # noqa: UP031
        assert str(value) not in printed


def test_the_text_of_a_secret_is_for_parsing_alone() -> None:
    assert json.loads(plain(SecretText('{"a": 1}'))) == {"a": 1}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (100.0, Decimal(100)),
        ("100", Decimal(100)),
        (" 1e2 ", Decimal(100)),
        (0.1, Decimal("0.1")),
        (True, UNKNOWN),
        ("", None),
        (None, None),
        ("many", UNKNOWN),
        (float("nan"), UNKNOWN),
        (float("inf"), UNKNOWN),
        ("1e400", UNKNOWN),
        pytest.param(10**5000, UNKNOWN, id="longer than Python prints"),
        ([1], UNKNOWN),
        (UNKNOWN, UNKNOWN),
    ],
)
def test_a_number_is_read_from_floats_and_text(value: Any, expected: object) -> None:
    assert as_number(value) == expected


@pytest.mark.parametrize("value", [SecretText("12"), SecretNumber(12.0), SecretInt(12)])
def test_a_number_that_was_secret_stays_secret(value: Any) -> None:
    inputs = Inputs({"size": value})
    assert inputs.number("size") == 12
    assert inputs.integer("size") == 12
    assert f"{inputs.number('size')} {inputs.integer('size')}" == "[secret] [secret]"


@pytest.mark.parametrize(
    ("value", "expected"),
    [(True, True), ("true", True), ("False", False), ("", None), (None, None), ("yes", UNKNOWN), (1, UNKNOWN)],
)
def test_a_flag_may_be_written_as_text(value: Any, expected: object) -> None:
    assert Inputs({"on": value}).flag("on") is expected


def test_a_name_is_found_in_either_spelling() -> None:
    assert Inputs({"instance_type": "a"}).text("instanceType") == "a"
    assert Inputs({"instanceType": "a"}).text("instanceType") == "a"
    assert Inputs({"instanceType": None, "instance_type": "a"}).text("instanceType") == "a"
    assert Inputs({"on_demand_percentage_above_base_capacity": 0}).number("onDemandPercentageAboveBaseCapacity") == 0


def test_a_block_is_itself_or_a_list_of_one() -> None:
    def read(value: Any) -> Any:
        block = Inputs({"b": value}).block("b")
        return block.text("a") if isinstance(block, Inputs) else block

    assert read({"a": "x"}) == read([{"a": "x"}]) == "x"
    assert read(None) is read([]) is read([None]) is None
    assert read([{}, {}]) is read("text") is read([UNKNOWN]) is read(UNKNOWN) is UNKNOWN


def test_lists_keep_what_cannot_be_read_as_unknown() -> None:
    inputs = Inputs({"blocks": [{"a": "x"}, None, UNKNOWN, "text"], "texts": ["a", "", None, 3, UNKNOWN]})
    blocks = inputs.blocks("blocks")
    assert isinstance(blocks, tuple)
    assert [block is UNKNOWN for block in blocks] == [False, True, True]
    assert inputs.texts("texts") == ("a", UNKNOWN, UNKNOWN)


@given(JUNK)
def test_no_value_is_too_odd_to_be_read(value: Any) -> None:
    inputs = Inputs({"it": value, "someThing": value})
    for name in ("it", "someThing", "absent"):
        for read in (inputs.raw, inputs.text, inputs.number, inputs.integer, inputs.flag):
            read(name)
        for read in (inputs.block, inputs.blocks, inputs.texts, inputs.mapping, inputs.given):
            read(name)
    assert inputs.names() == ("it", "someThing")
