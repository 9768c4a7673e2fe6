"""`penstock estimate` for each cloud: the table that a person reads, each line reckoned by hand; and how old its prices may be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from penstock.catalog import Catalog, load
from penstock.catalog.overlay import LivePrice, LivePrices, live_folder, write_live

from .conftest import Run

YEAR = ("--year", "2026")
GOLDEN = Path(__file__).with_name("golden")
PROGRAMS = "tests/cli/programs"
COMMANDS = {
    "aws": ("estimate", ".", "--stack", "train-aws", *YEAR),
    "azure": ("estimate", f"{PROGRAMS}/azure", "--stack", "x", *YEAR),
    "gcp": ("estimate", f"{PROGRAMS}/gcp", "--stack", "x", "-c", "gcp:region=us-central1", *YEAR),
}
MONTH = Decimal(730)
WEEKDAYS = Decimal(261)  # of 2026
OFFICE = 2 * 12 * WEEKDAYS / 12  # node-hours a month: two nodes, twelve hours, every weekday
Figures = tuple[Decimal, Decimal, Decimal]


def hourly(catalog: Catalog, name: str, region: str, *, spot: bool = False) -> Decimal:
    offering = catalog.offering(name, region)
    assert offering is not None
    found = offering.spot_hourly if spot else offering.on_demand_hourly
    assert found is not None
    return found


def unit(catalog: Catalog, sku: str, region: str) -> Decimal:
    price = catalog.unit_price(sku, region)
    assert price is not None
    return price.usd


def gib_month(catalog: Catalog, storage_class: str, region: str) -> Decimal:
    found = catalog.storage_class(storage_class, region)
    assert found is not None
    return found.gib_month


def always(amount: Decimal) -> Figures:
    return amount, amount, amount


def aws_by_hand() -> Mapping[tuple[str, str], Figures]:
    catalog, region = load("aws"), "us-east-1"
    p4d, p4de = (hourly(catalog, f"{name}.24xlarge", region, spot=True) for name in ("p4d", "p4de"))
    dear = hourly(catalog, "p4de.24xlarge", region)
    gp3 = 200 * unit(catalog, "gp3-gib-month", region)  # a node's disk, a month
    cap = 4 * Decimal(365) / 12  # the fallback's node-hours
    return {
        ("train", "spot nodes"): (Decimal(0), OFFICE * (p4d + p4de) / 2, 4 * MONTH * dear),
        ("train", "gp3 disk"): (Decimal(0), OFFICE / MONTH * gp3, 4 * gp3),
        ("train fallback", "on-demand nodes"): (Decimal(0), Decimal(0), cap * dear),
        ("train fallback", "gp3 disk"): (Decimal(0), Decimal(0), cap / MONTH * gp3),
        ("train-aws-checkpoints", "storage"): always(800 * gib_month(catalog, "STANDARD", region)),
        ("train-aws-checkpoints", "deleted, kept"): always(
            800 * gib_month(catalog, "STANDARD", region) / 30  # old versions, a day after the thirty of their life
        ),
        ("train-aws-datasets", "storage"): always(5000 * gib_month(catalog, "INTELLIGENT_TIERING", region)),
        ("alarms", "cloudwatch alarm"): always(
            6 * unit(catalog, "cloudwatch-alarm-month", region)
        ),  # two of one metric, two of two
        ("train-aws-alarms", "KMS key"): always(unit(catalog, "kms-key-month", region)),
        ("dashboard", "cloudwatch dashboard"): always(unit(catalog, "cloudwatch-dashboard-month", region)),
        ("endpoints", "interface endpoint"): always(4 * MONTH * unit(catalog, "interface-endpoint-hour", region)),
    }


def azure_by_hand() -> Mapping[tuple[str, str], Figures]:
    catalog, region = load("azure"), "westeurope"
    spot, dear = (hourly(catalog, "Standard_NC24ads_A100_v4", region, spot=it) for it in (True, False))
    disk = unit(catalog, "disk-p10-lrs-month", region)  # 128 GiB of Premium SSD, a month
    address = unit(catalog, "public-ipv4-hour", region)
    return {
        ("head", "on-demand nodes"): always(MONTH * hourly(catalog, "Standard_D4s_v3", region)),
        ("head", "p10-lrs disk"): always(disk),
        ("trainer", "spot nodes"): (Decimal(0), OFFICE * spot, 4 * MONTH * dear),
        ("trainer", "p10-lrs disk"): (Decimal(0), OFFICE / MONTH * disk, 4 * disk),
        ("trainer", "public address"): (Decimal(0), OFFICE * address, 4 * MONTH * address),
    }


def gcp_by_hand() -> Mapping[tuple[str, str], Figures]:
    catalog, region = load("gcp"), "us-central1"
    a2, dear = (hourly(catalog, "a2-highgpu-8g", region, spot=it) for it in (True, False))
    head = hourly(catalog, "n1-standard-8", region) + unit(catalog, "gpu-nvidia-tesla-t4-hour", region)
    disk = 200 * unit(catalog, "pd-balanced-gib-month", region)
    return {
        ("head", "on-demand nodes"): always(MONTH * head),
        ("head", "pd-ssd disk"): always(100 * unit(catalog, "pd-ssd-gib-month", region)),
        ("head", "public address"): always(MONTH * unit(catalog, "public-ipv4-hour", region)),
        ("trainer", "spot nodes"): (Decimal(0), OFFICE * a2, 4 * MONTH * dear),
        ("trainer", "pd-balanced disk"): (Decimal(0), OFFICE / MONTH * disk, 4 * disk),
        ("tools", "GKE cluster"): always(MONTH * unit(catalog, "gke-cluster-hour", region)),
        ("out", "NAT gateway"): always(MONTH * unit(catalog, "nat-gateway-hour", region)),
    }


BY_HAND = {"aws": aws_by_hand, "azure": azure_by_hand, "gcp": gcp_by_hand}
KINDS = {"cloudwatch alarm": "alarms", "cloudwatch dashboard": "dashboard", "interface endpoint": "endpoints"}


@pytest.mark.parametrize("cloud", sorted(COMMANDS))
def test_every_line_is_what_a_reckoning_by_hand_gives(run: Run, cloud: str) -> None:
    document = run(*COMMANDS[cloud], "--format", "json").json
    found: dict[tuple[str, str], list[Decimal]] = {}
    nothing = [Decimal(0), Decimal(0), Decimal(0)]
    for resource in document["costs"]["resources"]:
        for line in resource["components"]:
            name, label = str(line["name"]), str(resource["label"])
            key = (KINDS.get(name, label), name)
            figures = [Decimal(line["monthly"][figure]) for figure in ("floor", "expected", "ceiling")]
            before = found.get(key, nothing)
            found[key] = [one + other for one, other in zip(before, figures, strict=True)]
    wanted = {key: [round(figure, 2) for figure in figures] for key, figures in BY_HAND[cloud]().items()}
    assert found == wanted
    assert document["costs"]["unpriced"] == {}


@pytest.mark.parametrize("cloud", sorted(COMMANDS))
def test_the_table_is_the_one_that_was_read_and_found_good(run: Run, cloud: str) -> None:
    ran = run(*COMMANDS[cloud])
    assert ran.status == 0
    text = "\n".join(line.rstrip() for line in ran.out.splitlines()) + "\n"
    assert text == (GOLDEN / f"estimate_{cloud}.txt").read_text(), "read the new table, then keep it as the golden file"


def test_prices_older_than_max_age_are_an_error_that_says_how_to_get_newer_ones(run: Run) -> None:
    ran = run(*COMMANDS["aws"], "--max-age", "1d")
    assert ran.status == 2
    assert ran.out == ""
    assert "days old, over --max-age 1d" in ran.err
    assert "fetch today's with `penstock prices refresh`" in ran.err
    assert run(*COMMANDS["aws"], "--max-age", "99999d").status == 0


def test_a_live_price_of_the_user_goes_before_an_older_shipped_one(run: Run, tmp_path: Path) -> None:
    before = run(*COMMANDS["aws"], "--format", "json").json
    live = LivePrices(spot=LivePrice(Decimal(5), date(2026, 11, 1)))
    folder = live_folder({"XDG_CACHE_HOME": str(tmp_path / "cache")})
    types = ("p4d.24xlarge", "p4de.24xlarge")
    write_live("aws", folder, {(name, "us-east-1"): live for name in types})
    after = run(*COMMANDS["aws"], "--format", "json").json
    assert "2026-11-01" in after["price_dates"]
    difference = Decimal(after["costs"]["total"]["expected"]) - Decimal(before["costs"]["total"]["expected"])
    shipped = sum((hourly(load("aws"), name, "us-east-1", spot=True) for name in types), Decimal()) / 2
    assert abs(difference - OFFICE * (5 - shipped)) < Decimal("0.02")


@pytest.mark.parametrize(("width", "columns"), [("80", 4), ("100", 6), ("118", 7)])
def test_a_narrow_terminal_gets_fewer_columns_and_whole_figures(
    run: Run, monkeypatch: pytest.MonkeyPatch, width: str, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    lines = run(*COMMANDS["aws"]).out.splitlines()
    heading = next(line for line in lines if line.strip().startswith("USD a month"))
    titles = ("USD a month", "Floor", "Expected ", "Ceiling", "Expected quantity", "Unit price", "Basis")
    assert sum(title in f"{heading} " for title in titles) == columns
    total = next(line for line in lines if line.strip().startswith("Total"))
    assert total.split()[-3:] == ["167.81", "8,389.53", "83,719.26"]
    assert all(len(line) <= int(width) for line in lines)


def test_what_nobody_knows_is_not_0_dollars(run: Run, tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: site\nruntime: python\n")
    (tmp_path / "__main__.py").write_text('import pulumi_aws as aws\n\naws.s3.Bucket("site")\n')
    ran = run("estimate", tmp_path, "--stack", "x", "-c", "aws:region=us-east-1")
    assert ran.status == 0
    assert ran.out.startswith("site/x  nothing that can be summed: 3 uses that nobody declares")


UNPRICED = 'import pulumi_aws as aws\n\naws.ec2.Instance("box", ami="ami-1", instance_type="p5.48xlarge")\n'


def test_where_nothing_has_a_price_there_is_no_sum_of_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: site\nruntime: python\n")
    (tmp_path / "__main__.py").write_text(UNPRICED)
    for output in ("table", "markdown"):
        ran = run("check", tmp_path, "--stack", "x", "-c", "aws:region=mars-1", "--format", output)
        assert ran.status == 1
        assert "nothing that can be summed" in ran.out.partition("1 unpriced")[0]
        assert "0.00" not in ran.out.replace("&#46;", ".")


def test_a_bucket_of_a_size_that_nobody_declares_has_no_sum_in_a_comment(run: Run, tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: site\nruntime: python\n")
    box = UNPRICED.replace("p5.48xlarge", "g6.xlarge")
    (tmp_path / "__main__.py").write_text(f'{box}aws.s3.Bucket("data")\n')
    ran = run("check", tmp_path, "--stack", "x", "-c", "aws:region=us-east-1", "--format", "markdown")
    (row,) = [line for line in ran.out.splitlines() if line.startswith("| bucket")]
    assert row.endswith("size not declared |  |  |  |")
