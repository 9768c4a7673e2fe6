"""The clouds' price lists on loopback: pages shaped as their documents show, filters that filter, and failures on demand.

It answers what Penstock asks and nothing else: an unknown path, a missing key, a filter that lets through too much, all show in
what comes back, as they would at the source.
"""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

KEY = "a-key"
TOKEN = "ya29.a-token"


@dataclass
class PriceLists:
    """What the sources have, `page_size` items a page. `failures`: what the next requests get instead: a status, `cut` for a
    connection that ends in the middle, or `words` and `gateway` for a proxy's page with status 200 and 502,
    `redirect` for one to another path. `asked`: every request, in order. `expired`: page tokens that are no longer known."""

    azure: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    gcp: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    aws: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    spot: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    page_size: int = 100
    failures: list[int | str] = field(default_factory=list[int | str])
    expired: set[str] = field(default_factory=set[str])
    asked: list[str] = field(default_factory=list[str])
    elsewhere: str | None = None  # Azure's next page on another host
    stuck: bool = False  # every page leads to the second
    url: str = ""

    def page(self, items: Sequence[Any], start: int) -> tuple[Sequence[Any], int | None]:
        if self.stuck:
            return items[:1], 1
        end = start + self.page_size
        return items[start:end], end if end < len(items) else None


