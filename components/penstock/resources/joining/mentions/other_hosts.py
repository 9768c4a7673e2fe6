"""Hosts of the stores of other clouds, in whose names their own words for their regions stand."""

from __future__ import annotations

from typing import Final

from penstock.regex import regex

OTHER_HOSTS: Final = (
    (regex(r"\.r2\.cloudflarestorage\.com$"), "cloudflare"),
    (
        regex(r"(?:^|\.)([a-z]{3}\d)\.(?:cdn\.)?digitaloceanspaces\.com$|\.db\.ondigitalocean\.com$"),
        "digitalocean",
    ),
    (regex(r"\.backblazeb2\.com$"), "backblaze"),
    (regex(r"(?:^|\.)s3\.(?:[a-z0-9-]+\.)?wasabisys\.com$"), "wasabi"),
    (regex(r"(?:\.([a-z]{2}-[a-z]+))?\.cloud-object-storage\.appdomain\.cloud$"), "ibm"),
    (regex(r"(?:^|\.)objectstorage\.([a-z0-9-]+)\.(?:oci\.customer-oci|oraclecloud)\.com$"), "oci"),
    (regex(r"(?:^|\.)([a-z]+(?:-[a-z]+-\d)?)\.ocir\.io$"), "oci"),
    (
        regex(
            r"(?:\.|^|-)(?:oss-|mysql\.|pg\.|kafka\.|registry\.)?((?:cn|ap|us|eu|me)-[a-z]+(?:-\d)?)(?:-internal)?\.aliyuncs\.com$|\.aliyuncs\.com$"
        ),
        "alibaba",
    ),
    (
        regex(r"(?:^|\.)([a-z]{2}-[a-z]+-\d|[a-z]{2}-[a-z]{3,12})\.linodeobjects\.com$|\.linodeobjects\.com$"),
        "linode",
    ),
    (regex(r"(?:^|\.)([a-z]{3}\d)\.your-objectstorage\.com$"), "hetzner"),
    (regex(r"(?:^|\.)s3\.([a-z]{2}-[a-z]{3})\.scw\.cloud$|\.([a-z]{2}-[a-z]{3})\.scw\.cloud$"), "scaleway"),
    (regex(r"(?:^|\.)s3\.([a-z-]+)\.(?:io|perf)\.cloud\.ovh\.(?:net|us)$"), "ovh"),
    (regex(r"(?:^|\.)([a-z]{3}\d)\.vultrobjects\.com$"), "vultr"),
    (regex(r"(?:^|\.)sos-([a-z]{2}-[a-z]+-\d)\.exo\.io$"), "exoscale"),
    (regex(r"(?:^|\.)cos\.([a-z]{2}-[a-z]+)\.myqcloud\.com$"), "tencent"),
    (regex(r"(?:^|\.)obs\.([a-z]{2}-[a-z]+-\d+)\.myhuaweicloud\.com$"), "huawei"),
    (regex(r"(?:^|\.)storage\.yandexcloud\.net$"), "yandex"),
)
"""Hosts of object stores of other clouds -> the cloud; a group is the region."""
