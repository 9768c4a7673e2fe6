"""What a way out of a cloud costs, who pays for it, and which places are one."""

from __future__ import annotations

import pytest

from penstock.resources.joining.mentions.words import Place, crossing, place_of, same
from penstock_policies.judging import per_gib


def test_what_leaves_a_cloud_goes_out_to_the_internet_and_its_own_cloud_bills_for_it() -> None:
    assert crossing("aws", "us-west-2", "eu-west-1") == ("aws", "us-west-2", "eu-west-1")
    assert crossing("aws", "us-west-2", "Google Cloud europe-west4") == ("aws", "us-west-2", "internet")
    assert crossing("aws", "Google Cloud europe-west4", "us-west-2") == ("gcp", "europe-west4", "internet")
    assert per_gib("aws", "Google Cloud europe-west4", "us-west-2") == "0.12 $ per GiB"
    assert per_gib("aws", "Google Cloud", "us-west-2") == "an unpriced transfer"


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("eu-west-1", Place("aws", "eu-west-1")),
        ("us-gov-west-1", Place("aws", "us-gov-west-1")),
        ("us-west-2b", Place("aws", "us-west-2")),
        ("us-west-2-lax-1a", Place("aws", "us-west-2")),
        ("europe-west4", Place("gcp", "europe-west4")),
        ("EUROPE-WEST4", Place("gcp", "europe-west4")),
        ("US_EAST_1", Place("aws", "us-east-1")),
        ("us-central1-ai1a", Place("gcp", "us-central1")),
        ("West Europe", Place("azure", "westeurope")),
        ("eastus2", Place("azure", "eastus2")),
        ("aws-us-east-1", Place("aws", "us-east-1")),
        ("azure-eastus2", Place("azure", "eastus2")),
        ("us-east-1.example", None),
        ("global", None),
        ("us", None),
        ("p5.48xlarge", None),
    ],
)
def test_a_word_is_a_place_in_each_spelling(word: str, place: Place | None) -> None:
    assert place_of(word) == place


def test_a_continent_has_its_regions_in_it() -> None:
    assert same(Place("gcp", "us"), Place("gcp", "us-central1"))
    assert same(Place("gcp", "nam5"), Place("gcp", "us-central1"))
    assert not same(Place("gcp", "eur3"), Place("gcp", "us-central1"))
    assert not same(Place("aws", "us-west-2"), Place("gcp", "us-west2"))
    assert same(Place("aws"), Place("aws", "us-west-2"))
