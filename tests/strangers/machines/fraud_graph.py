"""Graph analytics for the fraud ring detector.

Neptune Analytics graph with 2048 m-NCU provisioned and 2 replicas, several hundred thousand dollars a month.
"""

import pulumi
import pulumi_aws as aws

graph = aws.neptunegraph.Graph(
    "fraud-graph",
    graph_name="fraud-rings",
    provisioned_memory=2048,
    replica_count=2,
    public_connectivity=False,
    deletion_protection=True,
    vector_search_configuration={"vector_search_dimension": 384},
    tags={"team": "risk"},
)
endpoint = aws.ec2.VpcEndpoint(
    "graph-endpoint",
    vpc_id=pulumi.Config().get("vpc") or "vpc-0a1b2c3d4e5f60718",
    service_name="com.amazonaws.us-east-1.neptune-graph-data",
    vpc_endpoint_type="Interface",
    private_dns_enabled=True,
)
aws.cloudwatch.MetricAlarm(
    "graph-memory",
    namespace="AWS/Neptune-Graph",
    metric_name="GraphStorageUsagePercent",
    comparison_operator="GreaterThanThreshold",
    threshold=85,
    statistic="Average",
    period=300,
    evaluation_periods=3,
)
pulumi.export("graph", graph.id)
pulumi.export("endpoint", endpoint.id)
