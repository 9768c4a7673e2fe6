"""A refresh as a whole: it goes on where it stopped, sits out a source's trouble, holds back what is far, and never leaves a part."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

import penstock.refresh
from penstock.catalog import overlay
from penstock.catalog.overlay import LivePrice, LivePrices, read_live, write_live
from penstock.problem import InputError
from penstock.refresh import Access, Outcome, refresh

from .price_lists import KEY, PriceLists, aws_product, azure_item, azure_spot, gcp_sku, spot_entry
from .small_catalog import SHIPPED, SmallCatalog, machine, shipped

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SIZES = [machine("azure", f"Standard_NC{number}", "T4", "1") for number in range(1, 7)]
AZURE = SmallCatalog("azure", ["eastus", "westus"], SIZES)


class Refreshing:
    """Refreshes of one cache folder, against `lists`."""

    def __init__(self, lists: PriceLists, folder: Path) -> None:
        self.lists = lists
        self.folder = folder
        self.shown: list[tuple[int, int, str, int]] = []

    def __call__(
        self,
        known: SmallCatalog = AZURE,
        *regions: str,
        accept: bool = False,
        now: datetime = NOW,
    ) -> Outcome:
        environ = {
            "GOOGLE_API_KEY": KEY,
            "PENSTOCK_GCP_BILLING_URL": self.lists.url,
            "PENSTOCK_AZURE_PRICES_URL": f"{self.lists.url}/api/retail/prices",
        }
        access = Access(environ, now, first_wait=0)
        return refresh(
            known,
            regions or known.regions,
            self.folder,
            access,
            accept=accept,
            progress=self._show,
        )

    def _show(self, done: int, total: int, feed: str, pages: int) -> None:
        self.shown.append((done, total, feed, pages))

    def file(self, cloud: str = "azure") -> str | None:
        path = self.folder / f"{cloud}.csv"
        return path.read_text() if path.exists() else None

    def leftovers(self) -> Sequence[str]:
        return sorted(path.name for path in self.folder.iterdir() if path.suffix != ".csv")


@pytest.fixture
def refreshing(lists: PriceLists, tmp_path: Path) -> Refreshing:
    lists.azure = [azure_item(size.name, region, 1.5) for region in AZURE.regions for size in SIZES]
    lists.page_size = 2
    return Refreshing(lists, tmp_path / "prices")


def test_prices_go_to_the_cache_file_with_the_day_they_were_fetched(refreshing: Refreshing) -> None:
    refreshing.lists.azure.append(azure_spot(SIZES[0].name, "eastus", 0.4))
    outcome = refreshing(AZURE, "eastus")
    assert (outcome.taken, outcome.held, outcome.unclear, outcome.resumed) == (7, [], [], 0)
    lines = (refreshing.file() or "").splitlines()
    assert [line for line in lines if not line.startswith("#")][:3] == [
        "instance_type,region,on_demand_usd,on_demand_date,spot_usd,spot_date",
        "Standard_NC1,eastus,1.5,2026-11-24,0.4,2026-11-24",
        "Standard_NC2,eastus,1.5,2026-11-24,,",
    ]
    assert refreshing.leftovers() == []


@pytest.mark.parametrize("failure", [429, 500, 502, 503, 504, "cut", "gateway"])
def test_a_passing_failure_is_sat_out(refreshing: Refreshing, failure: int | str) -> None:
    refreshing.lists.failures = [200, failure, failure, 200, failure]
    assert refreshing().taken == 12
    assert refreshing.lists.failures == []


def test_a_failure_that_lasts_leaves_the_old_file_and_the_next_run_goes_on(refreshing: Refreshing) -> None:
    write_live("azure", refreshing.folder, {("Standard_NC9", "eastus"): LivePrices(LivePrice(Decimal(7), SHIPPED))})
    before = refreshing.file()
    refreshing.lists.failures = [200, 200, *[503] * 6]
    with pytest.raises(InputError) as told:
        refreshing()
    (problem,) = told.value.problems
    assert (problem.where, problem.what) == ("azure", "the price list of eastus answers HTTP 503: told to fail")
    assert "run the same command again" in problem.fix
    assert refreshing.file() == before

    refreshing.lists.asked.clear()
    outcome = refreshing(now=NOW + timedelta(hours=1))
    assert (outcome.taken, outcome.resumed) == (12, 2)
    assert refreshing.lists.asked[0].endswith("/api/retail/prices 4")
    assert len(refreshing.lists.asked) == 4
    assert "Standard_NC9,eastus,7,2026-07-20,," in (refreshing.file() or "")
    assert refreshing.leftovers() == []


def test_a_run_cut_in_the_middle_of_writing_a_page_reads_that_page_again(refreshing: Refreshing) -> None:
    refreshing.lists.failures = [200, 200, 200, *[500] * 6]
    with pytest.raises(InputError):
        refreshing()
    journal = refreshing.folder / "azure.pages.jsonl"
    journal.write_bytes(journal.read_bytes()[:-20])
    outcome = refreshing()
    assert (outcome.taken, outcome.resumed) == (12, 2)


def test_pages_of_another_day_are_not_mixed_in(refreshing: Refreshing) -> None:
    refreshing.lists.failures = [200, *[500] * 6]
    with pytest.raises(InputError):
        refreshing()
    outcome = refreshing(now=NOW + timedelta(hours=25))
    assert (outcome.taken, outcome.resumed, f"{outcome.day}") == (12, 0, "2026-11-25")


@pytest.mark.parametrize("cloud", ["aws", "gcp"])
def test_a_page_token_that_expired_between_runs_starts_that_list_again(refreshing: Refreshing, cloud: str) -> None:
    lists = refreshing.lists
    if cloud == "gcp":
        n2 = machine("gcp", "n2-standard-8")
        known = SmallCatalog("gcp", ["us-central1"], [n2], shipped(n2, "us-central1", "0.38"))
        lists.gcp = [
            gcp_sku("N2 Instance Core running in Americas", 31_611_000, "us-central1"),
            *[gcp_sku("Something else", 1, "us-central1")] * 3,
            gcp_sku("N2 Instance Ram running in Americas", 4_237_000, "us-central1", unit="GiBy.h"),
        ]
        lists.failures = [200, *[500] * 6]
    else:
        kinds = [machine("aws", f"g5.{number}xlarge", "A10G", "1") for number in range(1, 6)]
        known = SmallCatalog("aws", ["us-east-1"], kinds)
        lists.aws = [aws_product(kind.name, "us-east-1", "1.5") for kind in kinds]
        lists.failures = [200, 403]
    with pytest.raises(InputError):
        refreshing(known)
    lists.failures = []
    lists.expired = {"page-2"}
    assert refreshing(known).taken == (1 if cloud == "gcp" else 5)
    assert lists.expired == set()


class Forever(set[str]):
    """Tokens that stay expired."""

    def discard(self, element: object, /) -> None:
        pass


def test_a_page_token_that_expires_again_is_an_error_and_not_a_loop(refreshing: Refreshing) -> None:
    kinds = [machine("aws", f"g5.{number}xlarge", "A10G", "1") for number in range(1, 6)]
    refreshing.lists.aws = [aws_product(kind.name, "us-east-1", "1.5") for kind in kinds]
    refreshing.lists.expired = Forever({"page-2"})
    with pytest.raises(InputError, match="aws on-demand us-east-1: the price list does not come to its end"):
        refreshing(SmallCatalog("aws", ["us-east-1"], kinds))


def test_a_redirect_is_not_followed(refreshing: Refreshing) -> None:
    refreshing.lists.failures = ["redirect"]
    with pytest.raises(InputError, match="answers HTTP 302"):
        refreshing()
    assert refreshing.lists.asked == ["GET /api/retail/prices"]


def test_a_list_that_leads_back_to_a_page_it_gave_is_an_error_and_not_a_loop(refreshing: Refreshing) -> None:
    refreshing.lists.stuck = True
    with pytest.raises(InputError, match="does not come to its end"):
        refreshing()


def known_prices(on_demand: str = "1.50", spot: str | None = None, *, estimated: bool = False) -> SmallCatalog:
    size = SIZES[0]
    return SmallCatalog("azure", ["eastus"], [size], shipped(size, "eastus", on_demand, spot, estimated=estimated))


@pytest.mark.parametrize(("new", "taken"), [(1.875, True), (1.125, True), (1.8751, False), (1.1249, False)])
def test_a_price_more_than_a_quarter_from_the_one_before_is_held_back(
    refreshing: Refreshing, new: float, taken: bool
) -> None:
    refreshing.lists.azure = [azure_item(SIZES[0].name, "eastus", new)]
    outcome = refreshing(known_prices())
    assert (outcome.taken, len(outcome.held)) == ((1, 0) if taken else (0, 1))
    assert (f"{new}" in (refreshing.file() or "")) == taken


def test_held_prices_are_told_with_the_old_one_and_taken_by_accept_without_asking_again(refreshing: Refreshing) -> None:
    refreshing.lists.azure = [azure_item(SIZES[0].name, "eastus", 3.0), azure_spot(SIZES[0].name, "eastus", 0.5)]
    known = known_prices(spot="0.50")
    outcome = refreshing(known)
    (held,) = outcome.held
    assert (held.quote.usd, held.old, held.old_day, held.why) == (Decimal("3.0"), Decimal("1.50"), SHIPPED, "+100%")
    assert "Standard_NC1,eastus,,,0.5,2026-11-24" in (refreshing.file() or "")

    refreshing.lists.asked.clear()
    accepted = refreshing(known, accept=True, now=NOW + timedelta(hours=2))
    assert refreshing.lists.asked == []
    assert (accepted.taken, accepted.accepted, len(accepted.held)) == (2, True, 1)
    assert "Standard_NC1,eastus,3,2026-11-24,0.5,2026-11-24" in (refreshing.file() or "")
    assert refreshing.leftovers() == []


def test_a_whole_run_is_not_taken_for_a_cut_one_when_newer_prices_are_asked_for(refreshing: Refreshing) -> None:
    refreshing.lists.azure = [azure_item(SIZES[0].name, "eastus", 3.0)]
    assert len(refreshing(known_prices()).held) == 1
    refreshing.lists.azure = [azure_item(SIZES[0].name, "eastus", 1.6)]
    outcome = refreshing(known_prices(), now=NOW + timedelta(hours=1))
    assert (outcome.taken, outcome.held, outcome.resumed) == (1, [], 0)


def test_spot_above_on_demand_is_held_back_even_near_the_old_spot(refreshing: Refreshing) -> None:
    refreshing.lists.azure = [azure_item(SIZES[0].name, "eastus", 1.5), azure_spot(SIZES[0].name, "eastus", 1.51)]
    (held,) = refreshing(known_prices(spot="1.45")).held
    assert (held.quote.usd, held.why) == (Decimal("1.51"), "above on-demand, $1.5")


def test_spot_is_held_against_the_new_on_demand_price_where_there_is_one(refreshing: Refreshing) -> None:
    refreshing.lists.azure = [azure_item(SIZES[0].name, "eastus", 1.2), azure_spot(SIZES[0].name, "eastus", 1.3)]
    (held,) = refreshing(known_prices("1.5", "1.25")).held
    assert (held.quote.usd, held.why) == (Decimal("1.3"), "above on-demand, $1.2")


def test_a_spot_price_far_from_an_estimate_says_that_it_was_one(refreshing: Refreshing) -> None:
    refreshing.lists.azure = [azure_spot(SIZES[0].name, "eastus", 0.3)]
    (held,) = refreshing(known_prices(spot="0.5", estimated=True)).held
    assert held.why == "-40% from an estimate"


def test_a_price_of_nothing_is_no_price(refreshing: Refreshing) -> None:
    refreshing.lists.azure = [azure_item(SIZES[0].name, "eastus", 0.0)]
    with pytest.raises(InputError, match="has no price of any type we know in eastus"):
        refreshing(known_prices())
    assert refreshing.file() is None


def test_a_type_that_is_no_longer_listed_keeps_its_price_and_its_date(refreshing: Refreshing) -> None:
    refreshing(AZURE, "eastus")
    refreshing.lists.azure = [item for item in refreshing.lists.azure if item["armSkuName"] != SIZES[0].name]
    outcome = refreshing(AZURE, "eastus", now=NOW + timedelta(days=2))
    assert (outcome.taken, outcome.unlisted) == (5, 1)
    table = read_live("azure", refreshing.folder)
    days = {prices.on_demand.day.day for prices in table.values() if prices.on_demand}
    assert days == {24, 26}


def test_other_regions_prices_stay(refreshing: Refreshing) -> None:
    refreshing(AZURE, "eastus")
    refreshing(AZURE, "westus")
    assert {region for _, region in read_live("azure", refreshing.folder)} == {"eastus", "westus"}


def test_a_crash_while_the_file_is_replaced_leaves_the_old_one_whole(
    refreshing: Refreshing, monkeypatch: pytest.MonkeyPatch
) -> None:
    refreshing(AZURE, "eastus")
    before = refreshing.file()

    def no_space(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(overlay.os, "fsync", no_space)
    with pytest.raises(InputError, match="cannot be kept there: No space left"):
        refreshing(AZURE, "westus")
    assert refreshing.file() == before
    assert [name for name in refreshing.leftovers() if name.endswith(".tmp")] == []


def test_progress_counts_lists_and_pages(refreshing: Refreshing) -> None:
    refreshing()
    assert refreshing.shown[0] == (0, 2, "eastus", 1)
    assert refreshing.shown[-1] == (2, 2, "done", 6)


def test_aws_on_demand_and_spot_go_into_one_row(refreshing: Refreshing) -> None:
    kind = machine("aws", "g5.xlarge", "A10G", "1")
    refreshing.lists.aws = [aws_product(kind.name, "us-east-1", "1.0060000000")]
    refreshing.lists.spot = [spot_entry(kind.name, "us-east-1a", "0.4012")]
    refreshing(SmallCatalog("aws", ["us-east-1"], [kind]))
    assert "g5.xlarge,us-east-1,1.006,2026-11-24,0.4012,2026-11-24" in (refreshing.file("aws") or "")


def test_aws_answers_after_a_passing_failure(refreshing: Refreshing) -> None:
    kind = machine("aws", "g5.xlarge", "A10G", "1")
    refreshing.lists.aws = [aws_product(kind.name, "us-east-1", "1.006")]
    refreshing.lists.failures = [500, 429, 200, 503]
    assert refreshing(SmallCatalog("aws", ["us-east-1"], [kind])).taken == 1
    assert refreshing.lists.failures == []


@pytest.mark.parametrize("answers", [["words"], [200, "words"], [200, "gateway"]])
def test_aws_page_of_a_proxy_is_one_message(refreshing: Refreshing, answers: list[int | str]) -> None:
    kind = machine("aws", "g5.xlarge", "A10G", "1")
    refreshing.lists.aws = [aws_product(kind.name, "us-east-1", "1.006")]
    refreshing.lists.failures = answers
    with pytest.raises(InputError, match=r"in a form that is not documented|no answer that can be used"):
        refreshing(SmallCatalog("aws", ["us-east-1"], [kind]))


def test_aws_region_that_is_not_enabled_is_noted_and_the_others_are_read(refreshing: Refreshing) -> None:
    kind = machine("aws", "g5.xlarge", "A10G", "1")
    known = SmallCatalog("aws", ["af-south-1", "us-east-1"], [kind])
    refreshing.lists.aws = [aws_product(kind.name, region, "1.006") for region in known.regions]
    refreshing.lists.spot = [spot_entry(kind.name, "us-east-1a", "0.4")]
    refreshing.lists.failures = [200, 200, 401]
    outcome = refreshing(known)
    assert outcome.taken == 3
    assert outcome.notes == ["no spot prices of af-south-1: the account has not enabled that region"]


def test_aws_refusal_names_the_permissions(refreshing: Refreshing) -> None:
    refreshing.lists.failures = [403]
    with pytest.raises(InputError) as told:
        refreshing(SmallCatalog("aws", ["us-east-1"], [machine("aws", "g5.xlarge")]))
    (problem,) = told.value.problems
    assert problem.where == "aws on-demand us-east-1"
    assert "pricing:GetProducts and ec2:DescribeSpotPriceHistory" in problem.fix


@pytest.mark.parametrize(("cloud", "library"), [("aws", "boto3"), ("gcp", "google.auth"), ("azure", "urllib3")])
def test_a_missing_extra_is_one_message(
    refreshing: Refreshing, monkeypatch: pytest.MonkeyPatch, cloud: str, library: str
) -> None:
    for module in (f"penstock.refresh.{cloud}", "penstock.refresh.web"):
        monkeypatch.delitem(sys.modules, module, raising=False)
        monkeypatch.delattr(penstock.refresh, module.rpartition(".")[2], raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(InputError) as told:
        refreshing(SmallCatalog(cloud, ["somewhere"], []))
    (problem,) = told.value.problems
    assert problem.what == f"{library} is not installed: live prices need the extra `refresh`"
    assert problem.fix == "pip install 'penstock[refresh]'"


def test_a_price_list_that_is_not_json_is_one_message(refreshing: Refreshing, lists: PriceLists) -> None:
    refreshing.lists.failures = ["words"]
    with pytest.raises(InputError, match="answers what is not JSON"):
        refreshing()
