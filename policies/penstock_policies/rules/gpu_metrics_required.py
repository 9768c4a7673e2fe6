"""gpu-metrics-required: the use of a GPU can be seen.

Reports GPU nodes of which no text that they start with sets up a report of their GPUs' use. Clouds show the CPU of a machine, and
not its GPUs: a node whose 8 GPUs wait for data looks busy, and nobody finds out that it is paid for nothing.
What counts is a running steward of Penstock, whose agent reports; one of `markers`, in whatever case, in the node's user data
(Penstock's agent is an `agent.pyz`), in the key of an object that it was computed from, or in what its GKE cluster collects; and services that report by themselves: SageMaker's
endpoints and jobs (`GPUUtilization`, SageMaker developer guide, "SageMaker AI metrics in CloudWatch"), Vertex AI's (Vertex AI,
"Cloud Monitoring metrics"), Azure Machine Learning's clusters (`GpuUtilization` by ClusterName; Azure Monitor, Supported metrics).
Allows nodes without accelerators. It is advisory by default, because an image or a cluster's own add-on may report too.
To fix: install NVIDIA's dcgm-exporter or the cloud's own agent with its GPU section.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from penstock.resources.facts import FactSet, Node
from penstock.resources.reading.inputs import plain
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock_policies.judging import any_of, has_gpu
from penstock_policies.rule import Config, Enforcement, Outcome, Rule, Severity, Verdict
from penstock_policies.wording import BOOT_TEXT, REPORT_USE, said

NAME: Final = "gpu-metrics-required"

_REPORTING: Final = frozenset(
    {("cloud-run", "group"), ("sagemaker", "group"), ("vertex-serving", "group"), ("vertex-training", "group")}
)
"""(service, kind of node) whose GPUs the cloud shows by itself (Cloud Run: Built-in metrics); a notebook's it does not."""


def check(facts: FactSet, config: Config) -> Iterable[Verdict]:
    """One verdict for each resource that starts machines."""
    return (_judge(node, config["markers"]) for node in facts.nodes)


def _judge(node: Node, markers: Sequence[str]) -> Verdict:
    def verdict(outcome: Outcome, message: str, fix: str = "") -> Verdict:
        return Verdict(node.urn, NAME, "", outcome, message, fix)

    gpu = has_gpu(node)
    if gpu is False:
        return verdict(Outcome.NOT_APPLICABLE, "no accelerators")
    if (node.service, node.kind) in _REPORTING or _is_ml_cluster(node):
        return verdict(Outcome.PASS, "its service reports the use of its GPUs")
    if any(stopper.mechanism == "steward" and stopper.armed is True for stopper in node.idle):
        return verdict(Outcome.PASS, "Penstock's agent reports the use of its GPUs")
    texts = (*node.mentions, *(node.template.mentions if node.template is not None else ()))
    reported = any_of(_mentions(text, markers) for text in texts)
    if reported is True:
        return verdict(Outcome.PASS, "what it starts with sets up a report of its GPUs")
    message = "nothing that it starts with sets up a report of its GPUs"
    if isinstance(reported, Unknown):
        message = "what it starts with is not known before the deployment"
    if isinstance(gpu, Unknown):
        message = f"whether its instances have accelerators is not known; {message}"
    unsure = isinstance(gpu, Unknown) or isinstance(reported, Unknown)
    outcome = Outcome.UNDETERMINED if unsure else Outcome.FAIL
    limit = f"limit: one of {', '.join(markers)} in {said(BOOT_TEXT, node)}"
    return verdict(outcome, f"{message}; {limit}", said(REPORT_USE, node))


def _is_ml_cluster(node: Node) -> bool:
    token = node.urn.split("::")[2]
    return node.kind == "group" and ":machinelearningservices" in token and token.endswith(":Compute")


def _mentions(text: Maybe[str], markers: Sequence[str]) -> Maybe[bool]:
    return UNKNOWN if isinstance(text, Unknown) else any(marker in plain(text).lower() for marker in markers)


RULE: Final = Rule(
    name=NAME,
    title="The use of GPUs is reported",
    description="GPU nodes report how much their GPUs are used.",
    remediation="Install NVIDIA's dcgm-exporter, or the cloud's own agent with its GPU section.",
    severity=Severity.LOW,
    scope="stack",
    check=check,
    enforcement=Enforcement.ADVISORY,
    config_schema={
        "markers": {
            "type": "array",
            "items": {"type": "string", "pattern": "^[^A-Z]*$"},
            "default": ["/agent.pyz", "dcgm", "nvidia_gpu", "inputs.nvidia_smi", "google-cloud-ops-agent"],
            "description": "Text, in lower case, in user data that shows that something reports the use of GPUs.",
        }
    },
)
