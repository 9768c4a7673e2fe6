"""Deep learning class: one machine for each student.

A lab of 120 Standard_NC6s_v3 (one V100 each) with a quota of 720 hours per student and every shutdown turned off.
"""

import pulumi
from pulumi_azure_native import labservices

students = pulumi.Config().get_int("students") or 120

lab = labservices.Lab(
    "deep-learning-101",
    resource_group_name="teaching",
    lab_name="deep-learning-101",
    title="Deep learning 101",
    lab_plan_id="/subscriptions/0000/resourceGroups/teaching/providers/Microsoft.LabServices/labPlans/school",
    auto_shutdown_profile={
        "shutdown_on_disconnect": "Disabled",
        "shutdown_on_idle": "None",
        "shutdown_when_not_connected": "Disabled",
    },
    connection_profile={
        "client_ssh_access": "Public",
        "client_rdp_access": "None",
        "web_rdp_access": "None",
        "web_ssh_access": "None",
    },
    security_profile={"open_access": "Disabled"},
    virtual_machine_profile={
        "create_option": "TemplateVM",
        "image_reference": {
            "publisher": "microsoft-dsvm",
            "offer": "ubuntu-2004",
            "sku": "2004-gen2",
            "version": "latest",
        },
        "sku": {"name": "Standard_NC6s_v3", "capacity": students},
        "additional_capabilities": {"install_gpu_drivers": "Enabled"},
        "usage_quota": "PT720H",
        "use_shared_password": "Disabled",
        "admin_user": {"username": "student", "password": pulumi.Output.secret("Class-2026-x")},
    },
)
