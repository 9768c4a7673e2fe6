"""An inference service on Cloud Run with an L4 for each instance, that has none when nobody asks."""

import pulumi_gcp as gcp

LABELS = {"purpose": "inference", "owner": "search", "cost-center": "se-5"}
account = gcp.serviceaccount.Account("ranker", account_id="ranker-run")
gcp.cloudrunv2.Service(
    "ranker",
    location="europe-west4",
    ingress="INGRESS_TRAFFIC_INTERNAL_ONLY",
    template={
        "service_account": account.email,
        "scaling": {"min_instance_count": 0, "max_instance_count": 3},
        "node_selector": {"accelerator": "nvidia-l4"},
        "gpu_zonal_redundancy_disabled": True,
        "max_instance_request_concurrency": 8,
        "containers": [
            {
                "image": "europe-west4-docker.pkg.dev/example/search/ranker:1",
                "resources": {
                    "limits": {"cpu": "4", "memory": "16Gi", "nvidia.com/gpu": "1"},
                    "startup_cpu_boost": True,
                },
            }
        ],
    },
    labels=LABELS,
)
gcp.billing.Budget(
    "search",
    billing_account="000000-000000-000000",
    amount={"specified_amount": {"currency_code": "USD", "units": "1500"}},
    threshold_rules=[{"threshold_percent": 0.8}],
)
