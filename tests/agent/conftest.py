"""What the agent meets on a node and in the cloud, both over HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ..steward.conftest import cloud, moto_endpoint  # noqa: TID252 - the test folders are no packages
from .fake_imds import FakeImds, serve

__all__ = ["cloud", "imds", "moto_endpoint"]


@pytest.fixture
def imds() -> Iterator[FakeImds]:
    with serve(FakeImds()) as running:
        yield running
