"""Live prices over the shipped ones: per figure the newer, whoever did not ask keeps the shipped, and a broken file is told."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penstock.catalog import load
from penstock.catalog.overlay import LivePrice, LivePrices, live_folder, read_live, with_live, write_live
from penstock.problem import InputError

AWS = load("aws")
TYPE, REGION = "p5.48xlarge", "us-east-1"


def lay(folder: Path, **prices: LivePrice) -> None:
    write_live("aws", folder, {(TYPE, REGION): LivePrices(**prices)})


def test_a_newer_live_price_replaces_its_own_figure_alone(tmp_path: Path) -> None:
    shipped = AWS.offering(TYPE, REGION)
    assert shipped is not None
    day = shipped.price_date + timedelta(days=1)
    lay(tmp_path, on_demand=LivePrice(Decimal("12.5"), day))
    live = with_live("aws", tmp_path).offering(TYPE, REGION)
    assert live is not None
    assert (live.on_demand_hourly, live.price_date) == (Decimal("12.5"), day)
    assert "penstock prices refresh" in live.source
    assert (live.spot_hourly, live.spot_basis, live.spot_date) == (
        shipped.spot_hourly,
        shipped.spot_basis,
        shipped.spot_date,
    )


def test_an_older_live_price_gives_way_to_a_newer_shipped_one(tmp_path: Path) -> None:
    old = LivePrice(Decimal("12.5"), date(2020, 1, 1))
    lay(tmp_path, on_demand=old, spot=old)
    assert with_live("aws", tmp_path).offering(TYPE, REGION) == AWS.offering(TYPE, REGION)


def test_a_live_spot_price_is_listed_and_no_estimate(tmp_path: Path) -> None:
    lay(tmp_path, spot=LivePrice(Decimal("9.5"), date(2026, 11, 24)))
    live = with_live("aws", tmp_path).offering(TYPE, REGION)
    assert live is not None
    assert (live.spot_hourly, live.spot_basis) == (Decimal("9.5"), "listed")


def test_a_region_with_a_live_price_alone_offers_the_type(tmp_path: Path) -> None:
    new = next(region for region in AWS.regions if AWS.offering(TYPE, region) is None)
    price = LivePrice(Decimal("60"), date(2026, 11, 24))
    write_live("aws", tmp_path, {(TYPE, new): LivePrices(on_demand=price), ("no.such", new): LivePrices(spot=price)})
    live = with_live("aws", tmp_path)
    assert new in live.regions_offering(TYPE)
    assert set(live.regions_offering(TYPE)) == {*AWS.regions_offering(TYPE), new}
    assert [offering.on_demand_hourly for offering in live.with_gpu("H100", 8, new)] == [Decimal("60")]
    assert live.offering("no.such", new) is None


def test_the_shipped_catalog_is_never_touched(tmp_path: Path) -> None:
    before = AWS.offering(TYPE, REGION)
    lay(tmp_path, on_demand=LivePrice(Decimal("1"), date(2099, 1, 1)))
    with_live("aws", tmp_path).offering(TYPE, REGION)
    assert load("aws").offering(TYPE, REGION) == before


def test_without_a_cache_file_it_is_the_shipped_catalog(tmp_path: Path) -> None:
    assert with_live("aws", tmp_path) is AWS


@pytest.mark.parametrize(
    "text",
    [
        "type,region\n",
        "",
        "instance_type,region,on_demand_usd,on_demand_date,spot_usd,spot_date\np5.48xlarge,us-east-1,much,2026-11-24,,\n",
        "instance_type,region,on_demand_usd,on_demand_date,spot_usd,spot_date\np5.48xlarge,us-east-1,1.5,today,,\n",
        "instance_type,region,on_demand_usd,on_demand_date,spot_usd,spot_date\np5.48xlarge,us-east-1,0,2026-11-24,,\n",
        "instance_type,region,on_demand_usd,on_demand_date,spot_usd,spot_date\np5.48xlarge,us-east-1,NaN,2026-11-24,,\n",
        "instance_type,region,on_demand_usd,on_demand_date,spot_usd,spot_date\np5.48xlarge,us-east-1\n",
    ],
)
def test_a_file_of_another_form_is_told_with_its_path(tmp_path: Path, text: str) -> None:
    (tmp_path / "aws.csv").write_text(text)
    with pytest.raises(InputError, match=r"aws\.csv: this is no file of live prices"):
        with_live("aws", tmp_path)


PRICES = st.builds(
    LivePrice,
    st.decimals(min_value="0.000001", max_value="9999", places=10),
    st.dates(min_value=date(2000, 1, 1)),
)


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["a", "b.large", "Standard_C"]), st.sampled_from(["r1", "r2"])),
        st.builds(LivePrices, st.none() | PRICES, st.none() | PRICES),
    )
)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, table: dict[tuple[str, str], LivePrices]
) -> None:
    folder = tmp_path_factory.mktemp("prices")
    write_live("gcp", folder, table)
    assert read_live("gcp", folder) == table


@pytest.mark.parametrize(
    ("environ", "folder"),
    [
        ({"XDG_CACHE_HOME": "/somewhere"}, Path("/somewhere/penstock/prices")),
        ({}, Path.home() / ".cache/penstock/prices"),
        ({"XDG_CACHE_HOME": "relative"}, Path.home() / ".cache/penstock/prices"),
    ],
)
def test_the_cache_is_where_the_xdg_specification_puts_it(environ: dict[str, str], folder: Path) -> None:
    assert live_folder(environ) == folder
