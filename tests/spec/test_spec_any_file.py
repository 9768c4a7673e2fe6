"""Whatever stands in a stack file, it loads or is told in this project's words; and the schema agrees with the models."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from penstock.problem import ArgumentError, InputError
from penstock.spec import (
    Budget,
    Checkpoint,
    Environment,
    Fallback,
    Gpu,
    Idle,
    Network,
    OnDemand,
    Pool,
    Schedule,
    Storage,
    load_config,
)
from penstock.spec.finding import path_text
from penstock.spec.model import Model
from penstock.spec.schema import json_schema, stack_file_schema

from .samples import FULL, SMALL, at, document, paths

JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 10**6)
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(
        ["20m", "0 8 * * 1-5", "spot", "A100", "us-east-1", "10.0.0.0/16", "train", "0s", "Europe/Nowhere"]
    ),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "gpu", "max", "mx", "every", "use", "cidr", "vpc_id"]), inside, max_size=3
        )
    ),
    max_leaves=6,
)
KEYS = st.text(st.characters(codec="ascii", categories=["L"]), min_size=1, max_size=8)
NOT_OURS = re.compile(r"Input should|pydantic|validation error|type=|NoneType|object at|Traceback")


def refusal(value: object) -> InputError | None:
    try:
        load_config(value, default_region="us-east-1", catalog=SMALL)
    except InputError as error:
        return error
    return None


@st.composite
def changed_documents(draw: st.DrawFn, values: st.SearchStrategy[Any]) -> dict[str, Any]:
    """`FULL` after one to four changes: a value replaced, removed, misspelt, added or repeated."""
    changed = document()
    for _ in range(draw(st.integers(1, 4))):
        path = draw(st.sampled_from(paths(changed))) if changed else ()
        if not path:
            break
        holder, key = at(changed, path[:-1]), path[-1]
        kind = draw(st.sampled_from(["replace", "remove", "misspell", "add", "repeat"]))
        if kind == "replace":
            holder[key] = copy.deepcopy(draw(values))  # the strategies hand out the same lists again
        elif kind == "remove":
            del holder[key]
        elif isinstance(holder, dict):
            mapping = cast("dict[str, Any]", holder)
            cut = draw(st.integers(0, max(0, len(str(key)) - 1)))
            name = str(key)[:cut] + str(key)[cut + 1 :] if kind == "misspell" else draw(KEYS)
            mapping[name] = mapping.pop(str(key)) if kind == "misspell" else copy.deepcopy(draw(values))
        elif kind == "repeat":
            holder.append(copy.deepcopy(holder[int(key)]))
    return changed


def every_path_is_real(value: Any, error: InputError) -> None:
    real = {path_text(path) for path in paths(value)} | {""}
    for problem in error.problems:
        path = problem.where.removeprefix("penstock:environment").strip()
        assert path in real or path.rpartition(".")[0] in real, problem


@settings(max_examples=250)
@given(changed_documents(JUNK))
def test_any_change_of_a_right_file_loads_or_is_told_once_at_a_real_path(changed: dict[str, Any]) -> None:
    error = refusal(changed)
    if error:
        assert error.problems
        assert not NOT_OURS.search(str(error)), error
        assert len(set(error.problems)) == len(error.problems), error
        every_path_is_real(changed, error)


@settings(max_examples=100)
@given(JUNK)
def test_any_value_at_all_is_told(value: Any) -> None:
    error = refusal(value)
    assert error is not None
    assert not NOT_OURS.search(str(error)), error


PARTS: Mapping[tuple[str | int, ...], type[Model]] = {
    ("pools", 0): Pool,
    ("pools", 0, "gpu"): Gpu,
    ("pools", 0, "on_demand"): OnDemand,
    ("pools", 0, "on_demand", "fallback"): Fallback,
    ("pools", 0, "schedule"): Schedule,
    ("pools", 0, "idle"): Idle,
    ("pools", 0, "checkpoint"): Checkpoint,
    ("storage", 1): Storage,
    ("network",): Network,
    ("budget",): Budget,
    (): Environment,
}
BAD = st.sampled_from(
    [-1, 0, 0.5, -5, 10 ** 12, True, "4", "", "x y", "20", "-5m", "0s", "1w", "99999d", "60 8 * * *", "0 8 * *", "Berlin", "EST", "sopt", "Train", "a" * 99, "8.8.8.0/24", "10.0.0.1/16", "nobody", [], ["", "x"], [1], {}, {"a": 1}, None]
)  # fmt: skip


def refusal_in_python(model: type[Model], given: dict[str, Any]) -> ArgumentError | None:
    try:
        model(**given)
    except ArgumentError as error:
        return error
    return None


@settings(max_examples=400)
@given(st.data())
def test_a_call_in_python_refuses_what_the_stack_file_does_in_the_same_words(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(PARTS, key=str)))
    changed = document()
    part = cast("dict[str, Any]", at(changed, path))
    part[data.draw(st.sampled_from([*part, "maxx"]))] = copy.deepcopy(data.draw(BAD | JUNK))
    error, in_yaml = refusal_in_python(PARTS[path], copy.deepcopy(part)), refusal(changed)
    assert not NOT_OURS.search(str(error or ""))
    problems = error.problems if error else ()
    assert all(problem.where.startswith(f"{PARTS[path].__name__}.") for problem in problems)
    in_python = {(problem.what, problem.fix) for problem in problems}
    assert in_python <= {(it.what, it.fix) for it in (in_yaml.problems if in_yaml else ())}
    assert bool(in_python) != accepted_by_the_models(changed)


# --- the schema


def accepts(schema: dict[str, Any], value: Any) -> bool:
    validator = cast("Any", Draft202012Validator(schema))
    return bool(validator.is_valid(value))


SCHEMA = json_schema()
RIGHT_FORM = (
    st.none()
    | st.booleans()
    | st.integers(-1, 20)
    | st.sampled_from([0.5, 2.0, 11.5, "", "x", "spot", "30d", "1 week", "0 8 * * 1-5", "UTC", "10.9.0.0/16", "A b!"])
    | st.sampled_from([{}, [], ["a@b.cd"], [0.5], [1] * 6, {"name": "A100"}, {"vpc_id": "v", "subnet_ids": ["s"]}])
)
"""Values on which a pattern and a parser cannot differ."""


def accepted_by_the_models(value: dict[str, Any]) -> bool:
    try:
        Environment.model_validate(value)
    except InputError:
        return False
    return True


@settings(max_examples=400)
@given(changed_documents(RIGHT_FORM))
def test_the_schema_accepts_what_the_models_do_and_nothing_else(changed: dict[str, Any]) -> None:
    assert accepts(SCHEMA, changed) == accepted_by_the_models(changed)


def test_the_schema_itself_is_right_and_accepts_the_full_document() -> None:
    for schema in (json_schema(), stack_file_schema()):
        Draft202012Validator.check_schema(schema)
    assert accepts(SCHEMA, dict(FULL))


def test_every_default_and_example_of_the_schema_is_one_that_it_accepts() -> None:
    for schema in (SCHEMA, *SCHEMA["$defs"].values()):
        for name, field in schema.get("properties", {}).items():
            for value in [*field.get("examples", []), *([field["default"]] if "default" in field else [])]:
                assert accepts({**field, "$defs": SCHEMA["$defs"]}, value), (name, value)
