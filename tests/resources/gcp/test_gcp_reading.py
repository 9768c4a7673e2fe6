"""What holds for every type: any junk is read, what is not known is not guessed, and the lists agree with the SDK."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from importlib import resources as package_files
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penstock.resources import read
from penstock.resources.facts import FactSet
from penstock.resources.gcp import FREE, READERS
from penstock.resources.gcp.labels import label_key
from penstock.resources.reading.values import UNKNOWN, SecretText
from penstock.terms import Tag

from . import (
    test_gcp_compute,
    test_gcp_kubernetes,
    test_gcp_managed,
    test_gcp_network_and_access,
    test_gcp_schedules,
    test_gcp_storage,
)
from .gcp_doors import COPIES, FITTING, MACHINES
from .gcp_program import facts, resource, run

PROGRAMS = {
    module.__name__.rpartition(".")[2]: module.PROGRAM
    for module in (
        test_gcp_compute,
        test_gcp_kubernetes,
        test_gcp_managed,
        test_gcp_network_and_access,
        test_gcp_schedules,
        test_gcp_storage,
    )
} | {"machines": MACHINES, "copies": COPIES, "fitting": FITTING}

# The words that the readers look for, so that junk gets to where they look.
WORDS = sorted(
    {
        word
        for file in (package_files.files("penstock") / "resources" / "gcp").iterdir()
        if file.name.endswith(".py")
        for word in re.findall(r'"([a-z][A-Za-z0-9]+)"', file.read_text(encoding="utf-8"))
    }
)
KINDS = (
    "gcp:compute/instanceTemplate:InstanceTemplate",
    "gcp:storage/bucket:Bucket",
    "gcp:serviceaccount/account:Account",
)
LEAF = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(
        ["n1-standard-8", "SPOT", "Delete", "SetStorageClass", "1", "-1", "0 8 * * 1", "us-central1-a", "1e999"]
    )
    | st.sampled_from(
        [
            "{",
            "[" * 50,
            '{"bindings": [{"members": 3}]}',
            "gs://data/x",
            "a/projects/b",
            "16Gi",
            "2x2",
            "serviceAccount:",
        ]
    )
    | st.just(UNKNOWN)
    | st.sampled_from(["n1-standard-8", "30", "0 8 * * 1"]).map(SecretText)
)
VALUE = st.recursive(
    LEAF,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=4),
    max_leaves=25,
)
INPUTS = st.dictionaries(st.sampled_from(WORDS), VALUE, max_size=8)


@pytest.mark.parametrize("token", sorted(READERS))
@settings(max_examples=30)
@given(inputs=INPUTS, complete=st.booleans())
def test_no_inputs_of_any_type_are_too_odd_to_be_read(token: str, inputs: dict[str, Any], complete: bool) -> None:
    others = [
        resource(kind, "it", inputs)
        for kind in (*KINDS, "gcp:container/cluster:Cluster", "gcp:compute/resourcePolicy:ResourcePolicy")
        if kind != token
    ]
    found = facts(
        resource(token, "it", inputs, sources={key: tuple(others) for key in inputs}), *others, complete=complete
    )
    assert not found.unread


@pytest.mark.parametrize("program", sorted(PROGRAMS))
def test_a_value_that_becomes_unknown_is_never_guessed(program: str) -> None:
    """Each input of each resource in turn: what was said of it is still said, or said to be unknown."""
    capture = run(PROGRAMS[program])
    before = read(capture)
    found: list[str] = []
    tried = 0
    for index, it in enumerate(capture.resources):
        if it.type not in READERS:
            continue
        for path, inputs in blanked(it.inputs):
            changed = (
                *capture.resources[:index],
                dataclasses.replace(it, inputs=inputs),
                *capture.resources[index + 1 :],
            )
            after = read(dataclasses.replace(capture, resources=changed))
            found += [f"{it.type} without {path}: {guess}" for guess in guesses(it.urn, before, after)]
            tried += 1
    assert "\n".join(found) == ""
    assert tried > 20


def blanked(value: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(path, the value with what is at the path unknown), for every path."""
    for key, item in value.items():
        for path, other in _blanked(item):
            yield f"{key}{path}", {**value, key: other}


def _blanked(value: object) -> Iterator[tuple[str, object]]:
    if value is not UNKNOWN:
        yield "", UNKNOWN
    if isinstance(value, dict):
        for path, other in blanked(cast("dict[str, Any]", value)):
            yield f".{path}", other
    elif isinstance(value, list):
        items = cast("list[object]", value)
        for index, item in enumerate(items):
            for path, other in _blanked(item):
                yield f"[{index}]{path}", [*items[:index], other, *items[index + 1 :]]


