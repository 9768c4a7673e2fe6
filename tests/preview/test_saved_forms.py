"""A saved stack is read in each form in which people have it; the excerpts in `saved/` are of files that the engine wrote."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penstock.preview import read_saved
from penstock.problem import InputError
from penstock.resources.reading.capture import Capture
from penstock.resources.reading.values import UNKNOWN

from .runner import named
from .test_read_saved import EXPORT, JSON, PREVIEW, places, without

SAVED = Path(__file__).with_name("saved")
TEXT = json.dumps(PREVIEW, indent=4)
INSTALLING = "Installing policy pack org-pack 0.0.7...\nFinished installing policy pack\n\n"


def written(folder: Path, content: bytes, name: str = "saved.json") -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


@pytest.fixture
def plain(tmp_path: Path) -> Capture:
    """What the preview says as Pulumi wrote it."""
    return read_saved(written(tmp_path, TEXT.encode(), "plain.json"))


WRAPPED = {
    "text before it": (INSTALLING + TEXT).encode(),
    "text in braces before it": ("{warning} no git repository\n" + TEXT).encode(),
    "text after it": (TEXT + "\nwarning: a new version of Pulumi is available\n").encode(),
    "both, in one line": (INSTALLING + json.dumps(PREVIEW) + "\nResources: 3 unchanged\n").encode(),
    "lines of Windows": (INSTALLING + TEXT).replace("\n", "\r\n").encode(),
    "PowerShell's redirection": TEXT.replace("\n", "\r\n").encode("utf-16"),
    "UTF-16 with the other order": b"\xfe\xff" + (INSTALLING + TEXT).encode("utf-16-be"),
    "UTF-16 without a mark": TEXT.encode("utf-16-le"),
    "UTF-8 with a mark": b"\xef\xbb\xbf" + TEXT.encode(),
    "gzip": gzip.compress(TEXT.encode()),
    "gzip of UTF-16": gzip.compress((INSTALLING + TEXT).encode("utf-16")),
}


@pytest.mark.parametrize("content", WRAPPED.values(), ids=WRAPPED)
def test_what_is_around_the_json_does_not_matter(tmp_path: Path, plain: Capture, content: bytes) -> None:
    assert read_saved(written(tmp_path, content)) == plain


def test_a_dash_is_standard_input(plain: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert read_saved(Path("-")) == plain


@pytest.mark.parametrize("version", [3, 4])
def test_a_state_of_a_backend_is_its_export(tmp_path: Path, version: int) -> None:
    state = {"version": version, "checkpoint": {"stack": "organization/shop/prod", "latest": EXPORT["deployment"]}}
    export = {**EXPORT, "version": version}
    assert read_saved(written(tmp_path, json.dumps(state).encode())) == read_saved(
        written(tmp_path, json.dumps(export).encode(), "export.json")
    )


def test_a_state_that_the_engine_wrote() -> None:
    capture = read_saved(SAVED / "state.json")
    assert (capture.origin, capture.project, capture.stack) == ("export", "plain", "dev")
    assert named(capture, "scratch").inputs["forceDestroy"] is True


def test_events_that_the_engine_wrote() -> None:
    capture = read_saved(SAVED / "events.jsonl")
    assert (capture.origin, capture.project, capture.stack) == ("preview", "plain", "dev")
    assert capture.config == {"aws:region": "us-east-1"}
    nodes = named(capture, "nodes")
    assert (nodes.inputs["minSize"], nodes.inputs["maxSize"]) == (0, 4)
    assert nodes.inputs["vpcZoneIdentifiers"] == [UNKNOWN, UNKNOWN]
    assert nodes.provider is not None
    assert capture.by_urn()[nodes.provider].inputs["region"] == "us-east-1"


def test_events_as_a_list(tmp_path: Path) -> None:
    lines = (SAVED / "events.jsonl").read_text(encoding="utf-8").splitlines()
    listed = written(tmp_path, f"[{','.join(lines)}]".encode())
    assert read_saved(listed) == read_saved(SAVED / "events.jsonl")


def test_what_a_later_event_deletes_is_gone(tmp_path: Path) -> None:
    lines = (SAVED / "events.jsonl").read_text(encoding="utf-8").splitlines()
    urn = named(read_saved(SAVED / "events.jsonl"), "scratch").urn
    deleted: dict[str, object] = {"op": "delete", "urn": urn, "type": "aws:s3/bucket:Bucket", "old": {}, "new": None}
    event: dict[str, object] = {
        "sequence": 900,
        "timestamp": 1,
        "resourcePreEvent": {"metadata": deleted, "planning": True},
    }
    capture = read_saved(written(tmp_path, "\n".join([*lines[:-1], json.dumps(event), lines[-1]]).encode()))
    assert urn not in capture.by_urn()


def test_an_error_among_the_events_is_a_note(tmp_path: Path) -> None:
    lines = (SAVED / "events.jsonl").read_text(encoding="utf-8").splitlines()
    said = {"message": "no credentials\n", "color": "never", "severity": "error"}
    event = json.dumps({"sequence": 900, "timestamp": 1, "diagnosticEvent": said})
    capture = read_saved(written(tmp_path, "\n".join([event, *lines]).encode()))
    assert "the preview ended with an error: no credentials" in capture.notes


def test_a_plan_that_the_engine_wrote() -> None:
    capture = read_saved(SAVED / "plan.json")
    assert capture.config == {"aws:region": "us-east-1"}
    nodes = named(capture, "nodes")
    assert (nodes.inputs["minSize"], nodes.inputs["maxSize"]) == (0, 4)
    assert nodes.ignore_changes == ("desiredCapacity",)
    assert any("launchTemplate" in urn for urn in nodes.property_dependencies["mixedInstancesPolicy"])
    assert capture.notes == ()


def test_a_plan_of_an_existing_stack_takes_the_rest_from_the_last_outputs(tmp_path: Path) -> None:
    file = SAVED / "plan_of_an_existing_stack.json"
    capture = read_saved(file)
    assert named(capture, "nodes").inputs["maxSize"] == 4
    assert any("only what changes" in note for note in capture.notes)
    plan = json.loads(file.read_text(encoding="utf-8"))
    (urn,) = (urn for urn in plan["resourcePlans"] if urn.endswith("::nodes"))
    plan["resourcePlans"][urn]["goal"]["inputDiff"] = {"updates": {"maxSize": 40}, "deletes": ["desiredCapacity"]}
    plan["resourcePlans"][urn]["steps"] = ["update"]
    changed = named(read_saved(written(tmp_path, json.dumps(plan).encode())), "nodes")
    assert changed.inputs["maxSize"] == 40
    assert "desiredCapacity" not in changed.inputs


def test_what_a_plan_deletes_is_gone(tmp_path: Path) -> None:
    plan = json.loads((SAVED / "plan.json").read_text(encoding="utf-8"))
    (urn,) = (urn for urn in plan["resourcePlans"] if urn.endswith("::nodes"))
    plan["resourcePlans"][urn] = {"steps": ["delete"], "state": None}
    assert urn not in read_saved(written(tmp_path, json.dumps(plan).encode())).by_urn()


def test_an_encrypted_value_of_a_plans_config_is_unknown(tmp_path: Path) -> None:
    plan = json.loads((SAVED / "plan.json").read_text(encoding="utf-8"))
    plan["config"]["plain:token"] = {"secure": "v1:abc:def"}
    assert read_saved(written(tmp_path, json.dumps(plan).encode())).config["plain:token"] is UNKNOWN


REFUSED = {
    "half of it after text": ((INSTALLING + TEXT[:300]).encode(), "is not whole JSON"),
    "half a gzip": (gzip.compress(TEXT.encode())[:80], "compressed and not whole"),
    "zstd": (b"\x28\xb5\x2f\xfd\x00\x01", "zstd -d"),
    "two previews": (f"{TEXT}\n{TEXT}".encode(), "has 2 previews or exports in it"),
    "a preview for people": (b"Previewing update (dev):\n + aws:s3:Bucket data create\n", "has no JSON in it"),
    "events that end early": (
        b"\n".join((SAVED / "events.jsonl").read_bytes().splitlines()[:-2]),
        "ends before the preview did",
    ),
    "events with half a line": ((SAVED / "events.jsonl").read_bytes()[:-900], "is not whole JSON"),
    "Terraform's plan": (json.dumps({"format_version": "1.2", "planned_values": {}}).encode(), "Terraform's plan"),
    "Terraform's state": (json.dumps({"version": 4, "terraform_version": "1.9"}).encode(), "Terraform's state"),
    "CloudFormation": (json.dumps({"AWSTemplateFormatVersion": "2010-09-09"}).encode(), "CloudFormation"),
    "our own result": (json.dumps({"version": 1, "verdicts": []}).encode(), "--baseline"),
    "an entry of the history": (json.dumps({"kind": "update", "resourceChanges": {}}).encode(), "history"),
    "a new stack's state": (
        json.dumps({"version": 3, "checkpoint": {"stack": "a/b/c"}}).encode(),
        "has no resources in it",
    ),
}


@pytest.mark.parametrize(("content", "what"), REFUSED.values(), ids=REFUSED)
def test_another_file_is_told_by_what_it_is(tmp_path: Path, content: bytes, what: str) -> None:
    file = written(tmp_path, content)
    with pytest.raises(InputError, match=what) as caught:
        read_saved(file)
    (problem,) = caught.value.problems
    assert problem.where == str(file)
    assert problem.fix


def test_a_part_of_a_program_names_its_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=f"give the program's folder: {tmp_path}"):
        read_saved(written(tmp_path, b"name: x\n", "Pulumi.yaml"))


@pytest.mark.parametrize("name", ["plan.json", "plan_of_an_existing_stack.json", "state.json", "events.jsonl"])
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_change_of_a_form_is_read_or_told(tmp_path: Path, name: str, data: st.DataObject) -> None:
    lines = (SAVED / name).read_text(encoding="utf-8")
    parts: list[Any] = (
        [json.loads(line) for line in lines.splitlines()] if name == "events.jsonl" else [json.loads(lines)]
    )
    index, *path = data.draw(st.sampled_from([it for it in places(parts) if len(it) > 1]))
    assert isinstance(index, int)
    parts[index] = without(parts[index], *path, by=data.draw(JSON))
    with contextlib.suppress(InputError):
        read_saved(written(tmp_path, "\n".join(map(json.dumps, parts)).encode()))
