"""Hosts of the stores of other clouds, in whose names their own words for their regions stand."""

from __future__ import annotations

import re
from typing import Final

OTHER_HOSTS: Final = (
    (re.compile(r"\.r2\.cloudflarestorage\.com$"), "cloudflare"),
    (
        re.compile(r"(?:^|\.)([a-z]{3}\d)\.(?:cdn\.)?digitaloceanspaces\.com$|\.db\.ondigitalocean\.com$"),
        "digitalocean",
    ),
    (re.compile(r"\.backblazeb2\.com$"), "backblaze"),
    (re.compile(r"(?:^|\.)s3\.(?:[a-z0-9-]+\.)?wasabisys\.com$"), "wasabi"),
    (re.compile(r"(?:\.([a-z]{2}-[a-z]+))?\.cloud-object-storage\.appdomain\.cloud$"), "ibm"),
    (re.compile(r"(?:^|\.)objectstorage\.([a-z0-9-]+)\.(?:oci\.customer-oci|oraclecloud)\.com$"), "oci"),
    (re.compile(r"(?:^|\.)([a-z]+(?:-[a-z]+-\d)?)\.ocir\.io$"), "oci"),
    (
        re.compile(
            r"(?:\.|^|-)(?:oss-|mysql\.|pg\.|kafka\.|registry\.)?((?:cn|ap|us|eu|me)-[a-z]+(?:-\d)?)(?:-internal)?\.aliyuncs\.com$|\.aliyuncs\.com$"
        ),
        "alibaba",
    ),
    (
        re.compile(r"(?:^|\.)([a-z]{2}-[a-z]+-\d|[a-z]{2}-[a-z]{3,12})\.linodeobjects\.com$|\.linodeobjects\.com$"),
        "linode",
    ),
    (re.compile(r"(?:^|\.)([a-z]{3}\d)\.your-objectstorage\.com$"), "hetzner"),
    (re.compile(r"(?:^|\.)s3\.([a-z]{2}-[a-z]{3})\.scw\.cloud$|\.([a-z]{2}-[a-z]{3})\.scw\.cloud$"), "scaleway"),
    (re.compile(r"(?:^|\.)s3\.([a-z-]+)\.(?:io|perf)\.cloud\.ovh\.(?:net|us)$"), "ovh"),
    (re.compile(r"(?:^|\.)([a-z]{3}\d)\.vultrobjects\.com$"), "vultr"),
    (re.compile(r"(?:^|\.)sos-([a-z]{2}-[a-z]+-\d)\.exo\.io$"), "exoscale"),
    (re.compile(r"(?:^|\.)cos\.([a-z]{2}-[a-z]+)\.myqcloud\.com$"), "tencent"),
    (re.compile(r"(?:^|\.)obs\.([a-z]{2}-[a-z]+-\d+)\.myhuaweicloud\.com$"), "huawei"),
    (re.compile(r"(?:^|\.)storage\.yandexcloud\.net$"), "yandex"),
)
"""Hosts of object stores of other clouds -> the cloud; a group is the region."""
