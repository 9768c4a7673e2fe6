"""The pages of `penstock prices`, word for word."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from rich.console import Console, RenderableType
from tests.refresh.small_catalog import SmallCatalog, machine, shipped

from penstock.cli.price_search import Question, find
from penstock.cli.views.prices import answer_page, outcome_page
from penstock.refresh import Held, Outcome
from penstock.refresh.shapes import Quote
from penstock.terms import CapacityType

ON_DEMAND, SPOT = CapacityType.ON_DEMAND, CapacityType.SPOT
TODAY = date(2026, 11, 24)

P5 = machine("aws", "p5.48xlarge", "H100", "8")
P5_SMALL = machine("aws", "p5.4xlarge", "H100", "1")
P4 = machine("aws", "p4d.24xlarge", "A100-40GB", "8")
P4DE = machine("aws", "p4de.24xlarge", "A100-80GB", "8")
M5 = machine("aws", "m5.large")
ND = machine("azure", "Standard_ND96isr_H100_v5", "H100", "8")
CATALOGS = {
    "aws": SmallCatalog(
        "aws",
        ["eu-north-1", "us-east-1"],
        [P5, P5_SMALL, P4, P4DE, M5],
        shipped(P5, "us-east-1", "55.04", "24.768", estimated=True),
        shipped(P5, "eu-north-1", "58.8928"),
        shipped(P5_SMALL, "us-east-1", "6.88", "0.9632", estimated=True),
        shipped(P4, "us-east-1", "21.957642"),
        shipped(P4DE, "us-east-1", "27.44705"),
        shipped(M5, "us-east-1", "0.096"),
    ),
    "azure": SmallCatalog("azure", ["eastus"], [ND], shipped(ND, "eastus", "98.32", "39.328")),
}


def printed(page: RenderableType) -> str:
    """As to a pipe: 140 columns, no colours, no spaces at the ends of lines."""
    console = Console(width=140, file=io.StringIO(), highlight=False)
    console.print(page)
    assert isinstance(console.file, io.StringIO)
    return "".join(f"{line.rstrip()}\n" for line in console.file.getvalue().splitlines())


def answered(question: Question, *, limit: int | None = None, today: date = TODAY) -> str:
    answer = find(CATALOGS, question)
    return printed(answer_page(question, answer, answer.listed[:limit], today))


ON_DEMAND_TABLE = """\
$55.04 an hour: p5.48xlarge in us-east-1 (aws), 8 x H100 on-demand. Price of 2026-07-20, 127 days old.

Cheapest  Capacity     $/h  Type                      Region     Price of
aws       on-demand  55.04  p5.48xlarge               us-east-1  2026-07-20
          spot, old  24.77  p5.48xlarge               us-east-1  2026-07-20
azure     on-demand  98.32  Standard_ND96isr_H100_v5  eastus     2026-07-20
          spot, old  39.33  Standard_ND96isr_H100_v5  eastus     2026-07-20

   $/h   $/GPU h   GPUs       Type                       Cloud   Region       Price of
 ─────────────────────────────────────────────────────────────────────────────────────────────────────
 55.04      6.88   8 x H100   p5.48xlarge                aws     us-east-1    2026-07-20, 127 days old
 58.89      7.36   8 x H100   p5.48xlarge                aws     eu-north-1   2026-07-20, 127 days old
 98.32     12.29   8 x H100   Standard_ND96isr_H100_v5   azure   eastus       2026-07-20, 127 days old

Prices of 2026-07-20, list prices before discounts and tax. `penstock prices refresh` fetches today's.
"""

SPOT_TABLE = """\
$0.9632 an hour: p5.4xlarge in us-east-1 (aws), 1 x H100 spot (estimated). Price of 2026-07-20, 1 day old.

Cheapest  Capacity   $/GPU h  Type                      Region     Price of
aws       on-demand   6.8800  p5.4xlarge                us-east-1  2026-07-20
          spot        0.9632  p5.4xlarge                us-east-1  2026-07-20
azure     on-demand  12.2900  Standard_ND96isr_H100_v5  eastus     2026-07-20
          spot        4.9160  Standard_ND96isr_H100_v5  eastus     2026-07-20

     $/h   $/GPU h   GPUs       Type          Cloud   Region      Basis       Price of
 ──────────────────────────────────────────────────────────────────────────────────────────────────
  0.9632    0.9632   1 x H100   p5.4xlarge    aws     us-east-1   estimated   2026-07-20, 1 day old
 24.7680    3.0960   8 x H100   p5.48xlarge   aws     us-east-1   estimated   2026-07-20, 1 day old

