"""Kinds of Kubernetes' own API that cost nothing by themselves: they describe, allow or forbid; what runs is in other kinds.

Source: the types of pulumi-kubernetes 4.34. A cluster's nodes are made by its cloud, not by the `Node` that stands for one.
"""

from __future__ import annotations

from typing import Final

_KINDS: Final = {
    "admissionregistration.k8s.io v1 v1alpha1 v1beta1": (
        "MutatingAdmissionPolicy MutatingAdmissionPolicyBinding MutatingWebhookConfiguration ValidatingAdmissionPolicy "
        "ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration"
    ),
    "apiextensions.k8s.io v1 v1beta1": "CustomResourceDefinition",
    "apiregistration.k8s.io v1 v1beta1": "APIService",
    "apps v1 v1beta1 v1beta2": "ControllerRevision",
    "auditregistration.k8s.io v1alpha1": "AuditSink",
    "autoscaling v1 v2 v2beta1 v2beta2": "HorizontalPodAutoscaler",
    "certificates.k8s.io v1 v1alpha1 v1beta1": "CertificateSigningRequest ClusterTrustBundle PodCertificateRequest",
    "coordination.k8s.io v1 v1alpha1 v1alpha2 v1beta1": "Lease LeaseCandidate",
    "core v1": ("Binding ConfigMap Endpoints Event LimitRange Namespace Node ResourceQuota Secret ServiceAccount"),
    "discovery.k8s.io v1 v1beta1": "EndpointSlice",
    "events.k8s.io v1 v1beta1": "Event",
    "extensions v1beta1": "NetworkPolicy PodSecurityPolicy",
    "flowcontrol.apiserver.k8s.io v1 v1alpha1 v1beta1 v1beta2 v1beta3": "FlowSchema PriorityLevelConfiguration",
    "lifecycle.k8s.io v1alpha1": "Eviction EvictionRequest",
    "meta v1": "Status",
    "networking.k8s.io v1 v1alpha1 v1beta1": "ClusterCIDR IPAddress IngressClass NetworkPolicy ServiceCIDR",
    "policy v1 v1beta1": "PodDisruptionBudget PodSecurityPolicy",
    "rbac.authorization.k8s.io v1 v1alpha1 v1beta1": "ClusterRole ClusterRoleBinding Role RoleBinding",
    "resource.k8s.io v1 v1alpha1 v1alpha2 v1alpha3 v1beta1 v1beta2": (
        "DeviceClass DeviceTaintRule PodScheduling PodSchedulingContext ResourceClaimParameters ResourceClass "
        "ResourceClassParameters ResourcePoolStatusRequest ResourceSlice"
    ),
    "scheduling.k8s.io v1 v1alpha1 v1alpha2 v1alpha3 v1beta1": "CompositePodGroup PodGroup PriorityClass Workload",
    "settings.k8s.io v1alpha1": "PodPreset",
    "storage.k8s.io v1 v1alpha1 v1beta1": (
        "CSIDriver CSINode CSIStorageCapacity StorageClass VolumeAttachment VolumeAttributesClass"
    ),
    "storagemigration.k8s.io v1 v1alpha1 v1beta1": "StorageVersionMigration",
}
"""`group versions` -> kinds."""

FREE: Final[frozenset[str]] = frozenset(
    f"kubernetes:{key.split()[0]}/{version}:{kind}{form}"
    for key, kinds in _KINDS.items()
    for version in key.split()[1:]
    for kind in kinds.split()
    for form in ("", "List", "Patch")
)
