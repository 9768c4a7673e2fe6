"""Services without a price here, whose names or other inputs say how many units they have; what scales; and a type that nobody reads."""

import pulumi_aws as aws
import pulumi_azure_native as azure
import pulumi_gcp as gcp

it = {"resource_group_name": azure.resources.ResourceGroup("it").name, "location": "eastus"}

for name in ("P15", "GP_Gen5_40", "BC_Gen5_8", "GP_S_Gen5_4", "Basic", "P2", "S3"):
    azure.sql.Database(name, server_name="s", sku={"name": name}, **it)
for name, mbps in (("Standard_MeteredData", 1000), ("Premium_UnlimitedData", 10000)):
    azure.network.ExpressRouteCircuit(
        name, sku={"name": name}, service_provider_properties={"bandwidth_in_mbps": mbps}, **it
    )
azure.network.BastionHost("bastion", sku={"name": "Premium"}, scale_units=10, **it)
azure.redis.Redis("cache", sku={"name": "Standard", "family": "C", "capacity": 0}, **it)
plan = azure.web.AppServicePlan("plan", sku={"name": "P1v3", "tier": "PremiumV3", "capacity": 2}, **it)
space = azure.machinelearningservices.Workspace("space", identity={"type": "SystemAssigned"}, **it)
blue = azure.machinelearningservices.OnlineDeployment(
    "blue",
    workspace_name=space.name,
    endpoint_name="ep",
    sku={"name": "Default", "capacity": 2},
    properties=azure.machinelearningservices.ManagedOnlineDeploymentArgs(
        endpoint_compute_type="Managed", instance_type="Standard_NC4as_T4_v3"
    ),
    **it,
)
for name, target in (("plan", plan), ("blue", blue)):
    azure.monitor.AutoscaleSetting(
        f"scales-{name}",
        enabled=True,
        target_resource_uri=target.id,
        profiles=[{"name": "d", "capacity": {"minimum": "1", "maximum": "6", "default": "2"}, "rules": []}],
        **it,
    )
aws.mwaa.Environment(
    "air",
    environment_class="mw1.small",
    min_workers=5,
    max_workers=10,
    schedulers=3,
    dag_s3_path="d",
    execution_role_arn="arn:aws:iam::111122223333:role/r",
    source_bucket_arn="arn:aws:s3:::b",
    network_configuration={"security_group_ids": ["sg-1"], "subnet_ids": ["a", "b"]},
)
task = aws.ecs.TaskDefinition(
    "task",
    family="f",
    cpu="1024",
    memory="2048",
    requires_compatibilities=["FARGATE"],
    network_mode="awsvpc",
    container_definitions="[]",
)
aws.ecs.Service("web", name="web", cluster="c", launch_type="FARGATE", desired_count=2, task_definition=task.arn)
table = aws.dynamodb.Table(
    "rows", name="rows", hash_key="k", read_capacity=5, write_capacity=5, attributes=[{"name": "k", "type": "S"}]
)
for name, space_of, resource_id, dimension, most in (
    ("tasks", "ecs", "service/c/web", "ecs:service:DesiredCount", 20),
    ("reads", "dynamodb", "table/rows", "dynamodb:table:ReadCapacityUnits", 400),
):
    aws.appautoscaling.Target(
        name,
        service_namespace=space_of,
        resource_id=resource_id,
        scalable_dimension=dimension,
        min_capacity=2,
        max_capacity=most,
    )
aws.shield.Subscription("shield")
gcp.spanner.Instance("many", config="nam-eur-asia1", display_name="many", num_nodes=3, edition="ENTERPRISE_PLUS")
gcp.spanner.Instance("one", config="regional-us-central1", display_name="one", num_nodes=3)
