"""Manifests and charts: what is written in the program is read, what is elsewhere may be anything, and a chart of nginx blocks nobody."""

from __future__ import annotations

from typing import Any

import pytest

from penstock.resources.facts import FactSet
from penstock.resources.reading.values import UNKNOWN, SecretText
from penstock_policies import Outcome
from resources.resource_facts import facts, resource

from .kubernetes_program import machines, of, outcomes, read_program

FAIL, UNDETERMINED, PASS = Outcome.FAIL, Outcome.UNDETERMINED, Outcome.PASS
LARGE = """
apiVersion: v1
kind: Pod
metadata: {name: large, created: 2026-01-01}
spec:
  nodeSelector: {node.kubernetes.io/instance-type: p5.48xlarge}
  containers: [{name: a, image: b}]
---
---
apiVersion: v1
kind: ConfigMap
data: {a: b}
"""
SMALL = "apiVersion: v1\nkind: ConfigMap\ndata: {a: b}\n"


def brought(token: str, inputs: Any, **rest: Any) -> FactSet:
    return facts(resource(f"kubernetes:{token}", "it", inputs, **({"custom": False} | rest)))


PROGRAM = f"""
from pulumi_kubernetes.helm.v3 import Chart, ChartOpts, FetchOpts
k8s.yaml.v2.ConfigGroup("text", yaml={LARGE!r})
k8s.yaml.v2.ConfigGroup("small", yaml={SMALL!r})
k8s.yaml.v2.ConfigGroup("written", objs=[{{"apiVersion": "v1", "kind": "Pod", "spec": {{
    "nodeSelector": {{"node.kubernetes.io/instance-type": "p5.48xlarge"}}, "containers": []}}}}])
k8s.yaml.v2.ConfigFile("file", file="manifests.yaml")
k8s.kustomize.v2.Directory("folder", directory="overlay")
k8s.helm.v4.Chart("web", chart="nginx", values={{"replicas": 2, "resources": {{"limits": {{"cpu": "1"}}}}}})
k8s.helm.v4.Chart("serve", chart="vllm", values={{"resources": {{"limits": {{"nvidia.com/gpu": 8}}}}}})
k8s.helm.v4.Chart("placed", chart="vllm", values={{"nodeSelector": {{"node.kubernetes.io/instance-type": "p5.48xlarge"}}}})
k8s.helm.v3.Release("release", chart="nginx", version="1.2.3")
k8s.helm.v3.Release("labelled", chart="a", values={{"affinity": {{"terms": [
    {{"key": "cloud.google.com/gke-accelerator", "operator": "In", "values": ["nvidia-h100-80gb"]}}]}}}})
Chart("old", ChartOpts(chart="nginx", fetch_opts=FetchOpts(repo="https://charts.example.com")))
Chart("old-serve", ChartOpts(chart="vllm", values={{"resources": {{"limits": {{"nvidia.com/gpu": 8}}}}}}))
k8s.helm.v3.Release("words", chart="p5.48xlarge", description="for p5.48xlarge", repository_opts={{"repo": "https://p5.48xlarge"}})
"""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("text", {FAIL}),
        ("small", set[Outcome]()),
        ("written", {FAIL}),
        ("file", {UNDETERMINED}),
        ("folder", {UNDETERMINED}),
        ("web", set[Outcome]()),
        ("serve", {UNDETERMINED}),
        ("placed", {FAIL}),
        ("release", set[Outcome]()),
        ("labelled", {FAIL}),
        ("old", set[Outcome]()),
        ("old-serve", {UNDETERMINED}),
        ("words", set[Outcome]()),  # a chart's own text is no machine
    ],
)
def test_what_a_manifest_or_a_chart_brings_is_judged(name: str, expected: set[Outcome]) -> None:
    found = read_program(PROGRAM)
    assert outcomes(found, "oversized-instance", name) == expected
    assert name in {it.name for it in found.unread}  # never silent: nobody knows its price


