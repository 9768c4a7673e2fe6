"""Google Cloud: type token -> reader, one small file per family."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from penstock.resources.gcp.data.databases import DATABASES
from penstock.resources.gcp.data.disk_uses import ATTACHMENTS
from penstock.resources.gcp.data.storage import STORAGE
from penstock.resources.gcp.machines.compute_engine import COMPUTE
from penstock.resources.gcp.machines.gke import KUBERNETES
from penstock.resources.gcp.machines.gke_multicloud import MULTICLOUD
from penstock.resources.gcp.machines.reservations import RESERVED
from penstock.resources.gcp.machines.tpu import TPU
from penstock.resources.gcp.managed.cloud_run import SERVERLESS
from penstock.resources.gcp.managed.dataflow import DATAFLOW
from penstock.resources.gcp.managed.dataproc import DATAPROC
from penstock.resources.gcp.managed.dataproc_spark import SPARK
from penstock.resources.gcp.managed.notebooks import NOTEBOOKS
from penstock.resources.gcp.managed.platforms import PLATFORMS
from penstock.resources.gcp.managed.vertex_ai import VERTEX
from penstock.resources.gcp.managed.workstations import WORKSTATIONS
from penstock.resources.gcp.schedules.cloud_scheduler import SCHEDULES
from penstock.resources.gcp.services.budgets import BUDGETS
from penstock.resources.gcp.services.monthly import SERVICES
from penstock.resources.gcp.transfers.bucket_access import ACCESS
from penstock.resources.gcp.transfers.nat_and_addresses import NETWORK
from penstock.resources.gcp.transfers.network_links import LINKS
from penstock.resources.gcp.transfers.replication import COPIES

from .charges import Reader

READERS: Final[Mapping[str, Reader]] = {
    **COMPUTE,
    **SCHEDULES,
    **RESERVED,
    **KUBERNETES,
    **VERTEX,
    **NOTEBOOKS,
    **TPU,
    **DATAPROC,
    **DATAFLOW,
    **SPARK,
    **PLATFORMS,
    **WORKSTATIONS,
    **MULTICLOUD,
    **SERVERLESS,
    **STORAGE,
    **ATTACHMENTS,
    **COPIES,
    **DATABASES,
    **ACCESS,
    **NETWORK,
    **LINKS,
    **SERVICES,
    **BUDGETS,
}
