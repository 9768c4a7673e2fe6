"""Exadata beside the GCP estate.

An Oracle Exadata X11M infrastructure of 4 database and 6 storage servers, tens of thousands of dollars a month.
"""

import pulumi
import pulumi_gcp as gcp

infra = gcp.oracledatabase.CloudExadataInfrastructure(
    "core-banking",
    cloud_exadata_infrastructure_id="core-banking",
    display_name="core banking",
    location="us-east4",
    gcp_oracle_zone="us-east4-b-r1",
    deletion_protection=True,
    properties={
        "shape": "Exadata.X11M",
        "compute_count": 4,
        "storage_count": 6,
        "customer_contacts": [{"email": "dba@example.com"}],
    },
)

pulumi.export("exadata", infra.id)
