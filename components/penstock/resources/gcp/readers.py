"""Google Cloud: type token -> reader, one small file per family."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .access import ACCESS
from .budgets import BUDGETS
from .charges import Reader
from .compute import COMPUTE
from .copies import COPIES
from .databases import DATABASES
from .dataflow import DATAFLOW
from .dataproc import DATAPROC
from .kubernetes import KUBERNETES
from .links import LINKS
from .multicloud import MULTICLOUD
from .network import NETWORK
from .notebooks import NOTEBOOKS
from .platforms import PLATFORMS
from .reserved import RESERVED
from .schedules import SCHEDULES
from .serverless import SERVERLESS
from .services import SERVICES
from .spark import SPARK
from .storage import STORAGE
from .tpu import TPU
from .vertex import VERTEX
from .volumes import ATTACHMENTS
from .workstations import WORKSTATIONS

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
