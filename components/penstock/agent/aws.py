"""AWS: what the instance metadata service says, and the calls that the node makes as its role."""

from __future__ import annotations

import calendar
import hashlib
import hmac
import json
import time
import urllib.parse
from collections.abc import Mapping
from typing import Any

from .cloud import Cloud, http_call
from .decide import Config, OutsideError


class Imds:
    """The instance metadata service, version 2 (EC2 user guide, configuring-instance-metadata-service)."""

    def __init__(self, endpoint: str) -> None:
        self._base = endpoint + "/latest/"

    def get(self, path: str) -> str | None:
        """The text at `path`; None when there is none. A token is asked for each time: none can expire. Raises OutsideError."""
        lifetime = {"X-aws-ec2-metadata-token-ttl-seconds": "60"}
        token = http_call("PUT", self._base + "api/token", lifetime, proxies=False)
        try:
            return http_call("GET", self._base + path, {"X-aws-ec2-metadata-token": token}, proxies=False)
        except OutsideError as error:
            if error.status == 404:
                return None
            raise

    def get_json(self, path: str) -> dict[str, Any] | None:
        """The JSON object at `path`; None when there is none. Raises OutsideError."""
        text = self.get(path)
        try:
            return None if text is None else dict(json.loads(text))
        except (TypeError, ValueError):
            raise OutsideError(f"{path}: not a JSON object") from None

    def credentials(self) -> dict[str, Any]:
        """The role's AccessKeyId, SecretAccessKey and Token, read anew each time: they change. Raises OutsideError."""
        base = "meta-data/iam/security-credentials/"
        found = self.get_json(base + (self.get(base) or "").strip())
        if not found or not {"AccessKeyId", "SecretAccessKey"} <= found.keys():
            raise OutsideError("the node has no role")
        return found


def sign(url: str, body: bytes, scope: tuple[str, str], credentials: Mapping[str, str], now: float) -> dict[str, str]:
    """Headers of a signed form POST to `url`, which has no query; `scope`: region and service (IAM user guide, SigV4)."""
    parts = urllib.parse.urlsplit(url)
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(now))
    headers = {"content-type": "application/x-www-form-urlencoded", "host": parts.netloc, "x-amz-date": stamp}
    if credentials.get("Token"):
        headers["x-amz-security-token"] = credentials["Token"]
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
    request = "\n".join(["POST", parts.path or "/", "", lines, names, hashlib.sha256(body).hexdigest()])
    place = "/".join([stamp[:8], *scope, "aws4_request"])
    text = "\n".join(["AWS4-HMAC-SHA256", stamp, place, hashlib.sha256(request.encode()).hexdigest()])
    key = ("AWS4" + credentials["SecretAccessKey"]).encode()
    for part in [*place.split("/"), text]:
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    credential = f"{credentials['AccessKeyId']}/{place}"
    headers["authorization"] = f"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={names}, Signature={key.hex()}"
    return headers


class Aws(Cloud):
    """A node on AWS. Its calls go through the services' Query API, as the node's role. Not in China, whose endpoints have names of
    their own."""

    def __init__(self, imds: Imds, config: Config, endpoint: str | None = None) -> None:
        """Raises OutsideError when the node's identity cannot be read."""
        self._imds, self._config, self._endpoint = imds, config, endpoint
        self._identity = imds.get_json("dynamic/instance-identity/document") or {}
        if "instanceId" not in self._identity:
            raise OutsideError("the identity document names no instance")
        self._instance_id = str(self._identity["instanceId"])

    def age(self, now: float) -> float:
        """By the identity document's `pendingTime`.

        `now` may be wrong after boot: asked for at each step. While it is wrong by more than minutes, AWS refuses what it dates
        (IAM User Guide, "Elements of an AWS API request signature"), so a false age ends no node.
        """
        try:
            return now - calendar.timegm(time.strptime(self._identity["pendingTime"], "%Y-%m-%dT%H:%M:%SZ"))
        except (KeyError, TypeError, ValueError):
            return 0.0

    def reclaim_deadline(self) -> str | None:
        """The spot notice (EC2 user guide, spot-instance-termination-notices)."""
        notice = self._imds.get_json("meta-data/spot/instance-action")
        return None if notice is None else str(notice.get("time"))

    def advises_to_leave(self) -> bool:
        """The rebalance recommendation (EC2 user guide, rebalance-recommendations)."""
        return self._imds.get("meta-data/events/recommendations/rebalance") is not None

    def publish(self, values: Mapping[str, float]) -> None:
        """`values` for the pool and for the node (CloudWatch API reference, PutMetricData). Raises OutsideError."""
        pool = {"Dimensions.member.1.Name": "Pool", "Dimensions.member.1.Value": self._config.pool}
        node = {"Dimensions.member.2.Name": "InstanceId", "Dimensions.member.2.Value": self._instance_id}
        both = (pool, {**pool, **node})
        data = [{"MetricName": name, "Value": repr(value), **of} for name, value in values.items() for of in both]
        items = {f"MetricData.member.{n}.{key}": text for n, item in enumerate(data, 1) for key, text in item.items()}
        self._call("monitoring", "2010-08-01", "PutMetricData", {"Namespace": self._config.namespace, **items})

    def terminate(self) -> None:
        """End this node and lower its group's size, so that it is not replaced. Raises OutsideError."""
        parameters = {"InstanceId": self._instance_id, "ShouldDecrementDesiredCapacity": "true"}
        self._call("autoscaling", "2011-01-01", "TerminateInstanceInAutoScalingGroup", parameters)

    def _call(self, service: str, version: str, action: str, parameters: Mapping[str, str]) -> None:
        url = self._endpoint or f"https://{service}.{self._config.region}.amazonaws.com/"
        body = urllib.parse.urlencode({"Action": action, "Version": version, **parameters}).encode()
        headers = sign(url, body, (self._config.region, service), self._imds.credentials(), time.time())
        http_call("POST", url, headers, body)
