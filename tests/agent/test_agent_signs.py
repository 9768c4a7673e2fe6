"""The agent's own SigV4 is botocore's, byte for byte."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from hypothesis import given
from hypothesis import strategies as st

from penstock.agent.aws import sign

TEXT = st.text(st.characters(codec="ascii", categories=("L", "N")), min_size=1, max_size=40)


@given(
    url=st.sampled_from(
        [
            "https://monitoring.us-east-1.amazonaws.com/",
            "http://127.0.0.1:5000/",
            "https://autoscaling.eu-west-1.amazonaws.com/",
        ]
    ),
    body=st.binary(max_size=200),
    scope=st.tuples(st.sampled_from(["us-east-1", "eu-central-1"]), st.sampled_from(["monitoring", "autoscaling"])),
    keys=st.tuples(TEXT, st.text(st.characters(codec="utf-8"), min_size=1), TEXT | st.none()),
    now=st.datetimes(datetime(1980, 1, 1), datetime(2100, 1, 1)),  # noqa: DTZ001 - hypothesis wants bounds without a zone
)
def test_signatures_are_those_of_botocore(
    url: str, body: bytes, scope: tuple[str, str], keys: tuple[str, str, str | None], now: datetime
) -> None:
    access, secret, token = keys
    moment = now.replace(tzinfo=UTC, microsecond=0)
    ours = sign(
        url, body, scope, {"AccessKeyId": access, "SecretAccessKey": secret, "Token": token or ""}, moment.timestamp()
    )

    headers = {"content-type": ours["content-type"]}
    request: Any = AWSRequest(method="POST", url=url, data=body, headers=headers)
    signer: Any = SigV4Auth(Credentials(access, secret, token), scope[1], scope[0])
    with patch("botocore.auth.get_current_datetime", return_value=moment.replace(tzinfo=None)):
        signer.add_auth(request)
    theirs = {name.lower(): value for name, value in request.headers.items()}
    assert {name: value for name, value in ours.items() if name != "host"} == theirs
