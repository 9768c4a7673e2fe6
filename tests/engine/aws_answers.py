"""AWS's answers to a program's questions (data sources), as of no account in particular."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from .sdk_schema import Json
from .world import RefusedError, digest

ACCOUNT: Final = "123456789012"


def answer(token: str, arguments: Json, region: str) -> Json:
    """The result of the data source `token`, without the arguments that it echoes.

    Raises:
        RefusedError: nobody has said what it answers.
    """
    known = _ANSWERS.get(token)
    if known is None:
        raise RefusedError(f"the stand-in has no answer for {token}")
    return {"region": region, **known(arguments, region)}


def _policy_document(arguments: Json, _region: str) -> Json:
    document: Json = {
        "Version": arguments.get("version", "2012-10-17"),
        "Statement": [_statement(one) for one in arguments.get("statements", [])],
    }
    if "policyId" in arguments:
        document["Id"] = arguments["policyId"]
    return {"json": json.dumps(document, indent=2), "minifiedJson": json.dumps(document, separators=(",", ":"))}


def _statement(one: Json) -> Json:
    statement: Json = {"Effect": one.get("effect", "Allow")}
    if "sid" in one:
        statement["Sid"] = one["sid"]
    for key in ("actions", "notActions", "resources", "notResources"):
        if one.get(key):
            name = key[0].upper() + key[1:-1]
            statement[name] = _one_or_sorted(one[key])
    for key in ("principals", "notPrincipals"):
        if one.get(key):
            parties = {party["type"]: _one_or_sorted(party["identifiers"]) for party in one[key]}
            statement[key[0].upper() + key[1:-1]] = "*" if parties == {"*": "*"} else parties
    conditions: dict[str, Json] = {}
    for condition in one.get("conditions", []):
        conditions.setdefault(condition["test"], {})[condition["variable"]] = _one_or_sorted(condition["values"])
    if conditions:
        statement["Condition"] = conditions
    return statement


def _one_or_sorted(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else sorted(values)


def _zones(arguments: Json, region: str) -> Json:
    excluded = set(arguments.get("excludeNames", []))
    letters = [letter for letter in "abcd" if f"{region}{letter}" not in excluded]
    return {
        "names": [f"{region}{letter}" for letter in letters],
        "zoneIds": [f"{region}-az{'abcd'.index(letter) + 1}" for letter in letters],
        "groupNames": [region],
    }


def _image(arguments: Json, region: str) -> Json:
    image = f"ami-{digest(json.dumps(arguments, sort_keys=True) + region, 17)}"
    return {
        "id": image,
        "imageId": image,
        "architecture": "x86_64",
        "arn": f"arn:aws:ec2:{region}::image/{image}",
        "name": "deep-learning-base-gpu",
        "rootDeviceName": "/dev/sda1",
        "rootDeviceType": "ebs",
        "state": "available",
        "virtualizationType": "hvm",
        "blockDeviceMappings": [],
        "productCodes": [],
        "tags": {},
    }


def _parameter(arguments: Json, region: str) -> Json:
    name = arguments["name"]
    value = f"ami-{digest(name + region, 17)}" if name.startswith("/aws/service/") else f"value of {name}"
    return {
        "arn": f"arn:aws:ssm:{region}::parameter{name}",
        "type": "String",
        "value": value,
        "insecureValue": value,
        "version": 1,
    }


def _offerings(arguments: Json, region: str) -> Json:
    """Not in the first zone, as of most types with EFA."""
    kinds = [
        kind for each in arguments.get("filters", []) if each["name"] == "instance-type" for kind in each["values"]
    ]
    places = [(kind, f"{region}{letter}") for kind in kinds for letter in "bcd"]
    return {
        "instanceTypes": [kind for kind, _ in places],
        "locations": [place for _, place in places],
        "locationTypes": ["availability-zone"] * len(places),
    }


def _endpoint_service(arguments: Json, region: str) -> Json:
    service = arguments.get("service", "s3")
    name = f"com.amazonaws.{region}.{service}"
    return {
        "serviceName": name,
        "serviceType": "Interface",
        "availabilityZones": [f"{region}{letter}" for letter in "bcd"],
        "acceptanceRequired": False,
        "arn": f"arn:aws:ec2:{region}::vpc-endpoint-service/{name}",
        "baseEndpointDnsNames": [],
        "managesVpcEndpoints": False,
        "owner": "amazon",
        "privateDnsName": f"{service}.{region}.amazonaws.com",
        "privateDnsNames": [],
        "region": region,
        "serviceId": "vpce-svc-0",
        "serviceRegions": None,
        "supportedIpAddressTypes": ["ipv4"],
        "tags": {},
        "vpcEndpointPolicySupported": True,
    }


_ANSWERS: Final[dict[str, Callable[[Json, str], Json]]] = {
    "aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings": _offerings,
    "aws:ec2/getVpcEndpointService:getVpcEndpointService": _endpoint_service,
    "aws:index/getAvailabilityZones:getAvailabilityZones": _zones,
    "aws:index/getCallerIdentity:getCallerIdentity": lambda _, __: {
        "id": ACCOUNT,
        "accountId": ACCOUNT,
        "arn": f"arn:aws:iam::{ACCOUNT}:user/stand-in",
        "userId": "AIDASTANDIN",
    },
    "aws:index/getPartition:getPartition": lambda _, __: {
        "id": "aws",
        "partition": "aws",
        "dnsSuffix": "amazonaws.com",
        "reverseDnsPrefix": "com.amazonaws",
    },
    "aws:index/getRegion:getRegion": lambda _, region: {
        "id": region,
        "name": region,
        "description": f"the region {region}",
        "endpoint": f"ec2.{region}.amazonaws.com",
    },
    "aws:iam/getPolicyDocument:getPolicyDocument": _policy_document,
    "aws:ec2/getAmi:getAmi": _image,
    "aws:ec2/getVpc:getVpc": lambda arguments, region: {
        "id": arguments.get("id", "vpc-0123456789abcdef0"),
        "arn": f"arn:aws:ec2:{region}:{ACCOUNT}:vpc/{arguments.get('id', 'vpc-0123456789abcdef0')}",
        "cidrBlock": "10.0.0.0/16",
        "ownerId": ACCOUNT,
    },
    "aws:ec2/getSubnets:getSubnets": lambda _, __: {"ids": ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]},
    "aws:ssm/getParameter:getParameter": _parameter,
}

ANSWERED: Final = tuple(_ANSWERS)
"""The data sources that have an answer."""