1 more at that price per GPU or above: --limit shows them.
1 without a known spot price, not listed: p5.48xlarge.
Prices of 2026-07-20, list prices before discounts and tax. `penstock prices refresh` fetches today's.
"""

NOTHING = """\
Nothing found for 8 x A100 on-demand in us-east-1, at most $5.00 an hour.
2 over --max-hourly 5, not listed.
"""

HELD = """\
aws  1,834 prices of 2026-11-24 in /cache/penstock/prices/aws.csv
  went on after 40 pages of an earlier run
  2 far from the price before: held back, the price before stays in use

 New $/h   Old $/h   Change                    Capacity    Type          Region      Old price of
 ────────────────────────────────────────────────────────────────────────────────────────────────
   98.32     55.04   +79%                      on-demand   p5.48xlarge   us-east-1   2026-07-20
    1.20             above on-demand, $1.006   spot        g5.xlarge     us-east-1

  Look them up; `penstock prices refresh --cloud aws --accept` within a day takes them.
"""

NOT_TOLD = """\
aws  1,834 prices of 2026-11-24 in /cache/penstock/prices/aws.csv
  1 listed twice with two prices, not taken:
    g5.xlarge eu-west-1 on-demand: $1, $2
  no spot prices of af-south-1: ...
  3 no longer listed there: they keep their price and its date
