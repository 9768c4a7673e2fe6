"""AWS: on-demand prices from the Price List Query API, spot prices from EC2, both through boto3.

Shapes (docs.aws.amazon.com, read 2026-11):
- Price List `GetProducts`: `PriceList` is a list of JSON texts, each a product with `product.attributes` (`instanceType`, ...) and
  `terms.OnDemand.<offer>.priceDimensions.<rate>` (`unit` `Hrs`, `pricePerUnit.USD`). At most 100 a page; fewer do not mean the end,
  a missing `NextToken` does; `ExpiredNextTokenException`, `InvalidNextTokenException`. The filters keep Linux without licences,
  shared tenancy, capacity in use, in the region itself (not its local zones). The API answers in us-east-1, eu-central-1 and
  ap-south-1 for all regions.
- EC2 `DescribeSpotPriceHistory`: with a start time of now, the last price change before it, which is the effective price, per type
  and zone. An empty `NextToken` is the end. One figure per region is needed: the median zone's (the lower of two), which is a
  price that somebody can pay, and which one odd zone does not move. Local and Wavelength zones are left out.

Needs `pricing:GetProducts` and `ec2:DescribeSpotPriceHistory`. Endpoints follow boto3's own `AWS_ENDPOINT_URL_PRICING` and
`AWS_ENDPOINT_URL_EC2`. What it cannot tell: spot prices of a region that the account has not enabled, or of another partition (us-gov-*);
EC2 refuses them with `AuthFailure` or `OptInRequired`, and they are noted.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import partial
from statistics import median_low
from typing import Any, Final, Protocol, cast

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError
from botocore.parsers import ResponseParserError

from penstock.problem import InputError, Problem
from penstock.terms import CapacityType

from .shapes import RERUN, ExpiredCursorError, Feed, Page, Quotes, Row, Types, one_price

_HOME: Final = "us-east-1"
_FILTERS: Final = {
    "operatingSystem": "Linux",
    "preInstalledSw": "NA",
    "licenseModel": "No License required",
    "tenancy": "Shared",
    "capacitystatus": "Used",
    "marketoption": "OnDemand",
    "locationType": "AWS Region",
}
_ON_DEMAND_A_PAGE: Final = 100
_SPOT_A_PAGE: Final = 1000
_LINUX: Final = ("Linux/UNIX", "Linux/UNIX (Amazon VPC)")
"""The second is what accounts from before 2013 are told."""
_EXPIRED: Final = (
    "ExpiredNextTokenException",
    "InvalidNextTokenException",
    "InvalidNextToken",
    "InvalidPaginationToken",
)
_DENIED: Final = ("AccessDenied", "AccessDeniedException", "UnauthorizedOperation")
_NOT_ENABLED: Final = ("AuthFailure", "OptInRequired")
_RETRIES: Final = Config(retries={"mode": "standard", "total_max_attempts": 6}, connect_timeout=10, read_timeout=60)
"""boto3's standard mode: throttling, 5xx and lost connections, with exponential backoff and jitter."""


class Pricing(Protocol):
    """What is called of the Price List API."""

    def get_products(self, **request: object) -> dict[str, Any]: ...


class Ec2(Protocol):
    """What is called of EC2."""

    def describe_spot_price_history(self, **request: object) -> dict[str, Any]: ...


class _NotEnabledError(Exception):
    """The account has not enabled the region, or is of another partition."""


class Session(Protocol):
    """What is called of a boto3 session."""

    def client(self, service_name: str, *, region_name: str, config: Config) -> object: ...