@contextmanager
def serving(lists: PriceLists) -> Generator[PriceLists]:
    """`lists` behind `lists.url`."""

    class Handler(_Handler):
        prices = lists

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        lists.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield lists
        server.shutdown()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    prices: PriceLists

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Quiet."""

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        query = {name: values[-1] for name, values in parse_qs(url.query).items()}
        if self._fails(f"GET {url.path} {query.get('$skip') or query.get('pageToken') or ''}".strip()):
            return
        if url.path == "/api/retail/prices":
            self._azure(query)
        elif url.path == "/v1/services/6F81-5844-456A/skus":
            self._gcp(query)
        else:
            self._json(404, {"error": {"message": f"no {url.path}"}})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        target = self.headers.get("X-Amz-Target", "")
        if target == "AWSPriceListService.GetProducts":
            request = json.loads(body)
            region = next(f["Value"] for f in request["Filters"] if f["Field"] == "regionCode")
            if not self._fails(f"GetProducts {region} {request.get('NextToken', '')}".strip()):
                self._get_products(request)
        elif "Action=DescribeSpotPriceHistory" in body:
            form = {name: values[-1] for name, values in parse_qs(body).items()}
            if not self._fails(f"DescribeSpotPriceHistory {form.get('NextToken', '')}".strip()):
                self._spot_history(form)
        elif self.path == "/token":
            self._json(200, {"access_token": TOKEN, "expires_in": 3600, "token_type": "Bearer"})
        else:
            self._json(400, {"__type": "UnknownOperationException"})

    def _fails(self, request: str) -> bool:
        self.prices.asked.append(request)
        failure = self.prices.failures.pop(0) if self.prices.failures else None
        if failure is None or failure == 200:
            return False
        if failure == "cut":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b'{"Items": [')
            self.close_connection = True
        elif failure == "redirect":
            self.send_response(302)
            self.send_header("Location", f"{self.prices.url}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif isinstance(failure, str):
            self._send(200 if failure == "words" else 502, "text/html", "<p>Please sign in.")
        else:
            code = {401: "AuthFailure", 403: "AccessDeniedException", 429: "ThrottlingException"}.get(
                failure, "InternalErrorException"
            )
            if request.startswith("DescribeSpotPriceHistory"):
                error = f"<Error><Code>{code}</Code><Message>told to fail</Message></Error>"
                self._send(
                    failure, "text/xml", f"<Response><Errors>{error}</Errors><RequestID>1</RequestID></Response>"
                )
            else:
                self._json(failure, {"error": {"message": "told to fail"}, "__type": code, "message": "told to fail"})
        return True

    def _azure(self, query: dict[str, str]) -> None:
        wanted = dict(re.findall(r"(\w+) eq '([^']*)'", query["$filter"]))
        wanted["type"] = wanted.pop("priceType")
        items = [item for item in self.prices.azure if all(item[name] == value for name, value in wanted.items())]
        shown, after = self.prices.page(items, int(query.get("$skip", 0)))
        base = self.prices.elsewhere or self.prices.url
        link = f"{base}{urlsplit(self.path).path}?$filter={quote(query['$filter'])}&$skip={after}" if after else None
        self._json(
            200,
            {
                "BillingCurrency": "USD",
                "CustomerEntityId": "Default",
                "CustomerEntityType": "Retail",
                "Items": shown,
                "NextPageLink": link,
                "Count": len(shown),
            },
        )

    def _gcp(self, query: dict[str, str]) -> None:
        if self.headers.get("X-Goog-Api-Key") != KEY and self.headers.get("Authorization") != f"Bearer {TOKEN}":
            self._json(403, {"error": {"code": 403, "message": "API key not valid.", "status": "PERMISSION_DENIED"}})
        elif (token := query.get("pageToken", "")) in self.prices.expired:
            self.prices.expired.discard(token)
            self._json(400, {"error": {"code": 400, "message": "Invalid page token", "status": "INVALID_ARGUMENT"}})
        else:
            shown, after = self.prices.page(self.prices.gcp, int(token.removeprefix("page-") or 0))
            self._json(200, {"skus": shown, "nextPageToken": f"page-{after}" if after else ""})

    def _get_products(self, request: dict[str, Any]) -> None:
        wanted = {filtered["Field"]: filtered["Value"] for filtered in request["Filters"]}
        token = request.get("NextToken", "")
        if token in self.prices.expired:
            self.prices.expired.discard(token)
            self._json(400, {"__type": "ExpiredNextTokenException", "message": "The pagination token expired."})
            return
        products = [
            product
            for product in self.prices.aws
            if all(product["product"]["attributes"].get(name) == value for name, value in wanted.items())
        ]
        shown, after = self.prices.page(products, int(token.removeprefix("page-") or 0))
        reply: dict[str, Any] = {"FormatVersion": "aws_v1", "PriceList": [json.dumps(product) for product in shown]}
        self._json(200, reply | ({"NextToken": f"page-{after}"} if after else {}))

    def _spot_history(self, form: dict[str, str]) -> None:
        region = re.search(r"Credential=[^/]+/\d+/([a-z0-9-]+)/ec2", self.headers["Authorization"])
        assert region is not None
        entries = [entry for entry in self.prices.spot if entry["availabilityZone"].startswith(region[1])]
        shown, after = self.prices.page(entries, int(form.get("NextToken", "").removeprefix("page-") or 0))
        items = "".join(
            f"<item>{''.join(f'<{name}>{value}</{name}>' for name, value in entry.items())}</item>" for entry in shown
        )
        token = f"page-{after}" if after else ""
        self._send(
            200,
            "text/xml",
            '<?xml version="1.0" encoding="UTF-8"?>'
            '<DescribeSpotPriceHistoryResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">'
            f"<requestId>1</requestId><spotPriceHistorySet>{items}</spotPriceHistorySet><nextToken>{token}</nextToken>"
            "</DescribeSpotPriceHistoryResponse>",
        )

    def _json(self, status: int, content: object) -> None:
        self._send(status, "application/json", json.dumps(content))

    def _send(self, status: int, kind: str, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def azure_item(size: str, region: str, usd: float, **changed: object) -> dict[str, Any]:
    """A meter, as in the response example of the Azure Retail Prices overview."""
    words = size.removeprefix("Standard_").replace("_", " ")
    return {
        "currencyCode": "USD",
        "tierMinimumUnits": 0.0,
        "retailPrice": usd,
        "unitPrice": usd,
        "armRegionName": region,
        "location": region,
        "effectiveStartDate": "2024-01-01T00:00:00Z",
        "meterId": "000a794b-bdb0-58be-a0cd-0c3a0f222923",
        "meterName": words,
        "productId": "DZH318Z0BQPS",
        "skuId": "DZH318Z0BQPS/00TG",
        "productName": f"Virtual Machines {words} Series",
        "skuName": words,
        "serviceName": "Virtual Machines",
        "serviceId": "DZH313Z7MMC8",
        "serviceFamily": "Compute",
        "unitOfMeasure": "1 Hour",
        "type": "Consumption",
        "isPrimaryMeterRegion": True,
        "armSkuName": size,
    } | changed


def azure_spot(size: str, region: str, usd: float) -> dict[str, Any]:
    words = size.removeprefix("Standard_").replace("_", " ")
    return azure_item(size, region, usd, skuName=f"{words} Spot", meterName=f"{words} Spot")


def gcp_sku(
    description: str, nanos: int, *regions: str, unit: str = "h", units: int = 0, usage: str = "OnDemand"
) -> dict[str, Any]:
    """A SKU, as in the REST reference of services.skus. int64 fields are text in Google's JSON."""
    return {
        "name": "services/6F81-5844-456A/skus/0000-0000-0000",
        "skuId": "0000-0000-0000",
        "description": description,
        "category": {
            "serviceDisplayName": "Compute Engine",
            "resourceFamily": "Compute",
            "resourceGroup": "CPU",
            "usageType": usage,
        },
        "serviceRegions": list(regions),
        "pricingInfo": [
            {
                "summary": "",
                "pricingExpression": {
                    "usageUnit": unit,
                    "displayQuantity": 1,
                    "tieredRates": [
                        {
                            "startUsageAmount": 0,
                            "unitPrice": {"currencyCode": "USD", "units": str(units), "nanos": nanos},
                        }
                    ],
                    "baseUnit": "s",
                    "baseUnitConversionFactor": 3600,
                },
                "currencyConversionRate": 1,
                "effectiveTime": "2026-11-20T00:00:00.000Z",
            }
        ],
        "serviceProviderName": "Google",
        "geoTaxonomy": {"type": "REGIONAL", "regions": list(regions)},
    }


