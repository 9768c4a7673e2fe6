"""Types and inputs that name a region and move no data there.

A control plane's answers, rights, keys, certificates, names, alarms, budgets, limits, and words for people. A place in one of these
says where something is allowed, is asked, or is looked at.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from penstock.regex import regex

_AWS: Final = (
    r"iam|route53\w*|cloudfront/(?!distribution$)\w+|acm|acmpca|organizations|budgets|costexplorer|cur|bcmdata|kms|secretsmanager|ssm/parameter|sns|sqs|cfg"
    r"|guardduty|securityhub|inspector2?|detective|shield|waf\w*|accessanalyzer|ram|servicequotas|resourcegroups\w*|chatbot"
    r"|ssoadmin|identitystore|account|cognito|xray|oam|controltower|servicediscovery|signer|devopsguru|licensemanager|macie2?"
    r"|cloudtrail|auditmanager|arcregionswitch|route53recovery\w*|notifications\w*|invoicing|synthetics"
    r"|cloudwatch/(?:metricAlarm|compositeAlarm|dashboard|logMetricFilter|queryDefinition|eventRule|eventPermission|eventBusPolicy|logResourcePolicy|logDestinationPolicy|logGroup)"
    r"|ec2/(?:securityGroup\w*|route\w*|mainRoute\w*|networkAcl\w*|vpcDhcp\w*|keyPair|managedPrefix\w*|subnet|vpc|internetGateway|eip|tag|flowLog|ipam\w*|vpcIpam\w*|networkInterface\w*|placementGroup)"
    r"|vpc/securityGroup\w*"
    r"|s3/(?:bucketPolicy|bucketCors\w*|bucketPublic\w*|bucketOwnership\w*|bucketNotification|bucketVersioning\w*|bucketLifecycle\w*|bucketServerSide\w*"
    r"|bucketLogging\w*|bucketAcl\w*|bucketWebsite\w*|bucketRequest\w*|bucketAccelerate\w*|bucketMetric|bucketObject\w*|accessPoint|account\w*|bucket|bucketV2)"
    r"|s3control/\w+Policy|s3/accessPoint\w*|lambda/(?:permission|alias|layerVersionPermission|functionUrl|provisioned\w*)"
    r"|ecr/(?:repositoryPolicy|lifecyclePolicy|registryPolicy|registryScanning\w*|repository)|efs/(?:fileSystemPolicy|backupPolicy|mountTarget|accessPoint|fileSystem)"
    r"|lb/\w+|alb/\w+|elb/\w+|apigateway\w*/\w+|autoscaling/(?:policy|schedule|notification)|appautoscaling/\w+|sfn/activity"
    r"|backup/(?:vaultPolicy|vaultNotifications|vault)|dynamodb/resourcePolicy|kinesis/resourcePolicy|globalaccelerator/\w+|networkfirewall/\w+"
)
_GCP: Final = (
    r"\w+/\w*IAM\w*|\w+/\w*(?:Iam|IamMember|IamBinding|IamPolicy)|projects|organizations|folder|orgpolicy|billing|dns|monitoring|kms|secretmanager"
    r"|certificatemanager|certificateauthority|essentialcontacts|serviceaccount|iap|accesscontextmanager|securitycenter|tags"
    r"|assuredworkloads|recaptcha|identityplatform|cloudidentity|cloudasset|servicedirectory|serviceusage|servicenetworking"
    r"|compute/(?:backendService|regionBackendService|urlMap|regionUrlMap|\w*[fF]orwardingRule|\w*[hH]ealthCheck|securityPolicy|regionSecurityPolicy"
    r"|firewall\w*|route|routerNat|router|network|subnetwork|\w*[nN]etworkEndpointGroup|networkEndpoint\w*|\w*[sS]slCertificate|\w*Target\w+Proxy|target\w+Proxy|address|globalAddress|projectMetadata\w*|sharedVPC\w*)"
    r"|logging/(?:metric|logView|\w+BucketConfig|\w*Exclusion|savedQuery)|storage/(?:bucketACL|bucketAccessControl|defaultObject\w*|notification|hmacKey|bucketObject|bucket)"
    r"|pubsub/schema|apigee\w*|firebase\w*|oslogin|osconfig/\w+"
)
_AZURE: Final = (
    r"authorization|policyinsights|(?:insights|monitor)/(?!DiagnosticSetting$|DataCollectionRule$)\w+|alertsmanagement|portal|privatedns|dns|(?:cdn|frontdoor)/(?!AFDOrigin$|Origin$|Endpoint$|FrontDoor$)\w+|keyvault|managedidentity|security|securityinsights"
    r"|costmanagement|consumption|advisor|resources/ResourceGroup|features|management|subscription|trafficmanager|operationalinsights|support"
    r"|maintenance|quota|billing|domainregistration|dashboard|network/(?:\w*Dns\w*|\w*Zone\w*|TrafficManager\w*|FrontDoor\w*|NetworkSecurity\w*|Route\w*|PublicIP\w*"
    r"|Subnet|VirtualNetwork|SecurityRule|NetworkInterface|PrivateEndpoint|PrivateLink\w*|NetworkManager\w*|Watcher|NetworkWatcher|LoadBalancer|ApplicationGateway|WebApplication\w*)"
    r"|storage/(?:StorageAccount|Blob|BlobContainer|BlobService\w*|ManagementPolicy|FileShare|FileService\w*|Queue\w*|Table\w*)"
    r"|containerregistry/(?:Registry|ScopeMap|Token|Webhook)"
)
_OBJECTS: Final = regex(
    r"kubernetes:(?:rbac\.authorization\.k8s\.io|apiextensions\.k8s\.io|policy|scheduling\.k8s\.io|networking\.k8s\.io|autoscaling|storage\.k8s\.io"
    r"|cert-manager\.io|acme\.cert-manager\.io|external-secrets\.io|externaldns\.k8s\.io|kyverno\.io|constraints\.gatekeeper\.sh|templates\.gatekeeper\.sh"
    r"|monitoring\.coreos\.com|karpenter\.\w[\w.]*|autoscaling\.k8s\.io|admissionregistration\.k8s\.io|apiregistration\.k8s\.io|coordination\.k8s\.io"
    r"|cluster\.x-k8s\.io|[\w.-]*\.cluster\.x-k8s\.io|[\w.-]*\.crossplane\.io|[\w.-]*\.upbound\.io|[\w.-]*\.services\.k8s\.aws|[\w.-]*\.cnrm\.cloud\.google\.com|[\w.-]*\.azure\.com|gateway\.networking\.k8s\.io"
    r"|istio\.io|networking\.istio\.io|security\.istio\.io|secrets-store\.csi\.x-k8s\.io|snapshot\.storage\.k8s\.io|keda\.sh|sealedsecrets\.\w+|bitnami\.com)"
    r"/[^:]*:(?!Prometheus$|ThanosRuler$|Alertmanager$)"
    r"|kubernetes:core/v1:(?:Namespace\w*|ServiceAccount\w*|Service|ServicePatch|LimitRange|ResourceQuota|Endpoints|Node|Event)$"
)
_TYPES: Final = {
    **dict.fromkeys(("aws", "aws-native"), regex(rf"(?:{_AWS})(?:[:/]|$)")),
    **dict.fromkeys(("gcp", "google-native"), regex(rf"(?:{_GCP})(?:[:/]|$)")),
    "azure-native": regex(rf"(?:{_AZURE})(?:[:/]|$)"),
}
"""Package -> its types; each is long, and compiled for a program that has one of them."""

_OTHER_TYPES: Final = regex(
    r"(?:pulumi|random|tls|time|null|archive|datadog|newrelic|pagerduty|opsgenie|github|gitlab|auth0|okta|vault|consul|sentry|grafana|statuscake|ns1"
    r"|dnsimple|akamai|fastly|pulumiservice|azuread|azuredevops|splunk|signalfx|honeycomb\w*|launchdarkly|onelogin|hcp|tailscale|doppler|wiz|checkly|uptimerobot)[:/]"
    r"|cloudflare:(?!index/r2|index/R2|r2)"
)


@lru_cache(maxsize=4096)
def is_quiet(kind: str) -> bool:
    """Whether no resource of this type moves data by a place that it names. A store of data is quiet too: its copies are read by their
    own readers, and what comes to it is told of who brings it. An object's content is text that somebody may read, not its bucket."""
    if kind.startswith("kubernetes:"):
        return _OBJECTS.match(kind) is not None
    short = _short(kind)
    package, _, rest = short.partition(":")
    own = _TYPES.get(package)
    return (_OTHER_TYPES.match(short) if own is None else own.match(rest)) is not None


