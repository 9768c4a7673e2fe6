"""Type tokens of pulumi-azure-native that several readers look for, without the API version (`type_spelling` takes it away)."""

from __future__ import annotations

from typing import Final

AGENT_POOL: Final = "azure-native:containerservice:AgentPool"
AUTOSCALE_SETTING: Final = "azure-native:monitor:AutoscaleSetting"
BATCH_ACCOUNT: Final = "azure-native:batch:BatchAccount"
BATCH_POOL: Final = "azure-native:batch:Pool"
BLOB_CONTAINER: Final = "azure-native:storage:BlobContainer"
BLOB_SERVICE: Final = "azure-native:storage:BlobServiceProperties"
CAPACITY_RESERVATION: Final = "azure-native:compute:CapacityReservation"
CLUSTER: Final = "azure-native:containerservice:ManagedCluster"
COMPUTE: Final = "azure-native:machinelearningservices:Compute"
DEDICATED_HOST: Final = "azure-native:compute:DedicatedHost"
DISK: Final = "azure-native:compute:Disk"
FILE_SHARE: Final = "azure-native:storage:FileShare"
FLEET: Final = "azure-native:azurefleet:Fleet"
IDENTITY: Final = "azure-native:managedidentity:UserAssignedIdentity"
MANAGEMENT_POLICY: Final = "azure-native:storage:ManagementPolicy"
ONLINE_DEPLOYMENT: Final = "azure-native:machinelearningservices:OnlineDeployment"
RESOURCE_GROUP: Final = "azure-native:resources:ResourceGroup"
SCALE_SET: Final = "azure-native:compute:VirtualMachineScaleSet"
SERVICE_PLAN: Final = "azure-native:web:AppServicePlan"
STORAGE_ACCOUNT: Final = "azure-native:storage:StorageAccount"
VIRTUAL_MACHINE: Final = "azure-native:compute:VirtualMachine"
WEB_APP: Final = "azure-native:web:WebApp"
WORKSPACE: Final = "azure-native:machinelearningservices:Workspace"
