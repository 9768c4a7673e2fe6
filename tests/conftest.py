"""What holds for every test."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("penstock", deadline=None)  # tests never assert a time
settings.load_profile("penstock")


def pytest_configure(config: pytest.Config) -> None:
    """Warnings are errors, except those that a provider SDK raises about its own modules when one of them is imported."""
    for sdk in ("pulumi_aws", "pulumi_gcp"):
        config.addinivalue_line(
            "filterwarnings", rf"ignore:\S+ has been deprecated in favor of:DeprecationWarning:{sdk}"
        )
