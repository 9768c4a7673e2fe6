"""What holds for every test."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# Tests never assert a time. What CI says of a change must not depend on luck: it tries the same examples each time.
settings.register_profile("penstock", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("penstock")


def pytest_configure(config: pytest.Config) -> None:
    """Warnings are errors, except those that a provider SDK raises about its own modules when one of them is imported."""
    for sdk in ("pulumi_aws", "pulumi_gcp"):
        config.addinivalue_line(
            "filterwarnings", rf"ignore:\S+ has been deprecated in favor of:DeprecationWarning:{sdk}"
        )
