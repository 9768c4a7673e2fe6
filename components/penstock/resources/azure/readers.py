"""Azure: type token -> reader, one small file per family."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .access import ACCESS
from .analytics import ANALYTICS
from .autoscale import AUTOSCALE
from .batch import BATCH
from .budgets import BUDGETS
from .charges import Reader
from .compute import MACHINES
from .containers import CONTAINERS
from .copies import COPIES
from .databases import DATABASES
from .fleets import FLEETS
from .hosts import HOSTS
from .kubernetes import KUBERNETES
from .links import LINKS
from .machine_learning import MACHINE_LEARNING
from .network import NETWORK
from .rented import RENTED
from .request_units import REQUEST_UNITS
from .serverless import SERVERLESS
from .services import SERVICES
from .skus import SKUS
from .storage import STORAGE
from .volumes import VOLUMES

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