def guesses(urn: str, before: FactSet, after: FactSet) -> Iterator[str]:
    """What is said now and was not said before, without being unknown. `urn`: the resource that changed."""
    for field in ("nodes", "templates", "buckets", "charges"):
        old, new = getattr(before, field), getattr(after, field)
        if len(old) == len(new):
            for one, other in zip(old, new, strict=True):
                yield from _differences(field, _ordered(one, other), _ordered(other, other))
        elif not _unsure([it for it in new if it.urn == urn]):
            yield f"{field}: {len(old)} became {len(new)}"


def _ordered(fact: Any, changed: Any) -> Any:
    """With its types in the order of the program, where which of them comes is no longer known."""
    capacity = getattr(changed, "capacity", None)
    if capacity is None or capacity.on_demand_takes is not UNKNOWN:
        return fact
    return dataclasses.replace(fact, choices=tuple(sorted(fact.choices, key=lambda it: it.path)))


_WORDS = (".label", ".basis", ".path", ".by_default", "references.data", "_alike")
"""What is said for people, and how many are alike of what is no longer known."""


def _differences(path: str, old: object, new: object) -> Iterator[str]:
    if new is UNKNOWN or old == new or path.endswith(_WORDS):
        return
    if dataclasses.is_dataclass(old) and not isinstance(old, type) and type(old) is type(new):
        if any(getattr(new, name, None) is UNKNOWN for name in ("quantity", "instance_type", "recurrence")):
            return  # of an unknown kind, on a machine that may have it built in, at an unknown time: it may be anything
        for field in dataclasses.fields(old):
            yield from _differences(f"{path}.{field.name}", getattr(old, field.name), getattr(new, field.name))
    elif (
        isinstance(old, tuple)
        and isinstance(new, tuple)
        and len(cast("tuple[object]", old)) == len(cast("tuple[object]", new))
    ):
        for one, other in zip(cast("tuple[object]", old), cast("tuple[object]", new), strict=True):
            yield from _differences(path, one, other)
    elif isinstance(old, dict) and isinstance(new, dict):
        tags, others = cast("dict[str, object]", old), cast("dict[str, object]", new)
        for key in tags.keys() & others.keys():
            yield from _differences(f"{path}[{key}]", tags[key], others[key])
    elif not _unsure(new):
        yield f"{path}: {old!r} became {new!r}"


def _unsure(value: Any) -> bool:
    """Whether a part of it is not known, or nothing is said."""
    if value is UNKNOWN or value is None or value == ():
        return True
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return any(getattr(value, field.name) is UNKNOWN for field in dataclasses.fields(value))
    return isinstance(value, list | tuple) and any(map(_unsure, cast("list[object]", value)))


def sdk_tokens() -> set[str]:
    """The type tokens of every resource of the installed SDK."""
    found: set[str] = set()
    pending = [package_files.files("pulumi_gcp")]
    while pending:
        for file in pending.pop().iterdir():
            if file.is_dir():
                pending.append(file)
            elif file.name.endswith(".py"):
                text = file.read_text(encoding="utf-8")
                if "(pulumi.CustomResource)" in text:
                    found.update(re.findall(r"^            '(gcp:\w+/\w+:\w+)',$", text, re.MULTILINE))
    return found


def test_every_type_that_is_listed_is_one_of_the_sdk() -> None:
    assert not (FREE | READERS.keys()) - sdk_tokens()
    assert not FREE & READERS.keys()


def test_every_grant_of_the_sdk_is_free_or_read() -> None:
    grants = {token for token in sdk_tokens() if re.search(r"I[aA][mM](Member|Binding|Policy)$", token)}
    assert len(grants) > 400
    assert not grants - FREE - READERS.keys()


def test_a_type_that_nobody_knows_is_listed_by_name() -> None:
    (unread,) = facts(resource("gcp:looker/instance:Instance", "db", {"config": "x"})).unread
    assert (unread.name, unread.type) == ("db", "gcp:looker/instance:Instance")


def test_every_tag_of_ours_has_a_label_and_is_read_back_under_its_own_name() -> None:
    keys = [value for name, value in vars(Tag).items() if name.isupper()]
    labels = {label_key(key): "x" for key in keys}
    assert len(labels) == len(keys)
    assert all(re.fullmatch(r"[a-z][a-z0-9_-]{0,62}", label) for label in labels)
    (found,) = facts(resource("gcp:storage/bucket:Bucket", "b", {"labels": labels})).buckets
    assert found.tags == dict.fromkeys(keys, "x")


def test_secrets_stay_masked() -> None:
    box = resource(
        "gcp:compute/instance:Instance", "box", {"machineType": SecretText("zones/z/machineTypes/n1-standard-8")}
    )
    (found,) = facts(box).nodes
    (choice,) = found.choices
    assert choice.instance_type == "n1-standard-8"
    assert "n1-standard-8" not in repr(found)
