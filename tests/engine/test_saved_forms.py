"""Every form in which the real engine saves a stack is read as the same stack."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from penstock.preview import read_saved
from penstock.resources import read
from penstock.resources.reading.capture import Capture
from penstock_policies import evaluate

from .cli import PulumiCli
from .conftest import open_once


@pytest.fixture(scope="module")
def forms(
    pulumi_cli: PulumiCli, programs: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Capture]]:
    """Form -> what is read of it, of one program."""
    with open_once(pulumi_cli, programs / "plain", "dev", tmp_path_factory.mktemp("forms")) as project:
        read_forms = {
            "plan": read_saved(project.plan()),
            "events": read_saved(project.events()),
            "stream": read_saved(project.stream()),
            "preview": read_saved(project.preview().file),
        }
        project.up()
        read_forms["export"] = read_saved(project.export())
        read_forms["state"] = read_saved(project.backend_file())
        read_forms["packed state"] = read_saved(project.backend_file(packed=True))
        read_forms["later plan"] = read_saved(project.plan())
        read_forms["later events"] = read_saved(project.events())
        yield read_forms


def inputs(capture: Capture) -> dict[str, object]:
    """URN -> inputs of what the program asks for; a preview leaves default providers out."""
    return {
        resource.urn: resource.inputs
        for resource in capture.resources
        if resource.custom and not resource.type.startswith("pulumi:providers:")
    }


def outcomes(capture: Capture) -> dict[tuple[str, str], str]:
    """(rule, resource) -> outcome of everything that was judged."""
    judged = evaluate(read(capture)).verdicts
    return {(it.verdict.rule, it.verdict.urn): it.verdict.outcome.value for it in judged}


@pytest.mark.parametrize("form", ["plan", "events", "stream"])
def test_what_is_to_be_has_the_same_resources(forms: dict[str, Capture], form: str) -> None:
    assert len(inputs(forms["preview"])) == 8
    assert inputs(forms[form]) == inputs(forms["preview"])
    assert forms[form].config == forms["preview"].config


def test_a_plan_has_the_same_verdicts(forms: dict[str, Capture]) -> None:
    assert outcomes(forms["plan"]) == outcomes(forms["preview"])


@pytest.mark.parametrize("form", ["events", "stream"])
def test_events_which_have_no_dependencies_pass_nothing_more(forms: dict[str, Capture], form: str) -> None:
    preview, events = outcomes(forms["preview"]), outcomes(forms[form])
    assert {key for key, outcome in events.items() if outcome == "pass"} <= {
        key for key, outcome in preview.items() if outcome == "pass"
    }
    assert any("no dependencies" in note for note in forms[form].notes)


@pytest.mark.parametrize("form", ["state", "packed state"])
def test_a_backends_own_file_is_its_export(forms: dict[str, Capture], form: str) -> None:
    assert forms[form] == forms["export"]


def test_a_plan_of_a_stack_that_exists_has_the_rest_from_its_outputs(forms: dict[str, Capture]) -> None:
    plan = forms["later plan"]
    assert inputs(plan).keys() == inputs(forms["export"]).keys()
    (group,) = (resource for resource in plan.resources if resource.name == "nodes")
    assert group.inputs["maxSize"] == 4
    assert any("only what changes" in note for note in plan.notes)


def test_events_of_a_stack_that_exists_have_its_inputs(forms: dict[str, Capture]) -> None:
    assert inputs(forms["later events"]) == inputs(forms["export"])
