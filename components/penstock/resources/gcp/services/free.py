"""Types of Google Cloud that cost nothing by themselves. A type that is not here and has no reader is listed as unpriced."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

_FREE: Final[Mapping[str, str]] = {
    "accesscontextmanager": (
        "AccessLevel AccessLevelCondition AccessLevels AccessPolicy AuthorizedOrgsDesc EgressPolicy "
        "GcpUserAccessBinding IngressPolicy ServicePerimeter ServicePerimeterDryRunEgressPolicy "
        "ServicePerimeterDryRunIngressPolicy ServicePerimeterDryRunResource ServicePerimeterEgressPolicy "
        "ServicePerimeterIngressPolicy ServicePerimeterResource ServicePerimeters"
    ),
    "artifactregistry": "ProjectConfig Rule VpcscConfig",
    "bigquery": "DatasetAccess Routine RowAccessPolicy",
    "billing": "ProjectInfo SubAccount",
    "cloudasset": "FolderFeed OrganizationFeed ProjectFeed",
    "cloudbuildv2": "Connection Repository",
    "cloudquota": "SQuotaAdjusterSettings SQuotaPreference",
    "compute": (
        "BackendBucketSignedUrlKey BackendServiceSignedUrlKey "
        "DiskResourcePolicyAttachment ExternalVpnGateway Firewall FirewallPolicy "
        "FirewallPolicyAssociation FirewallPolicyRule GlobalNetworkEndpoint GlobalNetworkEndpointGroup "
        "HaVpnGateway HealthCheck HttpHealthCheck HttpsHealthCheck InstanceGroup InstanceGroupMembership "
        "InstanceGroupNamedPort InstanceSettings ManagedSslCertificate MangedSslCertificate Network "
        "NetworkAttachment NetworkEndpoint NetworkEndpointGroup NetworkEndpointList NetworkFirewallPolicy "
        "NetworkFirewallPolicyAssociation NetworkFirewallPolicyRule NetworkPeering NetworkPeeringRoutesConfig "
        "ProjectDefaultNetworkTier ProjectMetadata ProjectMetadataItem "
        "RegionDiskResourcePolicyAttachment RegionHealthCheck RegionNetworkEndpoint "
        "RegionNetworkEndpointGroup RegionNetworkFirewallPolicy RegionNetworkFirewallPolicyAssociation "
        "RegionNetworkFirewallPolicyRule RegionSslCertificate RegionSslPolicy "
        "RegionTargetHttpProxy RegionTargetHttpsProxy RegionTargetTcpProxy RegionUrlMap Route "
        "Router RouterInterface RouterNatAddress RouterPeer RouterRoutePolicy SSLCertificate SSLPolicy "
        "ServiceAttachment SharedVPCHostProject SharedVPCServiceProject Subnetwork "
        "TargetGrpcProxy TargetHttpProxy TargetHttpsProxy TargetInstance TargetPool TargetSSLProxy TargetTCPProxy "
        "URLMap VPNGateway"
    ),
    "dataproc": "AutoscalingPolicy",
    "dns": "Policy RecordSet ResponsePolicy ResponsePolicyRule",
    "essentialcontacts": "Contact",
    "eventarc": "Channel GoogleChannelConfig Trigger",
    "folder": "AccessApprovalSettings IamAuditConfig OrganizationPolicy ServiceIdentity",
    "gkehub": (
        "FeatureMembership Fleet Membership MembershipBinding MembershipRbacRoleBinding Namespace Scope "
        "ScopeRbacRoleBinding"
    ),
    "iam": (
        "AccessBoundaryPolicy DenyPolicy FolderAccessPolicy FoldersPolicyBinding OrganizationAccessPolicy "
        "OrganizationsPolicyBinding PrincipalAccessBoundaryPolicy ProjectAccessPolicy ProjectsPolicyBinding "
        "WorkforcePool WorkforcePoolProvider WorkforcePoolProviderKey WorkloadIdentityPool "
        "WorkloadIdentityPoolManagedIdentity WorkloadIdentityPoolNamespace WorkloadIdentityPoolProvider"
    ),
    "iap": "Settings TunnelDestGroup",
    "kms": "AutokeyConfig KeyHandle KeyRing KeyRingImportJob SecretCiphertext",
    "logging": (
        "BillingAccountExclusion BillingAccountSink FolderExclusion FolderSettings FolderSink LinkedDataset "
        "LogScope LogView OrganizationExclusion OrganizationSettings OrganizationSink ProjectExclusion ProjectSink "
        "SavedQuery"
    ),
    "monitoring": "CustomService Dashboard GenericService Group MonitoredProject NotificationChannel Slo Snooze",
    "networkconnectivity": "InternalRange PolicyBasedRoute ServiceConnectionPolicy",
    "networksecurity": (
        "AddressGroup AuthorizationPolicy BackendAuthenticationConfig ClientTlsPolicy ServerTlsPolicy UrlList"
    ),
    "organizations": "AccessApprovalSettings Folder IAMCustomRole IamAuditConfig Policy Project ServiceIdentity",
    "orgpolicy": "CustomConstraint Policy",
    "oslogin": "SshPublicKey",
    "projects": (
        "AccessApprovalSettings ApiKey DefaultServiceAccounts IAMAuditConfig IAMCustomRole IamMemberRemove "
        "OrganizationPolicy Service ServiceIdentity UsageExportBucket"
    ),
    "pubsub": "Schema Subscription",
    "resourcemanager": "Lien",
    "secretmanager": "Secret",
    "serviceaccount": "Account Key",
    "servicenetworking": "Connection PeeredDnsDomain VpcServiceControls",
    "serviceusage": "ConsumerQuotaOverride",
    "sql": "Database SslCert User",
    "storage": (
        "BucketACL BucketAccessControl BucketObject DefaultObjectACL DefaultObjectAccessControl Folder HmacKey "
        "ManagedFolder Notification ObjectACL ObjectAccessControl"
    ),
    "tags": "LocationTagBinding TagBinding TagKey TagValue",
    "vertex": (
        "AiDataset AiEndpoint AiIndexEndpoint AiModelGardenEnableModel AiTensorboardExperiment AiTensorboardRun"
    ),
}
"""Module of the SDK -> its types. What runs, moves or keeps data for them bills by its own resource."""

_GRANTS: Final[Mapping[str, str]] = {
    "accesscontextmanager": "AccessPolicyIam",
    "apigateway": "ApiConfigIam ApiIam GatewayIam",
    "apigee": "EnvironmentIam",
    "artifactregistry": "RepositoryIam",
    "beyondcorp": "SecurityGatewayApplicationIam SecurityGatewayIam",
    "biglake": ("HiveCatalogIam HiveDatabaseIam HiveTableIam IcebergCatalogIam IcebergNamespaceIam IcebergTableIam"),
    "bigquery": "ConnectionIam Datapolicyv2DataPolicyIam DatasetIam Iam RoutineIam",
    "bigqueryanalyticshub": "DataExchangeIam ListingIam",
    "bigquerydatapolicy": "DataPolicyIam",
    "bigtable": "InstanceIam TableIam",
    "billing": "AccountIam",
    "binaryauthorization": "AttestorIam",
    "certificateauthority": "CaPoolIam CertificateTemplateIam",
    "cloudbuildv2": "ConnectionIAM",
    "clouddeploy": "CustomTargetTypeIam DeliveryPipelineIam TargetIam",
    "cloudfunctions": "FunctionIam",
    "cloudfunctionsv2": "FunctionIam",
    "cloudrun": "Iam",
    "cloudrunv2": "JobIam ServiceIam WorkerPoolIam",
    "cloudtasks": "QueueIam",
    "colab": "RuntimeTemplateIam",
    "compute": (
        "BackendBucketIam BackendServiceIam DiskIam FirewallPolicyIam ImageIam InstanceIAM InstanceTemplateIam "
        "InstantSnapshotIam MachineImageIam NetworkFirewallPolicyIam RegionBackendBucketIam "
        "RegionBackendServiceIam RegionDiskIam RegionInstantSnapshotIam RegionNetworkFirewallPolicyIam SnapshotIam "
        "StoragePoolIam SubnetworkIAM"
    ),
    "containeranalysis": "NoteIam",
    "datacatalog": "EntryGroupIam PolicyTagIam TagTemplateIam TaxonomyIam",
    "dataform": "RepositoryIam",
    "dataplex": (
        "AspectTypeIam AssetIam DataProductIam DatascanIam EntryGroupIam EntryTypeIam GlossaryIam LakeIam TaskIam "
        "ZoneIam"
    ),
    "dataproc": (
        "AutoscalingPolicyIam ClusterIAM JobIAM MetastoreDatabaseIam MetastoreFederationIam MetastoreServiceIam "
        "MetastoreTableIam"
    ),
    "discoveryengine": "SearchEngineIam",
    "dns": "DnsManagedZoneIam",
    "endpoints": "ConsumersIam ServiceIam",
    "eventarc": "PipelineIam",
    "folder": "IAM",
    "gemini": "DataAnalyticsDataAgentIam RepositoryGroupIam",
    "gkebackup": "BackupPlanIam RestorePlanIam",
    "gkehub": "FeatureIam MembershipIam ScopeIam",
    "healthcare": "ConsentStoreIam DatasetIam DicomStoreIam FhirStoreIam Hl7StoreIam",
    "iam": "WorkforcePoolIam WorkloadIdentityPoolIam",
    "iap": (
        "AgentRegistryAgentIam AgentRegistryEndpointIam AgentRegistryIam AgentRegistryMcpServerIam "
        "AppEngineServiceIam AppEngineVersionIam LocationWebIam TunnelDestGroupIam TunnelIam TunnelInstanceIAM "
        "WebBackendServiceIam WebCloudRunServiceIam WebForwardingRuleServiceIam WebIam WebRegionBackendServiceIam "
        "WebRegionForwardingRuleServiceIam WebTypeAppEngingIam WebTypeComputeIam"
    ),
    "kms": "CryptoKeyIAM EkmConnectionIam KeyRingIAM",
    "logging": "LogViewIam",
    "networkconnectivity": "HubIam",
    "networksecurity": "AddressGroupIam",
    "organizations": "IAM",
    "projects": "IAM",
    "pubsub": "SchemaIam SubscriptionIAM TopicIAM",
    "runtimeconfig": "ConfigIam",
    "secretmanager": "RegionalSecretIam SecretIam",
    "securesourcemanager": "InstanceIam RepositoryIam",
    "securitycenter": "InstanceIam SourceIam V2OrganizationSourceIam",
    "serviceaccount": "IAM",
    "servicedirectory": "NamespaceIam ServiceIam",
    "sourcerepo": "RepositoryIam",
    "spanner": "DatabaseIAM InstanceIAM",
    "storage": "ManagedFolderIam",
    "tags": "TagKeyIam TagValueIam",
    "vertex": (
        "AiEndpointIam AiFeatureGroupIam AiFeatureOnlineStoreFeatureviewIam AiFeatureOnlineStoreIam "
        "AiFeatureStoreEntityTypeIam AiFeatureStoreIam AiReasoningEngineIam"
    ),
    "workbench": "InstanceIam",
    "workstations": "WorkstationConfigIam WorkstationIam",
}
"""Module of the SDK -> what its grants are named after: each has a member, a binding and a policy, and none costs anything."""


def _tokens(module: str, names: Iterable[str]) -> Iterable[str]:
    return (f"gcp:{module}/{name[0].lower()}{name[1:]}:{name}" for name in names)


FREE: Final = frozenset(
    token
    for types, kinds in ((_FREE, ("",)), (_GRANTS, ("Binding", "Member", "Policy")))
    for module, names in types.items()
    for token in _tokens(module, (f"{name}{kind}" for name in names.split() for kind in kinds))
)
