"""Idioms that a real preview runs, and mistakes that it names."""

from __future__ import annotations

import html
import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from cases.case import checked
from penstock.cli.main import main
from penstock.preview import ProgramError

US = {"aws__region": "us-west-2"}


def test_several_groups_of_a_cluster_are_seen_and_priced() -> None:
    found = checked("eks-several-groups", **US)
    pools = [it for it in found.month.resources if it.kind == "pool"]
    assert sorted(it.label for it in pools) == [
        "plain-nodegroup",
        "plain-nodegroupv2",
        "spot-nodegroup",
        "spot-nodegroupv2",
    ]
    assert {it.unit_price for pool in pools for it in pool.components if it.name == "on-demand nodes"} == {
        Decimal("1.006")
    }
    assert found.report.blocked


def test_a_mistake_in_a_callback_is_told_at_its_line() -> None:
    with pytest.raises(ProgramError) as caught:
        checked("callback-error-has-line", **US)
    (problem,) = caught.value.problems
    assert problem.where == "__main__.py:8 in first_label"


def test_a_name_that_the_provider_generates_is_unknown_by_key() -> None:
    found = checked("k8s-generated-name", **US)
    (pool,) = (it for it in found.month.resources if it.kind == "pool")
    assert next(it.unit_price for it in pool.components if it.name == "on-demand nodes") == Decimal("0.8048")


def test_a_security_group_that_the_service_makes_is_unknown_by_key() -> None:
    found = checked("eks-security-group-by-key", **US)
    assert [it.monthly.expected for it in found.month.resources if it.detail == "EKS cluster"] == [Decimal(73)]
    assert not found.report.blocked


def test_a_zone_in_a_name_is_the_same_in_every_form_and_can_be_named(tmp_path: Path) -> None:
    usage, waivers, out = tmp_path / "usage.yaml", tmp_path / "waivers.yaml", tmp_path / "out"
    usage.write_text('version: 0.1\nresource_usage:\n  "net-<zone 1>": {internet_gib: 100}\n', encoding="utf-8")
    expires = (datetime.now(UTC) + timedelta(days=30)).date()
    waivers.write_text(
        "waivers:\n  - rule: internet-egress\n    urn: '*::net-<zone 2>'\n    owner: net\n    reason: moved soon\n"
        f"    ticket: NET-1\n    expires: {expires}\n",
        encoding="utf-8",
    )
    folder = Path(__file__).parent / "zone-in-a-name"
    check = ["check", str(folder), "--stack", "dev", "-c", "aws:region=us-west-2", "--profile", "production"]
    given = ["--usage-file", str(usage), "--waivers", str(waivers)]
    for form in ("json", "sarif", "junit", "markdown", "github"):
        assert main([*check, *given, "--format", form, "--output", str(out)]) == 1
        text = html.unescape(out.read_text(encoding="utf-8"))
        assert "net-<zone 1>" in text
        assert "penstockunknown" not in text
    main([*check, *given, "--format", "json", "--output", str(out)])
    document = json.loads(out.read_text(encoding="utf-8"))
    egress = [it for it in document["verdicts"] if it["rule"] == "internet-egress"]
    assert {it["urn"].rpartition("::")[2]: it["waiver"] is not None for it in egress} == {
        "net-<zone 1>": False,
        "net-<zone 2>": True,
    }
    used = [it for it in document["costs"]["resources"] if it["label"].startswith("net-<zone 1>")]
    assert any(component["monthly"]["expected"] == "9.00" for it in used for component in it["components"])
