"""`penstock prices` as a shell sees it."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.refresh.price_lists import PriceLists, azure_item, azure_spot, serving

from penstock.catalog import load
from penstock.catalog.overlay import LivePrice, LivePrices, live_folder, read_live, write_live

from .conftest import Run


@pytest.fixture
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return live_folder({"XDG_CACHE_HOME": str(tmp_path)})


@pytest.fixture
def lists(monkeypatch: pytest.MonkeyPatch) -> Iterator[PriceLists]:
    with serving(PriceLists()) as lists:
        monkeypatch.setenv("PENSTOCK_AZURE_PRICES_URL", f"{lists.url}/api/retail/prices")
        yield lists


def test_every_listed_price_has_its_date_and_no_cheaper_one_is_left_out(run: Run, cache: Path) -> None:
    ran = run("prices", "--gpu", "H100", "--count", 8, "--json")
    rows = ran.json["offerings"]
    assert ran.status == 0
    assert {row["cloud"] for row in rows} == {"aws", "azure", "gcp"}
    prices = [Decimal(row["hourly_usd"]) for row in rows]
    assert prices == sorted(prices)
    assert all(date.fromisoformat(row["price_date"]) for row in rows)
    first = load(rows[0]["cloud"]).offering(rows[0]["instance_type"], rows[0]["region"])
    assert first is not None
    assert first.on_demand_hourly == prices[0]


def test_json_has_the_cheapest_of_each_cloud_and_how_old_its_spot_price_is(run: Run, cache: Path) -> None:
    document = run("prices", "--gpu", "H100", "--count", 8, "--spot", "--json").json
    assert [(best["cloud"], best["capacity_type"]) for best in document["cheapest"]] == [
        (cloud, kind) for cloud in ("aws", "azure", "gcp") for kind in ("on-demand", "spot")
    ]
    spot = [best["offering"] for best in document["cheapest"] if best["capacity_type"] == "spot"]
    assert document["offerings"][0] == min(spot, key=lambda row: Decimal(row["hourly_usd"]))
    today = datetime.now(UTC).date()
    for row in document["offerings"]:
        assert row["old"] == ((today - date.fromisoformat(row["price_date"])).days > 90)
        low = row["hourly_low_usd"]
        assert low is None or Decimal(low) <= Decimal(row["hourly_usd"])


def test_filters_leave_what_they_say(run: Run, cache: Path) -> None:
    asked = ("prices", "--cloud", "aws", "--region", "us-east-1", "--spot", "--max-hourly", "2.5", "--format", "json")
    document = run(*asked).json
    assert {(row["cloud"], row["region"]) for row in document["offerings"]} == {("aws", "us-east-1")}
    assert all(Decimal(row["hourly_usd"]) <= Decimal("2.5") for row in document["offerings"])
    assert document["over_max_hourly"] > 0
    limited = run(*asked, "--limit", 1).json
    assert limited["offerings"] == document["offerings"][:1]
    assert limited["more"] == len(document["offerings"]) - 1


def test_a_table_shows_twenty_and_says_how_many_more(run: Run, cache: Path) -> None:
    out = run("prices").out
    assert sum(" days old" in line for line in out.splitlines()) == 21
    assert "more at that price per GPU or above: --limit shows them." in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--gpu", "H10"), "did you mean H100?"),
        (("--cloud", "asw"), "did you mean aws?"),
        (("--region", "eu-nroth-1"), "did you mean eu-north-1?"),
        (("--count", "none"), "'none' is no number above 0"),
        (("--count", "-1"), "'-1' is no number above 0"),
        (("--max-age", "12h"), "prices have a date, not a time. Write for example 30d"),
        (("--max-age", "30"), "Write for example 30d"),
        (("--gpu", "H100", "refresh"), "write --gpu after refresh, not before it."),
    ],
)
def test_a_wrong_word_is_told_with_what_to_write_instead(
    run: Run, cache: Path, arguments: tuple[str, ...], told: str
) -> None:
    ran = run("prices", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert told in ran.err


def test_max_age_fails_on_a_stale_price_and_says_how_to_refresh(run: Run, cache: Path) -> None:
    ran = run("prices", "--gpu", "H100", "--cloud", "aws", "--region", "us-east-1", "--max-age", "1d")
    assert (ran.status, ran.out) == (2, "")
    assert "days old, over --max-age 1d: aws p5.48xlarge us-east-1 on-demand" in ran.err
    assert "penstock prices refresh" in ran.err


def test_live_prices_are_fresh_and_win(run: Run, cache: Path) -> None:
    today = datetime.now(UTC).date()
    for name in ("p5.48xlarge", "p5.4xlarge"):
        write_live("aws", cache, {**read_live("aws", cache), (name, "us-east-1"): live("12.34", today)})
    ran = run("prices", "--gpu", "H100", "--cloud", "aws", "--region", "us-east-1", "--max-age", "1d", "--json")
    assert ran.status == 0, ran.err
    assert [(row["instance_type"], row["hourly_usd"], row["price_date"]) for row in ran.json["offerings"]] == [
        ("p5.48xlarge", "12.34", today.isoformat()),
        ("p5.4xlarge", "12.34", today.isoformat()),
    ]


def live(usd: str, day: date) -> LivePrices:
    return LivePrices(on_demand=LivePrice(Decimal(usd), day))


def test_a_broken_cache_file_is_told(run: Run, cache: Path) -> None:
    cache.mkdir(parents=True)
    (cache / "aws.csv").write_text("words\n")
    ran = run("prices")
    assert ran.status == 2
    assert "this is no file of live prices" in ran.err


SIZE = "Standard_ND96isr_H100_v5"


def test_refresh_then_prices(run: Run, cache: Path, lists: PriceLists) -> None:
    lists.azure = [azure_item(SIZE, "eastus", 98.01), azure_spot(SIZE, "eastus", 1.0)]
    ran = run("prices", "refresh", "--cloud", "azure", "--region", "eastus")
    assert ran.status == 1, "the spot price is far from the one before"
    assert "azure  1 price of" in ran.out
    assert "1 far from the price before: held back" in ran.out
    assert ran.err == "", "no progress bar but on a terminal"

    ask = ("prices", "--gpu", "H100", "--count", 8, "--cloud", "azure", "--region", "eastus", "--json")
    assert hourly(run(*ask).json) == "98.01"
    before = hourly(run(*ask, "--spot").json)
    assert before != "1"

    assert run("prices", "refresh", "--cloud", "azure", "--region", "eastus", "--accept").status == 0
    assert hourly(run(*ask, "--spot").json) == "1"


def hourly(document: Any) -> str:
    return next(row["hourly_usd"] for row in document["offerings"] if row["instance_type"] == SIZE)


def test_one_cloud_without_credentials_does_not_keep_the_others_from_refreshing(
    run: Run, cache: Path, lists: PriceLists, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GOOGLE_API_KEY", "GOOGLE_APPLICATION_CREDENTIALS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_GCE_CHECK", "true")
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(cache))
    lists.azure = [azure_item(SIZE, "eastus", 98.01)]
    ran = run("prices", "refresh", "--cloud", "gcp", "--cloud", "azure")
    assert ran.status == 2
    assert "azure  1 price of" in ran.out
    assert ran.err.startswith("1 problem with the input\n  gcp: no Google credentials")


def test_progress_is_shown_on_a_terminals_stderr_alone(cache: Path, lists: PriceLists) -> None:
    lists.azure = [azure_item(SIZE, "eastus", 98.01)]
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "penstock.cli.main", "prices", "refresh", "--cloud", "azure", "--region", "eastus"]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=slave, env=os.environ | {"TERM": "xterm"}, check=True, text=True
    )
    os.close(slave)
    shown = os.read(master, 100_000).decode()
    os.close(master)
    assert "1/1" in shown
    assert "done, 1 page" in shown
    assert "done, 1 page" not in done.stdout
