"""Small programs of pulumi-kubernetes and pulumi-eks, run in process, and objects by hand for variations."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from penstock.preview import run_program
from penstock.resources import read
from penstock.resources.facts import FactSet, Node, NodeTemplate
from penstock.resources.reading.capture import Capture
from penstock_policies import RULES, Outcome, evaluate, settings_from
from resources.programs import write_program
from resources.resource_facts import facts, resource

CONFIG = {"aws:region": "us-east-1", "gcp:project": "team", "gcp:region": "us-central1"}
NO_SETTINGS: Mapping[str, str] = dict.fromkeys(("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE", "KUBECONFIG"), "")
"""Nothing of this machine's own settings reaches a program."""


@cache
def run(source: str) -> Capture:
    """What the program `source` registers; the SDKs are imported for it as `k8s`, `eks`, `aws` and `gcp`."""
    with TemporaryDirectory() as name, warnings.catch_warnings():
        # The SDKs warn about their own modules when one of them is imported.
        warnings.simplefilter("ignore", DeprecationWarning)
        imports = "import json\nimport pulumi\nimport pulumi_kubernetes as k8s\nimport pulumi_eks as eks\nimport pulumi_aws as aws\nimport pulumi_gcp as gcp\n"
        return run_program(write_program(Path(name), imports, source), "dev", config=CONFIG, environ=NO_SETTINGS)


def read_program(source: str) -> FactSet:
    """The joined facts of the program `source`."""
    return read(run(source))


def of(found: FactSet, name: str) -> list[Node | NodeTemplate]:
    """The machines that the resource of that name starts, then those that it describes."""
    return [it for it in (*found.nodes, *found.templates) if it.urn.rpartition("::")[2] == name]


def machines(found: FactSet, name: str) -> list[tuple[str, object, object, object]]:
    """(cloud, type, accelerator, how many) of each machine that the resource of that name may get."""
    return [
        (fact.cloud, it.instance_type, it.accelerator, it.accelerator_count)
        for fact in of(found, name)
        for it in fact.choices
    ]


def an_object(api: str, kind: str, inputs: Mapping[str, Any], **rest: Any) -> FactSet:
    """The facts of one object of a cluster that is not in the program."""
    token = f"kubernetes:{api if '/' in api else f'core/{api}'}:{kind}"
    body = {"apiVersion": api, "kind": kind, **inputs}
    return facts(resource(token, "it", body, provider=None, **rest))


def outcomes(found: FactSet, rule: str, name: str = "it") -> set[Outcome]:
    """What a rule with its own settings says of the resource of that name."""
    (judge,) = (it for it in RULES if it.name == rule)
    judged = evaluate(found, settings_from({rule: {"enforcementLevel": "mandatory"}}), rules=[judge])
    return {it.verdict.outcome for it in judged.verdicts if it.verdict.urn.rpartition("::")[2] == name}