"""


def test_the_answer_is_a_sentence_then_a_table_with_the_money_first_and_the_age_of_each_price() -> None:
    assert answered(Question("H100", Decimal(8), (), ON_DEMAND)) == ON_DEMAND_TABLE


def test_spot_says_what_is_an_estimate_what_is_left_out_and_what_has_no_price() -> None:
    assert answered(Question("H100", None, (), SPOT), limit=2, today=date(2026, 7, 21)) == SPOT_TABLE


DAY_91, DAY_90 = date(2026, 10, 19), date(2026, 10, 18)
"""Of a price of 2026-07-20: eleven days of July, 31 + 30 of August and September, 19 and 18 of October."""


def test_a_spot_price_over_90_days_old_says_so_in_the_sentence_in_its_row_and_in_the_block() -> None:
    said = answered(Question("H100", None, (), SPOT), limit=1, today=DAY_91)
    assert "Price of 2026-07-20, 91 days old: over 90 days old, it says" in said
    assert "estimated, old   2026-07-20, 91 days old" in said
    assert said.count("spot, old") == 2
    assert "old: a spot price over 90 days old says little of today's." in said
    fresh = answered(Question("H100", None, (), SPOT), limit=1, today=DAY_90)
    assert "over 90" not in fresh
    assert ", old" not in fresh
    on_demand = answered(Question("H100", None, (), ON_DEMAND), limit=1, today=DAY_91)
    assert "over 90" not in on_demand, "on-demand prices change once in years"


def test_the_age_of_a_spot_price_is_yellow_on_a_terminal_alone() -> None:
    question = Question("H100", None, (), SPOT)
    answer = find(CATALOGS, question)
    page = answer_page(question, answer, answer.listed[:1], DAY_91)
    console = Console(width=140, file=io.StringIO(), highlight=False, force_terminal=True, color_system="standard")
    console.print(page)
    assert isinstance(console.file, io.StringIO)
    yellow = "\x1b[33m"
    assert f"{yellow}estimated, old" in console.file.getvalue()
    assert "\x1b" not in printed(page)


def test_a_spot_price_of_zones_is_the_one_in_the_middle_and_the_lowest_stands_beside_it() -> None:
    offering = replace(shipped(P5, "us-east-1", "55.04", "19.5735"), spot_low_hourly=Decimal("15.3174"))
    question = Question("H100", None, (), SPOT)
    answer = find({"aws": SmallCatalog("aws", ["us-east-1"], [P5], offering)}, question)
    row = next(
        line
        for line in printed(answer_page(question, answer, answer.listed, TODAY)).splitlines()
        if "8 x" in line and "listed" in line
    )
    assert row.split()[:3] == ["19.57", "15.32", "2.45"]


@pytest.mark.parametrize("count", [None, Decimal(8)])
def test_the_cheapest_of_each_cloud_are_those_of_the_list_in_80_columns(count: Decimal | None) -> None:
    found = {
        (best.cloud, best.capacity_type): best.row and (best.row.offering.type.name, best.row.offering.region)
        for best in find(CATALOGS, Question("H100", count, (), ON_DEMAND)).cheapest
    }
    small = (P5 if count else P5_SMALL).name, "us-east-1"
    azure = (ND.name, "eastus")
    assert found == {
        ("aws", ON_DEMAND): small,
        ("aws", SPOT): small,
        ("azure", ON_DEMAND): azure,
        ("azure", SPOT): azure,
    }
    question = Question("H100", count, (), SPOT)
    answer = find(CATALOGS, question)
    console = Console(width=80, file=io.StringIO(), highlight=False)
    console.print(answer_page(question, answer, answer.listed, TODAY, 80))
    assert isinstance(console.file, io.StringIO)
    told = console.file.getvalue().splitlines()
    assert all(len(line) <= 80 for line in told)
    block = told[next(i for i, line in enumerate(told) if line.startswith("Cheapest")) :][:5]
    assert {line.rstrip()[-10:] for line in block[1:]} == {"2026-07-20"}, "no date is cut"


def test_a_cloud_that_has_none_is_in_the_block_all_the_same() -> None:
    question = Question("A100", None, (), ON_DEMAND)
    answer = find(CATALOGS, question)
    assert [best.row for best in answer.cheapest if best.cloud == "azure"] == [None, None]
    assert "azure     on-demand           none known" in printed(answer_page(question, answer, answer.listed, TODAY))


def test_nothing_found_says_what_was_asked_and_why() -> None:
    assert answered(Question("A100", Decimal(8), ("us-east-1",), ON_DEMAND, Decimal(5))) == NOTHING


def outcome(*held: Held, accepted: bool = False, unclear: tuple[str, ...] = (), notes: tuple[str, ...] = ()) -> Outcome:
    return Outcome(
        cloud="aws",
        day=TODAY,
        path=Path("/cache/penstock/prices/aws.csv"),
        taken=1834,
        held=held,
        accepted=accepted,
        unclear=unclear,
        unlisted=3 if unclear else 0,
        resumed=40 if held else 0,
        notes=notes,
    )


FAR = Held(Quote("p5.48xlarge", "us-east-1", ON_DEMAND, Decimal("98.32")), "+79%", Decimal("55.04"), date(2026, 7, 20))
ABOVE = Held(Quote("g5.xlarge", "us-east-1", SPOT, Decimal("1.2")), "above on-demand, $1.006")


def test_refresh_tells_what_it_held_back_and_how_to_take_it() -> None:
    assert printed(outcome_page(outcome(FAR, ABOVE))) == HELD


def test_refresh_tells_what_the_source_did_not() -> None:
    unclear = ("g5.xlarge eu-west-1 on-demand: $1, $2",)
    assert printed(outcome_page(outcome(unclear=unclear, notes=("no spot prices of af-south-1: ...",)))) == NOT_TOLD


def test_accepted_prices_are_told_too() -> None:
    assert "2 far from the price before: taken as told" in printed(outcome_page(outcome(FAR, ABOVE, accepted=True)))


def test_cheapest_is_per_gpu_so_that_machines_of_any_size_compare() -> None:
    listed = find(CATALOGS, Question(None, None, (), ON_DEMAND)).listed
    assert [row.gpu_hourly for row in listed] == sorted(row.hourly / row.offering.type.gpu_count for row in listed)
    assert M5.name not in {row.offering.type.name for row in listed}


def test_what_no_zone_offers_any_more_is_not_listed() -> None:
    gone = SmallCatalog("aws", ["us-east-1"], [P5], replace(shipped(P5, "us-east-1", "55.04"), zones=0))
    answer = find({"aws": gone}, Question("H100", None, (), ON_DEMAND))
    assert (answer.listed, answer.unpriced) == ([], [])


@pytest.mark.parametrize(
    ("gpu", "names"),
    [("A100", {P4.name, P4DE.name}), ("A100-80GB", {P4DE.name}), ("H100", {P5.name, P5_SMALL.name, ND.name})],
)
def test_a_family_means_all_its_memory_sizes(gpu: str, names: set[str]) -> None:
    assert {row.offering.type.name for row in find(CATALOGS, Question(gpu, None, (), ON_DEMAND)).listed} == names
