"""A saved preview or export is read as it is; a broken one is one error that says what and what to do."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.preview import read_saved, validate_inputs
from penstock.problem import InputError
from penstock.resources.reading.values import UNKNOWN

from .runner import named

SIGNATURE = "4dabf18193072939515e22adb298388d"
SECRET = {SIGNATURE: "1b47061264138c4ac30d75fd1eb44270"}
UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
URN = "urn:pulumi:prod::shop"
PROVIDER = f"{URN}::pulumi:providers:aws::default_7_51_1"
STACK = f"{URN}::pulumi:pulumi:Stack::shop-prod"
BUCKET = f"{URN}::acme:web:Site$aws:s3/bucket:Bucket::data"

EXPORT: dict[str, Any] = {
    "version": 3,
    "deployment": {
        "manifest": {"time": "2026-07-01T00:00:00Z", "magic": "x", "version": "v3.259.0"},
        "secrets_providers": {"type": "passphrase", "state": {"salt": "v1:x"}},
        "resources": [
            {
                "urn": STACK,
                "custom": False,
                "type": "pulumi:pulumi:Stack",
                "outputs": {"url": "https://x", "key": {**SECRET, "plaintext": '"hunter2"'}},
            },
            {
                "urn": PROVIDER,
                "custom": True,
                "id": "3c9b",
                "type": "pulumi:providers:aws",
                "inputs": {"region": "eu-west-1", "version": "7.51.1", "__internal": {}},
                "outputs": {"region": "eu-west-1"},
            },
            {"urn": f"{URN}::acme:web:Site::site", "custom": False, "type": "acme:web:Site", "parent": STACK},
            {
                "urn": BUCKET,
                "custom": True,
                "id": "data-1",
                "type": "aws:s3/bucket:Bucket",
                "inputs": {
                    "__defaults": ["bucket"],
                    "bucket": "data-1",
                    "tags": {"a": "b", "__defaults": []},
                    "count": 3.0,
                },
                "outputs": {"arn": "arn:aws:s3:::data-1", "id": "data-1"},
                "parent": f"{URN}::acme:web:Site::site",
                "dependencies": [PROVIDER],
                "propertyDependencies": {"bucket": [PROVIDER], "tags": []},
                "provider": f"{PROVIDER}::3c9b",
                "protect": True,
                "retainOnDelete": True,
                "ignoreChanges": ["tags"],
                "aliases": [f"{URN}::aws:s3/bucketV2:BucketV2::data"],
                "sourcePosition": "project:///__main__.py#12,3",
            },
            {
                "urn": f"{URN}::aws:ssm/parameter:Parameter::key",
                "custom": True,
                "type": "aws:ssm/parameter:Parameter",
                "inputs": {"value": {**SECRET, "ciphertext": "v1:abc"}, "type": {**SECRET, "plaintext": '"String"'}},
                "provider": f"{PROVIDER}::3c9b",
            },
            {"urn": f"{URN}::aws:sns/topic:Topic::old", "custom": True, "delete": True, "type": "aws:sns/topic:Topic"},
        ],
    },
}

PREVIEW: dict[str, Any] = {
    "config": {"aws:region": "eu-west-1", "shop:sizes": '{"a": 1}', "shop:key": "[secret]"},
    "steps": [
        {
            "op": "create",
            "urn": STACK,
            "newState": {
                "urn": STACK,
                "custom": False,
                "type": "pulumi:pulumi:Stack",
                "outputs": {"arn": UNKNOWN_TEXT},
            },
        },
        {
            "op": "same",
            "urn": PROVIDER,
            "newState": {
                "urn": PROVIDER,
                "custom": True,
                "type": "pulumi:providers:aws",
                "inputs": {"region": "eu-west-1"},
            },
        },
        {
            "op": "replace",
            "urn": BUCKET,
            "provider": f"{PROVIDER}::3c9b",
            "newState": {
                "urn": BUCKET,
                "custom": True,
                "type": "aws:s3/bucket:Bucket",
                "inputs": {"bucket": UNKNOWN_TEXT, "acl": "private", "password": "[secret]"},
                "outputs": {"bucket": "guessed"},
                "parent": STACK,
            },
            "detailedDiff": None,
        },
        {"op": "delete", "urn": f"{URN}::aws:sns/topic:Topic::old", "oldState": {"urn": "x"}},
        {
            "op": "read",
            "urn": f"{URN}::aws:sqs/queue:Queue::theirs",
            "newState": {
                "urn": f"{URN}::aws:sqs/queue:Queue::theirs",
                "custom": True,
                "external": True,
                "type": "aws:sqs/queue:Queue",
                "inputs": {},
            },
        },
    ],
    "diagnostics": [
        {"severity": "error", "message": "no such size\n"},
        {"severity": "info", "message": "hello"},
    ],
    "duration": 1000000,
    "changeSummary": {"create": 1, "same": 1},
}


def saved(folder: Path, content: object) -> Path:
    """A file that holds `content` as JSON."""
    path = folder / "saved.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_an_export_is_what_the_cloud_has(tmp_path: Path) -> None:
    capture = read_saved(saved(tmp_path, EXPORT))
    assert (capture.project, capture.stack, capture.origin) == ("shop", "prod", "export")
    assert {it.name for it in capture.resources} == {"shop-prod", "default_7_51_1", "site", "data", "key"}
    bucket = named(capture, "data")
    assert bucket.type == "aws:s3/bucket:Bucket"
    assert bucket.inputs == {"bucket": "data-1", "tags": {"a": "b"}, "count": 3}
    assert bucket.outputs == {"arn": "arn:aws:s3:::data-1", "id": "data-1"}
    assert bucket.provider == PROVIDER
    assert bucket.dependencies == (PROVIDER,)
    assert bucket.property_dependencies == {"bucket": (PROVIDER,)}
    assert bucket.protect
    assert bucket.retain_on_delete
    assert bucket.ignore_changes == ("tags",)
    assert str(bucket.source) == "__main__.py:12"
    assert not named(capture, "site").custom


def test_a_secret_of_an_export_is_masked_or_unknown(tmp_path: Path) -> None:
    capture = read_saved(saved(tmp_path, EXPORT))
    assert named(capture, "key").inputs["value"] is UNKNOWN
    assert named(capture, "key").inputs["type"] == "String"
    assert capture.outputs["key"] == "hunter2"
    assert "hunter2" not in repr(capture)


def test_a_preview_is_what_would_be(tmp_path: Path) -> None:
    capture = read_saved(saved(tmp_path, PREVIEW))
    assert capture.origin == "preview"
    assert {it.name for it in capture.resources} == {"shop-prod", "default_7_51_1", "data", "theirs"}
    bucket = named(capture, "data")
    assert bucket.inputs == {"bucket": UNKNOWN, "acl": "private", "password": UNKNOWN}
    assert bucket.outputs == {}, "what the engine guesses is not known"
    assert bucket.provider == PROVIDER
    assert named(capture, "theirs").external
    assert capture.config == {"aws:region": "eu-west-1", "shop:sizes": {"a": 1}, "shop:key": UNKNOWN}
    assert capture.outputs == {"arn": UNKNOWN}
    assert capture.notes == ("the preview ended with an error: no such size",)


@pytest.mark.parametrize("operation", ["delete", "delete-replaced", "discard-replaced", "read-discard"])
def test_what_a_preview_would_remove_is_not_there(tmp_path: Path, operation: str) -> None:
    gone = copy.deepcopy(PREVIEW)
    gone["steps"][4]["op"] = operation
    assert "theirs" not in {it.name for it in read_saved(saved(tmp_path, gone)).resources}


def test_what_a_refresh_showed_and_a_later_step_deletes_is_not_there(tmp_path: Path) -> None:
    gone = copy.deepcopy(PREVIEW)
    gone["steps"].append({"op": "delete", "urn": BUCKET})
    assert "data" not in {it.name for it in read_saved(saved(tmp_path, gone)).resources}


def test_saved_inputs_are_not_validated_again(tmp_path: Path) -> None:
    assert validate_inputs(read_saved(saved(tmp_path, EXPORT))) == []


@pytest.mark.parametrize("content", [EXPORT, PREVIEW], ids=["export", "preview"])
def test_the_order_in_the_file_changes_nothing(tmp_path: Path, content: dict[str, Any]) -> None:
    turned = copy.deepcopy(content)
    for items in (turned.get("steps"), turned.get("deployment", {}).get("resources")):
        if items:
            items.reverse()
    assert read_saved(saved(tmp_path, turned)) == read_saved(saved(tmp_path, content))


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "saved.json"
    path.write_text(json.dumps(EXPORT), encoding="utf-8-sig")
    assert read_saved(path).stack == "prod"


def without(content: dict[str, Any], *path: str | int, by: object = None) -> dict[str, Any]:
    """`content` with another value at the path."""
    changed = copy.deepcopy(content)
    place: Any = changed
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = by
    return changed


BROKEN: dict[str, tuple[object, str]] = {
    "nothing": ("", "is empty"),
    "half a file": (json.dumps(EXPORT)[:400], "is not whole JSON"),
    "a page": ("<html></html>", "has no JSON in it"),
    "a list": ([], "is neither a preview, an export, a state, a plan nor a log"),
    "another object": ({"a": 1}, "is neither a preview, an export, a state, a plan nor a log"),
    "nested too deep": ("[" * 100_000, "is not whole JSON"),
    "an export without resources": (without(EXPORT, "deployment", "resources"), "has no resources in it"),
    "an empty export": ({"version": 3, "deployment": None}, "deployment is not an object"),
    "an empty preview": ({"steps": []}, "has no resources in it"),
    "only deletions": ({"steps": [PREVIEW["steps"][3]]}, "has no resources in it"),
    "steps that are an object": ({"steps": {"a": 1}}, "steps is not a list"),
    "a step that is a text": ({"steps": ["create"]}, "steps[0] is not an object"),
    "a state that is a list": ({"steps": [{"op": "create", "newState": [1]}]}, "steps[0].newState is not an object"),
    "no URN": (without(EXPORT, "deployment", "resources", 3, "urn"), "deployment.resources[3].urn is None"),
    "half a URN": (
        without(EXPORT, "deployment", "resources", 3, "urn", by="urn:pulumi:prod::shop"),
        "deployment.resources[3].urn is 'urn:pulumi:prod::shop', not a Pulumi URN",
    ),
    "inputs that are a list": (
        without(EXPORT, "deployment", "resources", 3, "inputs", by=[1]),
        "deployment.resources[3].inputs is not an object",
    ),
    "dependencies that are a text": (
        without(EXPORT, "deployment", "resources", 3, "dependencies", by="x"),
        "deployment.resources[3].dependencies is not a list",
    ),
    "config that is a list": (without(PREVIEW, "config", by=["a"]), "config is not an object"),
}


@pytest.mark.parametrize(("content", "what"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_told_with_what_and_what_to_do(tmp_path: Path, content: object, what: str) -> None:
    path = saved(tmp_path, content)
    with pytest.raises(InputError) as caught:
        read_saved(path)
    (problem,) = caught.value.problems
    assert problem.where == str(path)
    assert what in problem.what
    assert "pulumi preview --json" in problem.fix
    assert "pulumi stack export" in problem.fix


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.json"):
        with pytest.raises(InputError, match="cannot be read"):
            read_saved(path)
    binary = tmp_path / "binary.json"
    binary.write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(InputError, match="is not text"):
        read_saved(binary)


def places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The path of every value in a JSON document."""
    found = [path] if path else []
    match value:
        case dict():
            inner: Any = cast("dict[str, Any]", value).items()
        case list():
            inner = enumerate(cast("list[Any]", value))
        case _:
            inner = ()
    for key, item in inner:
        found += places(item, (*path, key))
    return found


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just(UNKNOWN_TEXT)
SIGNED = st.fixed_dictionaries(
    {SIGNATURE: st.sampled_from([*SECRET.values(), "x", 3, None])}, optional={"value": SCALARS}
)
JSON = st.recursive(
    SCALARS | SIGNED,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize("content", [EXPORT, PREVIEW], ids=["export", "preview"])
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_change_of_a_file_is_read_or_told_and_never_anything_else(
    tmp_path: Path, content: dict[str, Any], data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from(places(content)))
    changed = without(content, *path, by=data.draw(JSON))
    path_of_file = saved(tmp_path, changed)
    try:
        capture = read_saved(path_of_file)
    except InputError:
        return  # told; what it says is tested above
    assert [it.urn for it in capture.resources] == sorted(it.urn for it in capture.resources)
    for resource in capture.resources:
        assert isinstance(resource.parent, str | None)
        assert isinstance(resource.provider, str | None)
        assert all(isinstance(it, str) for it in (*resource.dependencies, *resource.aliases, *resource.ignore_changes))
    assert UNKNOWN_TEXT not in repr([it.inputs for it in capture.resources])
