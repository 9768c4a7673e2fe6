"""Azure: type token -> reader, one small file per family."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from penstock.resources.azure.data.databases import DATABASES
from penstock.resources.azure.data.storage_accounts import STORAGE
from penstock.resources.azure.data.volumes import VOLUMES
from penstock.resources.azure.machines.aks import KUBERNETES
from penstock.resources.azure.machines.batch import BATCH
from penstock.resources.azure.machines.compute_fleets import FLEETS
from penstock.resources.azure.machines.virtual_machines import MACHINES
from penstock.resources.azure.managed.analytics import ANALYTICS
from penstock.resources.azure.managed.containers import CONTAINERS
from penstock.resources.azure.managed.cosmos_request_units import REQUEST_UNITS
from penstock.resources.azure.managed.machine_learning import MACHINE_LEARNING
from penstock.resources.azure.managed.machine_learning_serverless import SERVERLESS
from penstock.resources.azure.managed.rented_machines import RENTED
from penstock.resources.azure.managed.whole_hosts import HOSTS
from penstock.resources.azure.schedules.autoscale_settings import AUTOSCALE
from penstock.resources.azure.services.budgets import BUDGETS
from penstock.resources.azure.services.hourly_skus import SKUS
from penstock.resources.azure.services.monthly import SERVICES
from penstock.resources.azure.transfers.bucket_access import ACCESS
from penstock.resources.azure.transfers.nat_and_addresses import NETWORK
from penstock.resources.azure.transfers.network_links import LINKS
from penstock.resources.azure.transfers.replication import COPIES

from .charges import Reader

READERS: Final[Mapping[str, Reader]] = {
    **MACHINES,
    **FLEETS,
    **RENTED,
    **ANALYTICS,
    **CONTAINERS,
    **SKUS,
    **COPIES,
    **DATABASES,
    **REQUEST_UNITS,
    **LINKS,
    **HOSTS,
    **SERVERLESS,
    **AUTOSCALE,
    **KUBERNETES,
    **MACHINE_LEARNING,
    **BATCH,
    **STORAGE,
    **VOLUMES,
    **ACCESS,
    **NETWORK,
    **SERVICES,
    **BUDGETS,
}
