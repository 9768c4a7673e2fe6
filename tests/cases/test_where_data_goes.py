"""Data of honest programs: what is not known is no evidence that it is read."""

from __future__ import annotations

from cases.case import checked


def test_a_secret_in_user_data_reads_nothing() -> None:
    found = checked("secret-in-user-data", aws__region="us-west-2")
    assert not found.report.blocked
    assert found.said("cross-region-transfer") == set()