def _short(kind: str) -> str:
    """`azure-native:network/v2023:Dns` and `azure-native:network:Dns` as `azure-native:network/Dns`; `aws:s3/bucket:Bucket` as it is."""
    package, _, rest = kind.partition(":")
    module, _, name = rest.partition(":")
    if package in ("azure-native", "aws-native", "google-native"):
        first = module.partition("/")[0]
        return f"{package}:{first}/{name[:1].lower() + name[1:] if package != 'azure-native' else name}"
    return f"{package}:{module}"


_EDGES: Final = regex(
    r"aws:cloudfront/distribution:|gcp:compute/(?:global|region)NetworkEndpoint:|azure-native:(?:cdn|frontdoor):(?:AFDOrigin|Origin|Endpoint|FrontDoor)$"
)


@lru_cache(maxsize=4096)
def is_edge(kind: str) -> bool:
    """Whether a type serves what it fetches from elsewhere: inside its own cloud a fetch is not billed, out of another it is."""
    return _EDGES.match(kind) is not None


_INPUTS: Final = regex(
    r"(?:default)?(?:tags?|tagsall|labels|annotations?|commonlabels|extralabels)|description|comments?|notes|title|displayname|summary|readme|documentation"
    r"|(?:iam|bucket|key|resource|access|inline|repository|queue|topic|trust|assumerole|session|permissions?|network|security|org)?polic(?:y|ies)(?:document|json|text|body)?|assumerolepolic\w*|conditions?|statements?|allowed(?!accounts?)\w*|denied\w*|excluded?\w*|ignore\w*|disallow\w*"
    r"|constraints?|filters?|filterpattern|dimensions?|dashboard\w*|widgets?|querystrings?|logquery|kql|\w*cert(?:ificate)?(?:arns?|ids?|refs?)?|acm\w*|\w*kms\w*|\w*encryption(?:key|config)\w*"
    r"|\w*dns(?!mad)\w*|hostedzone\w*|zoneids?|\w*cors\w*|alarm\w*|notification\w*|\w*topicarns?|\w*snstopic\w*|issuer\w*|oidc\w*|openid\w*|jwks\w*|audiences?|webhooks?"
    r"|quotas?|budgets?|\w*sts\w*|\w*secret(?:s|arns?|ids?|names?|refs?|managerarns?|accesskeys?)?|\w*password\w*|\w*tokens?|layers?|availabilityzones?|zones?|nodeselector\w*|nodeaffinity|affinity"
    r"|topolog\w*|toleration\w*|maintenance\w*|schedule(?:expression|d?time\w*)?|latency\w*|geo\w*|\w*rolearns?|\w*roles?|principals?|identit(?:y|ies)\w*|usermanaged|loggingconfig\w*"
    r"|servicenames?|domainnames?|aliases|userpool\w*|cognito\w*|\w*serviceaccount\w*|\w*healthcheck\w*|allowlist|whitelist|denylist|permissions?|runbook\w*|links?"
)
"""An input, in lower case without `_` and `-`, whose place is no place of data; also whatever is inside it."""


@lru_cache(maxsize=8192)
def is_quiet_input(name: str) -> bool:
    """Whether an input of this name, already `squeezed`, says nothing of where data is."""
    return _INPUTS.fullmatch(name) is not None


@lru_cache(maxsize=16384)
def squeezed(name: str) -> str:
    """A name in lower case, without what stands between its words."""
    return re.sub(r"[^a-z0-9]", "", name.lower())
