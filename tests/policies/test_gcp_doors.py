"""Ways to large machines and to other regions that Google Cloud's services have beside Compute Engine: the rules speak of each."""

from __future__ import annotations

import pytest

from penstock.resources import read
from penstock_policies import Outcome, evaluate, settings_from
from policies.rule_facts import rule
from resources.gcp.gcp_doors import COPIES, FITTING, MACHINES
from resources.gcp.gcp_program import CONFIG, run


def said(program: str, name: str) -> dict[str, set[Outcome]]:
    """Resource -> what the rule of that name says of it."""
    facts = read(run(program, CONFIG))
    judged = evaluate(facts, settings_from({name: {"enforcementLevel": "mandatory"}}), rules=[rule(name)])
    found: dict[str, set[Outcome]] = {}
    for it in judged.verdicts:
        found.setdefault(it.verdict.urn.rpartition("::")[2], set()).add(it.verdict.outcome)
    return found


@pytest.fixture(scope="module")
def sizes() -> dict[str, set[Outcome]]:
    return said(MACHINES, "oversized-instance")


@pytest.fixture(scope="module")
def copies() -> dict[str, set[Outcome]]:
    return said(COPIES, "cross-region-copy")


@pytest.mark.parametrize(
    "name",
    [
        *(
            "imaged",
            "future",
            "restored",
            "flow",
            "scheduled-flow",
            "workflow",
            "batch",
            "flexible",
            "desk",
            "notebook",
        ),
        *("on-aws", "on-azure", "slurm", "airflow"),
    ],
)
def test_a_large_machine_is_too_large_whichever_service_rents_it(sizes: dict[str, set[Outcome]], name: str) -> None:
    assert Outcome.FAIL in sizes[name]


@pytest.mark.parametrize("name", ["commitment", "vmware", "serve"])
def test_what_no_list_knows_is_not_let_through(sizes: dict[str, set[Outcome]], name: str) -> None:
    assert sizes[name] == {Outcome.UNDETERMINED}


@pytest.mark.parametrize(
    "name",
    [
        *(
            "transfer",
            "snapshot",
            "image",
            "nightly",
            "mirror",
            "primary",
            "replica",
            "second",
            "wide",
            "rows",
            "documents",
        ),
        *("cache", "files", "vault", "plan", "slots", "tunnel", "images"),
    ],
)
def test_a_copy_in_another_region_is_named(copies: dict[str, set[Outcome]], name: str) -> None:
    assert Outcome.FAIL in copies[name]


def test_a_copy_of_what_nobody_knows_the_place_of_is_not_let_through(copies: dict[str, set[Outcome]]) -> None:
    assert copies["from-s3"] == {Outcome.UNDETERMINED}


@pytest.mark.parametrize("name", ["oversized-instance", "cross-region-copy", "spot-required", "idle-shutdown-required"])
def test_what_is_small_and_stays_where_it_is_has_no_finding(name: str) -> None:
    blocked = {Outcome.FAIL, Outcome.UNDETERMINED}
    assert {who: outcomes & blocked for who, outcomes in said(FITTING, name).items() if outcomes & blocked} == {}
