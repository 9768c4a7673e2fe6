"""AWS: type token -> reader, one small file per family."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from penstock.resources.aws.data.databases import DATABASES
from penstock.resources.aws.data.ebs_snapshots import SNAPSHOTS
from penstock.resources.aws.data.efs_and_fsx import FILE_SYSTEMS
from penstock.resources.aws.data.storage import STORAGE
from penstock.resources.aws.machines.batch import BATCH
from penstock.resources.aws.machines.ec2 import COMPUTE
from penstock.resources.aws.machines.ec2_fleets import FLEETS
from penstock.resources.aws.machines.ecs_and_fargate import CONTAINERS
from penstock.resources.aws.machines.ecs_tasks import TASKS
from penstock.resources.aws.machines.eks_node_groups import EKS_NODE_GROUPS
from penstock.resources.aws.machines.elastic_beanstalk import BEANSTALK
from penstock.resources.aws.machines.reservations import RESERVED
from penstock.resources.aws.managed.analytics import ANALYTICS
from penstock.resources.aws.managed.codebuild import BUILDS
from penstock.resources.aws.managed.commitments import COMMITMENTS
from penstock.resources.aws.managed.node_classes import CLASSES
from penstock.resources.aws.managed.rented_machines import RENTED
from penstock.resources.aws.managed.sagemaker import SAGEMAKER
from penstock.resources.aws.managed.sagemaker_studio import STUDIO
from penstock.resources.aws.managed.workspaces import DESKTOPS
from penstock.resources.aws.schedules.autoscaling import SCALING
from penstock.resources.aws.schedules.eventbridge import CLOCK
from penstock.resources.aws.services.budgets import BUDGETS
from penstock.resources.aws.services.flat_prices import SMALL
from penstock.resources.aws.services.monthly import SERVICES
from penstock.resources.aws.transfers.bucket_access import ACCESS
from penstock.resources.aws.transfers.egress import PATHS
from penstock.resources.aws.transfers.load_balancers import BALANCERS
from penstock.resources.aws.transfers.migrations import MOVES
from penstock.resources.aws.transfers.nat_and_endpoints import NETWORK
from penstock.resources.aws.transfers.network_links import LINKS
from penstock.resources.aws.transfers.replication import GLOBAL_DATA
from penstock.resources.aws.transfers.service_deliveries import DELIVERIES

from .charges import Reader

READERS: Final[Mapping[str, Reader]] = {
    **COMPUTE,
    **EKS_NODE_GROUPS,
    **FLEETS,
    **SCALING,
    **RESERVED,
    **COMMITMENTS,
    **BATCH,
    **BEANSTALK,
    **RENTED,
    **DESKTOPS,
    **BUILDS,
    **CONTAINERS,
    **TASKS,
    **SAGEMAKER,
    **STUDIO,
    **ANALYTICS,
    **STORAGE,
    **SNAPSHOTS,
    **FILE_SYSTEMS,
    **DATABASES,
    **CLASSES,
    **GLOBAL_DATA,
    **MOVES,
    **DELIVERIES,
    **ACCESS,
    **NETWORK,
    **BALANCERS,
    **PATHS,
    **LINKS,
    **SERVICES,
    **CLOCK,
    **SMALL,
    **BUDGETS,
}
