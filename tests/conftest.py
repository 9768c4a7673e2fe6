"""What holds for every test."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("penstock", deadline=None)  # tests never assert a time
settings.load_profile("penstock")


def pytest_configure(config: pytest.Config) -> None:
    """Warnings are errors, except those that pulumi-aws raises about its own modules when one of them is imported."""
    config.addinivalue_line(
        "filterwarnings", "ignore:\\S+ has been deprecated in favor of:DeprecationWarning:pulumi_aws"
    )
