"""Price lists on loopback, and credentials that only they know: no test may reach the internet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from .price_lists import PriceLists, serving


@pytest.fixture
def lists(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[PriceLists]:
    with serving(PriceLists()) as lists:
        for name in (
            "AWS_PROFILE",
            "AWS_SESSION_TOKEN",
            "GOOGLE_API_KEY",
            "GOOGLE_APPLICATION_CREDENTIALS",
            "http_proxy",
        ):
            monkeypatch.delenv(name, raising=False)
        for name, value in {
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "no-credentials"),
            "AWS_CONFIG_FILE": str(tmp_path / "no-config"),
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_ENDPOINT_URL_PRICING": lists.url,
            "AWS_ENDPOINT_URL_EC2": lists.url,
            "NO_GCE_CHECK": "true",
            "CLOUDSDK_CONFIG": str(tmp_path / "no-gcloud"),
            "no_proxy": "127.0.0.1",
        }.items():
            monkeypatch.setenv(name, value)
        yield lists