class Aws:
    """The price list of AWS for `types`. `now`: the time at which spot prices are asked for."""

    def __init__(self, types: Types, *, now: datetime) -> None:
        self._types = types
        self._now = now
        self._session = cast("Session", boto3.Session())  # not the process's default one: it keeps credentials for good
        self._clients: dict[tuple[str, str], object] = {}

    def feeds(self, regions: Sequence[str]) -> Sequence[Feed]:
        """Two per region."""
        return [
            *(Feed(f"on-demand {region}", partial(self._on_demand, region)) for region in regions),
            *(Feed(f"spot {region}", partial(self._spot, region)) for region in regions),
        ]

    def quotes(self, rows: Sequence[Row], regions: Sequence[str]) -> Quotes:
        """Prices by type and region."""
        found: dict[tuple[str, str, CapacityType], set[Decimal]] = defaultdict(set)
        zones: dict[tuple[str, str], dict[str, tuple[str, Decimal]]] = defaultdict(dict)
        for name, region, zone, changed, usd in rows:
            if region not in regions:
                continue
            if not zone:
                found[name, region, CapacityType.ON_DEMAND].add(Decimal(usd))
            elif changed > zones[name, region].get(zone, ("",))[0]:
                zones[name, region][zone] = (changed, Decimal(usd))
        for (name, region), by_zone in zones.items():
            found[name, region, CapacityType.SPOT].add(median_low(usd for _, usd in by_zone.values()))
        return one_price(found)

    def _on_demand(self, region: str, cursor: str | None) -> Page:
        pricing = cast("Pricing", self._client("pricing", _HOME))
        filters = {**_FILTERS, "regionCode": region}
        reply = _asked(
            f"on-demand {region}",
            pricing.get_products,
            ServiceCode="AmazonEC2",
            FormatVersion="aws_v1",
            MaxResults=_ON_DEMAND_A_PAGE,
            Filters=[{"Type": "TERM_MATCH", "Field": field, "Value": value} for field, value in filters.items()],
            **({"NextToken": cursor} if cursor else {}),
        )
        products = [json.loads(product) for product in reply["PriceList"]]
        rows = [(name, region, "", "", usd) for product in products for name, usd in self._prices(product)]
        return Page(rows, reply.get("NextToken") or None)

    def _prices(self, product: Mapping[str, Any]) -> list[tuple[str, str]]:
        name = product["product"]["attributes"].get("instanceType", "")
        if name not in self._types:
            return []
        dimensions = [
            dimension
            for term in product.get("terms", {}).get("OnDemand", {}).values()
            for dimension in term["priceDimensions"].values()
        ]
        return [(name, dimension["pricePerUnit"]["USD"]) for dimension in dimensions if dimension["unit"] == "Hrs"]

    def _spot(self, region: str, cursor: str | None) -> Page:
        ec2 = cast("Ec2", self._client("ec2", region))
        try:
            reply = _asked(
                f"spot {region}",
                ec2.describe_spot_price_history,
                StartTime=self._now,
                ProductDescriptions=[_LINUX[0]],
                MaxResults=_SPOT_A_PAGE,
                **({"NextToken": cursor} if cursor else {}),
            )
        except _NotEnabledError:
            return Page([], None, f"no spot prices of {region}: the account has not enabled that region")
        own_zone = re.compile(f"{re.escape(region)}[a-z]")
        rows = [
            (
                entry["InstanceType"],
                region,
                entry["AvailabilityZone"],
                entry["Timestamp"].isoformat(),
                entry["SpotPrice"],
            )
            for entry in reply["SpotPriceHistory"]
            if entry["InstanceType"] in self._types
            and entry["ProductDescription"] in _LINUX
            and own_zone.fullmatch(entry["AvailabilityZone"])
        ]
        return Page(rows, reply.get("NextToken") or None)

    def _client(self, service: str, region: str) -> object:
        """Made when first needed: thirty of them take seconds."""
        key = (service, region)
        if key not in self._clients:
            self._clients[key] = self._session.client(service, region_name=region, config=_RETRIES)
        return self._clients[key]


def _asked(feed: str, call: Callable[..., dict[str, Any]], **request: object) -> dict[str, Any]:
    where = f"aws {feed}"
    try:
        return call(**request)
    except NoCredentialsError as error:
        raise InputError(
            [
                Problem(
                    "aws",
                    "no AWS credentials: the Price List and spot prices are only told to an account",
                    "set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run `aws sso login`",
                )
            ]
        ) from error
    except ClientError as error:
        code = cast("dict[str, Any]", error.response).get("Error", {}).get("Code", "")
        if code in _EXPIRED:
            raise ExpiredCursorError(feed) from error
        if code in _NOT_ENABLED:
            raise _NotEnabledError(feed) from error
        fix = "allow pricing:GetProducts and ec2:DescribeSpotPriceHistory" if code in _DENIED else RERUN
        raise InputError([Problem(where, str(error), fix)]) from error
    except (BotoCoreError, ResponseParserError) as error:
        raise InputError([Problem(where, f"no answer that can be used: {error}", RERUN)]) from error
