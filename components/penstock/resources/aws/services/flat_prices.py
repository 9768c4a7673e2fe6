"""Small services of AWS at one flat price or by use: queues, logs, keys, names, registries, audit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from penstock.resources.aws.charges import Reader, by_use, charge, each_by_use, each_hour, each_month, hourly, product
from penstock.resources.aws.type_tokens import FUNCTION
from penstock.resources.facts import Fact
from penstock.resources.reading.blocks import or_default, or_unknown
from penstock.resources.reading.capture import Resource
from penstock.resources.reading.context import Context
from penstock.resources.reading.inputs import Inputs
from penstock.resources.reading.values import UNKNOWN, Maybe, Unknown
from penstock.terms import HOURS_PER_MONTH


def _resolver(resource: Resource, context: Context) -> Iterable[Fact]:
    """By the hour for each of its addresses."""
    addresses = Inputs(resource.inputs).blocks("ipAddresses")
    count = UNKNOWN if isinstance(addresses, Unknown) else len(addresses)
    yield hourly(resource, context, "route53-resolver-interface-hour", count, "addresses")
    yield by_use(resource, context, "route53-resolver-query-million")


def _concurrency(resource: Resource, context: Context) -> Iterable[Fact]:
    """Environments that are kept warm bill all month, by the memory of their function: 128 MB unless said, and the most that one may have,
    10,240 MB, where it is not in the program (Lambda API Reference, CreateFunction)."""
    inputs = Inputs(resource.inputs)
    count = or_unknown(inputs.number("provisionedConcurrentExecutions"))
    functions = context.referred(resource, "functionName", inputs.raw("functionName"), (FUNCTION,))
    memory: Maybe[Decimal] = _MOST_MIB
    if functions:
        memory = or_default(Inputs(context.by_urn[functions[0]].inputs).number("memorySize"), Decimal(128))
    gib = memory if isinstance(memory, Unknown) else memory / 1024
    seconds = product(count, gib, HOURS_PER_MONTH, 3600)
    yield charge(
        resource, context, "lambda-provisioned-gib-second", seconds, "the memory of its function, kept all month"
    )


_MOST_MIB: Final = Decimal(10240)


def _secret(resource: Resource, context: Context) -> Iterable[Fact]:
    """A replica in another region bills as a secret of its own (Secrets Manager pricing); its bytes are none to speak of."""
    replicas = Inputs(resource.inputs).blocks("replicas")
    if isinstance(replicas, Unknown):
        yield charge(resource, context, "secret-month", UNKNOWN, "how many replicas it has is not known")
    else:
        count = len(replicas) + 1
        yield charge(resource, context, "secret-month", count, "1 secret" if count == 1 else f"{count} copies")


_KEY: Final = each_month("kms-key-month", "1 key")
_REQUESTS: Final = each_by_use("api-gateway-million")
_EVALUATIONS: Final = each_by_use("config-evaluation")

SMALL: Final[Mapping[str, Reader]] = {
    "aws:acmpca/certificateAuthority:CertificateAuthority": each_month("private-ca-month", "1 authority"),
    "aws:apigateway/restApi:RestApi": _REQUESTS,
    "aws:apigatewayv2/api:Api": _REQUESTS,
    "aws:budgets/budgetAction:BudgetAction": each_by_use("budget-action-day"),
    "aws:cfg/conformancePack:ConformancePack": _EVALUATIONS,
    "aws:cfg/organizationConformancePack:OrganizationConformancePack": _EVALUATIONS,
    "aws:cfg/recorder:Recorder": each_by_use("config-item"),
    "aws:cfg/rule:Rule": _EVALUATIONS,
    "aws:cloudfront/distribution:Distribution": each_by_use("cloudfront-gib", "cloudfront-request-million"),
    "aws:cloudtrail/eventDataStore:EventDataStore": each_by_use("cloudtrail-lake-gib"),
    "aws:cloudtrail/trail:Trail": each_by_use("cloudtrail-event-100k"),
    "aws:cloudwatch/contributorInsightRule:ContributorInsightRule": each_month(
        "cloudwatch-insight-rule-month", "1 rule", "cloudwatch-insight-event-million"
    ),
    "aws:cloudwatch/eventApiDestination:EventApiDestination": each_by_use("eventbridge-api-million"),
    "aws:cloudwatch/eventArchive:EventArchive": each_by_use("eventbridge-archive-gib", "eventbridge-archive-gib-month"),
    "aws:cloudwatch/eventBus:EventBus": each_by_use("eventbridge-million"),
    "aws:cloudwatch/internetMonitor:InternetMonitor": each_by_use("internet-monitor-resource-hour"),
    "aws:cloudwatch/logDelivery:LogDelivery": each_by_use("vended-log-gib"),
    "aws:cloudwatch/logMetricFilter:LogMetricFilter": each_month("cloudwatch-metric-month", "1 metric"),
    "aws:cloudwatch/metricStream:MetricStream": each_by_use("cloudwatch-metric-update-thousand"),
    "aws:ecr/repository:Repository": each_by_use("ecr-gib-month"),
    "aws:ecrpublic/repository:Repository": each_by_use("ecr-public-gib-month"),
    "aws:kms/customKeyStore:CustomKeyStore": each_by_use("cloudhsm-hour"),
    "aws:kms/externalKey:ExternalKey": _KEY,
    "aws:kms/key:Key": _KEY,
    "aws:kms/replicaExternalKey:ReplicaExternalKey": _KEY,
    "aws:kms/replicaKey:ReplicaKey": _KEY,
    "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig": _concurrency,
    "aws:route53/healthCheck:HealthCheck": each_month("route53-health-check-month", "1 check"),
    "aws:route53/resolverEndpoint:ResolverEndpoint": _resolver,
    "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation": each_by_use(
        "route53-firewall-query-million"
    ),
    "aws:route53/trafficPolicyInstance:TrafficPolicyInstance": each_month("route53-traffic-policy-month", "1 record"),
    "aws:route53/zone:Zone": each_month("route53-zone-month", "1 zone", "route53-query-million"),
    "aws:s3/directoryBucket:DirectoryBucket": each_by_use("s3-express-gib-month"),
    "aws:sagemaker/featureGroup:FeatureGroup": each_by_use(
        "sagemaker-feature-write-million", "sagemaker-feature-gib-month"
    ),
    "aws:sagemaker/flowDefinition:FlowDefinition": each_by_use("sagemaker-reviewed-object"),
    "aws:sagemaker/labelingJob:LabelingJob": each_by_use("sagemaker-labeled-object"),
    "aws:sagemaker/mlflowApp:MlflowApp": each_by_use("sagemaker-mlflow-hour"),
    "aws:sagemaker/mlflowTrackingServer:MlflowTrackingServer": each_hour(
        "sagemaker-mlflow-hour", "sagemaker-mlflow-gib-month"
    ),
    "aws:secretsmanager/secret:Secret": _secret,
    "aws:sfn/stateMachine:StateMachine": each_by_use("state-machine-transition-thousand"),
    "aws:sns/topic:Topic": each_by_use("sns-million"),
    "aws:sqs/queue:Queue": each_by_use("sqs-million"),
    "aws:synthetics/canary:Canary": each_by_use("cloudwatch-canary-run"),
    "aws:wafv2/webAcl:WebAcl": each_month("waf-acl-month", "1 ACL", "waf-request-million"),
}
