"""A short evaluation on one machine with an L4, which deletes itself when it is done, and is deleted after an hour if it is not."""

import pulumi_gcp as gcp

LABELS = {"purpose": "evaluation", "owner": "vision", "cost-center": "ml-1234", "penstock-save-within-seconds": "20"}
gcp.compute.Instance(
    "evaluate",
    zone="europe-west4-a",
    machine_type="g2-standard-4",
    boot_disk={
        "auto_delete": True,
        "initialize_params": {
            "image": "deeplearning-platform-release/common-cu128",
            "size": 100,
            "type": "pd-balanced",
        },
    },
    scheduling={
        "provisioning_model": "SPOT",
        "preemptible": True,
        "automatic_restart": False,
        "on_host_maintenance": "TERMINATE",
        "instance_termination_action": "DELETE",
        "max_run_duration": {"seconds": 3600},
    },
    network_interfaces=[{"subnetwork": "projects/example/regions/europe-west4/subnetworks/core"}],
    metadata={
        "install-nvidia-driver": "True",
        "startup-script": "systemctl start google-cloud-ops-agent && /opt/evaluate/run && shutdown now",
    },
    labels=LABELS,
)
gcp.billing.Budget(
    "vision",
    billing_account="000000-000000-000000",
    amount={"specified_amount": {"currency_code": "USD", "units": "300"}},
    threshold_rules=[{"threshold_percent": 0.8}],
)