def aws_product(instance_type: str, region: str, usd: str, *, unit: str = "Hrs", **attributes: str) -> dict[str, Any]:
    """A product with its on-demand term, as the Price List Query API gives them (one JSON text each)."""
    sku, offer, rate = "HZC9FAP4F9Y8JW67", "JRTCKXETXF", "6YS6EN2CT7"
    return {
        "product": {
            "productFamily": "Compute Instance",
            "sku": sku,
            "attributes": {
                "servicecode": "AmazonEC2",
                "instanceType": instance_type,
                "regionCode": region,
                "locationType": "AWS Region",
                "operatingSystem": "Linux",
                "preInstalledSw": "NA",
                "licenseModel": "No License required",
                "tenancy": "Shared",
                "capacitystatus": "Used",
                "marketoption": "OnDemand",
                "operation": "RunInstances",
                "usagetype": f"BoxUsage:{instance_type}",
            }
            | attributes,
        },
        "serviceCode": "AmazonEC2",
        "terms": {
            "OnDemand": {
                f"{sku}.{offer}": {
                    "priceDimensions": {
                        f"{sku}.{offer}.{rate}": {
                            "unit": unit,
                            "beginRange": "0",
                            "endRange": "Inf",
                            "description": f"${usd} per On Demand Linux {instance_type} Instance Hour",
                            "appliesTo": [],
                            "rateCode": f"{sku}.{offer}.{rate}",
                            "pricePerUnit": {"USD": usd},
                        }
                    },
                    "sku": sku,
                    "effectiveDate": "2026-11-01T00:00:00Z",
                    "offerTermCode": offer,
                    "termAttributes": {},
                }
            }
        },
        "version": "20261120000000",
        "publicationDate": "2026-11-20T00:00:00Z",
    }


def spot_entry(instance_type: str, zone: str, usd: str, changed: str = "2026-11-24T10:00:00.000Z") -> dict[str, str]:
    """An item of DescribeSpotPriceHistory's spotPriceHistorySet."""
    return {
        "instanceType": instance_type,
        "productDescription": "Linux/UNIX",
        "spotPrice": usd,
        "timestamp": changed,
        "availabilityZone": zone,
    }
