"""Types of Azure that cost nothing by themselves. A type that is not here and has no reader is listed as unpriced."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_FREE: Final[Mapping[str, str]] = {
    "advisor": "Suppression",
    "alertsmanagement": "ActionRuleByName AlertProcessingRuleByName SmartDetectorAlertRule",
    "app": "Certificate ManagedCertificate ManagedEnvironmentsStorage",
    "applicationinsights": (
        "AnalyticsItem ComponentCurrentBillingFeature ComponentLinkedStorageAccount Favorite MyWorkbook "
        "ProactiveDetectionConfiguration Workbook WorkbookTemplate"
    ),
    "authorization": (
        "ManagementLockAtResourceGroupLevel ManagementLockAtResourceLevel ManagementLockAtSubscriptionLevel "
        "ManagementLockByScope PimRoleEligibilitySchedule PolicyAssignment PolicyDefinition "
        "PolicyDefinitionAtManagementGroup PolicyExemption PolicySetDefinition PolicySetDefinitionAtManagementGroup "
        "RoleDefinition RoleManagementPolicy RoleManagementPolicyAssignment"
    ),
    "automation": (
        "Certificate Connection ConnectionType Credential HybridRunbookWorkerGroup JobSchedule Module Package "
        "PowerShell72Module Python2Package Python3Package Runbook RuntimeEnvironment Schedule SourceControl Variable "
        "Webhook"
    ),
    "batch": "Application ApplicationPackage BatchAccount",
    "compute": (
        "AvailabilitySet CapacityReservationGroup DedicatedHostGroup DiskAccess DiskAccessAPrivateEndpointConnection "
        "DiskEncryptionSet Gallery GalleryApplication GalleryImage GalleryInVMAccessControlProfile "
        "GalleryInVMAccessControlProfileVersion ProximityPlacementGroup RestorePointCollection SshPublicKey "
        "VirtualMachineExtension VirtualMachineRunCommandByVirtualMachine VirtualMachineScaleSetExtension "
        "VirtualMachineScaleSetVMExtension VirtualMachineScaleSetVMRunCommand"
    ),
    "containerregistry": ("CacheRule CredentialSet PrivateEndpointConnection ScopeMap Token Webhook"),
    "containerservice": (
        "AutoUpgradeProfile DeploymentSafeguard FleetMember FleetUpdateStrategy IdentityBinding JWTAuthenticator "
        "MaintenanceConfiguration ManagedClusterSnapshot ManagedNamespace PrivateEndpointConnection Snapshot "
        "TrustedAccessRoleBinding UpdateRun"
    ),
    "costmanagement": (
        "CostAllocationRule Export Report ScheduledAction ScheduledActionByScope Setting TagInheritanceSetting "
        "View ViewByScope"
    ),
    "dns": "RecordSet",
    "keyvault": "AccessPolicy PrivateEndpointConnection Secret",
    "machinelearningservices": (
        "BatchEndpoint CodeContainer CodeVersion ComponentContainer ComponentVersion DataContainer DataVersion Datastore "
        "EnvironmentContainer EnvironmentSpecificationVersion EnvironmentVersion FeaturesetContainerEntity "
        "FeaturestoreEntityContainerEntity FeaturestoreEntityVersion LinkedService LinkedWorkspace "
        "MachineLearningDataset MachineLearningDatastore ManagedNetworkSettingsRule ModelContainer ModelVersion "
        "OnlineEndpoint PrivateEndpointConnection Workspace WorkspaceConnection"
    ),
    "maintenance": "ConfigurationAssignment ConfigurationAssignmentsForResourceGroup MaintenanceConfiguration",
    "managedidentity": "FederatedIdentityCredential UserAssignedIdentity",
    "management": "HierarchySetting ManagementGroup ManagementGroupSubscription",
    "monitor": (
        "ActivityLogAlert DataCollectionEndpoint DataCollectionRule DataCollectionRuleAssociation DiagnosticSetting "
        "ManagementGroupDiagnosticSetting PrivateLinkScope PrivateLinkScopedResource SubscriptionDiagnosticSetting"
    ),
    "netapp": "Account BackupPolicy BackupVault CapacityPoolSnapshot CapacityPoolVolumeQuotaRule SnapshotPolicy",
    "network": (
        "ApplicationSecurityGroup DscpConfiguration FirewallPolicyRuleCollectionGroup InboundNatRule IpGroup "
        "LoadBalancerBackendAddressPool LocalNetworkGateway NetworkInterface NetworkProfile NetworkSecurityGroup "
        "NetworkWatcher PrivateDnsZoneGroup PrivateLinkService PrivateLinkServicePrivateEndpointConnection Route "
        "RouteTable SecurityRule ServiceEndpointPolicy ServiceEndpointPolicyDefinition Subnet"
    ),
    "operationalinsights": (
        "DataSource LinkedService LinkedStorageAccount Query QueryPack SavedSearch StorageInsightConfig Table"
    ),
    "policyinsights": "RemediationAtResource RemediationAtResourceGroup RemediationAtSubscription",
    "privatedns": "PrivateRecordSet VirtualNetworkLink",
    "resources": ("ResourceGroup TagAtScope TemplateSpec TemplateSpecVersion"),
    "storage": (
        "Blob BlobContainer BlobContainerImmutabilityPolicy BlobContainerLegalHold EncryptionScope FileServiceProperties "
        "LocalUser PrivateEndpointConnection Queue QueueServiceProperties StorageAccountStaticWebsite Table "
        "TableServiceProperties"
    ),
    "web": (
        "Connection WebAppApplicationSettings WebAppAuthSettings WebAppAuthSettingsV2 WebAppAzureStorageAccounts "
        "WebAppConnectionStrings WebAppDeployment WebAppDiagnosticLogsConfiguration WebAppFtpAllowed WebAppFunction "
        "WebAppHostNameBinding WebAppMetadata WebAppScmAllowed WebAppSiteExtension WebAppSlotConfigurationNames "
        "WebAppSourceControl WebAppSwiftVirtualNetworkConnection WebAppVnetConnection"
    ),
}
"""Module of the SDK -> its free types. What is in a storage account bills with the account, what runs on a plan with the
plan, a volume with its pool."""

FREE: Final = frozenset(f"azure-native:{module}:{name}" for module, names in _FREE.items() for name in names.split())