def test_what_the_engine_shows_is_read_instead() -> None:
    chart = resource(
        "kubernetes:helm.sh/v4:Chart", "chart", {"chart": "vllm", "values": {"x": "p5.48xlarge"}}, custom=False
    )
    pod = {"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"name": "a", "image": "b"}]}}
    child = resource("kubernetes:core/v1:Pod", "pod", pod, parent=chart.urn)
    assert of(facts(chart, child, origin="preview"), "chart") == []
    assert of(facts(chart, child), "chart") != []  # what is below it in a program is the program's own
    assert of(facts(chart), "chart") != []


def test_what_a_component_makes_in_the_program_s_own_process_is_read_instead() -> None:
    group = resource("kubernetes:yaml:ConfigGroup", "group", {}, custom=False, provider=None)
    pod = {"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"name": "a", "image": "b"}]}}
    assert of(facts(group, resource("kubernetes:core/v1:Pod", "pod", pod, parent=group.urn)), "group") == []


def test_what_hangs_below_a_release_is_no_part_of_it() -> None:
    inputs = {"chart": "vllm", "values": {"x": "p5.48xlarge"}}
    release = resource("kubernetes:helm.sh/v3:Release", "release", inputs)
    below = resource("kubernetes:core/v1:Namespace", "jobs", {}, parent=release.urn)
    assert of(facts(release, below, origin="export"), "release") != []


@pytest.mark.parametrize(
    "inputs",
    [
        {"yaml": UNKNOWN},
        {"yaml": [UNKNOWN]},
        {"yaml": "a: [b"},
        {"yaml": "- just\n- text"},
        {"yaml": "a: &a [b, b]\nc: [*a, *a]"},  # it may grow without end
        {"yaml": "[" * 5000},
        {"objs": UNKNOWN},
        {"objs": [UNKNOWN]},
        {"files": ["a.yaml"]},
        {"files": UNKNOWN},
        {},
    ],
)
def test_manifests_that_nobody_can_read_may_be_anything(inputs: Any) -> None:
    assert outcomes(brought("yaml/v2:ConfigGroup", inputs), "oversized-instance") == {UNDETERMINED}


@pytest.mark.parametrize("token", ["yaml:ConfigFile", "yaml:ConfigGroup", "kustomize:Directory"])
def test_a_component_that_keeps_no_inputs_may_be_anything(token: str) -> None:
    assert outcomes(brought(token, {}, provider=None), "oversized-instance") == {UNDETERMINED}


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"chart": "a", "values": UNKNOWN}, {UNDETERMINED}),
        ({"chart": "a", "valueYamlFiles": [UNKNOWN]}, {UNDETERMINED}),
        ({"chart": "a", "values": {"password": UNKNOWN}}, set[Outcome]()),
        ({"chart": "a", "values": {"instanceType": UNKNOWN}}, {UNDETERMINED}),
        ({"chart": "a", "values": {"gpu": {"nvidia.com/gpu": 0}}}, set[Outcome]()),
    ],
)
def test_values_of_a_chart_that_are_not_known(inputs: Any, expected: set[Outcome]) -> None:
    assert outcomes(brought("helm.sh/v3:Release", inputs, custom=True), "oversized-instance") == expected


def test_a_secret_manifest_is_read_and_stays_masked() -> None:
    found = brought("yaml/v2:ConfigGroup", {"yaml": SecretText(LARGE)})
    ((_, instance_type, _, _),) = machines(found, "it")
    assert instance_type == "p5.48xlarge"
    assert f"{instance_type}" == "[secret]"


def test_a_chart_that_keeps_no_inputs_is_without_a_price_and_no_more() -> None:
    found = brought("helm.sh/v3:Chart", {}, provider=None)
    assert outcomes(found, "oversized-instance") == set()
    assert [it.name for it in found.unread] == ["it"]


def test_one_resource_alone_is_not_said_to_hide_what_its_children_show() -> None:
    alone = resource("kubernetes:helm.sh/v3:Chart", "it", {}, custom=False, provider=None)
    assert of(facts(alone, complete=False), "it") == []


@pytest.mark.parametrize(
    ("token", "source", "expected"),
    [
        ("argoproj.io/v1alpha1:Application", {"source": {"path": "gpu"}}, {UNDETERMINED}),
        ("argoproj.io/v1alpha1:Application", {"sources": [{"path": "gpu"}]}, {UNDETERMINED}),
        ("argoproj.io/v1alpha1:Application", {"source": {"chart": "nginx"}}, set[Outcome]()),
        ("argoproj.io/v1alpha1:Application", {"source": {"chart": "a", "helm": {"values": "x: 1"}}}, {UNDETERMINED}),
        ("argoproj.io/v1alpha1:Application", {"source": {"chart": "a", "helm": UNKNOWN}}, {UNDETERMINED}),
        (
            "argoproj.io/v1alpha1:Application",
            {"source": {"chart": "a", "helm": {"valuesObject": {"type": "p5.48xlarge"}}}},
            {FAIL},
        ),
        ("kustomize.toolkit.fluxcd.io/v1:Kustomization", {"path": "./gpu"}, {UNDETERMINED}),
    ],
)
def test_what_a_controller_brings_from_a_repository_is_judged_like_a_folder(
    token: str, source: Any, expected: set[Outcome]
) -> None:
    assert outcomes(brought(token, {"spec": source}, custom=True), "oversized-instance") == expected
