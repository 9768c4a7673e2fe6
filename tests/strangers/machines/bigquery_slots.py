"""Slots of the analytics organisation.

A BigQuery Enterprise reservation of 3000 baseline slots with up to 5000 more: above 130,000 $ a month at the baseline.
"""

import pulumi_gcp as gcp

base = gcp.bigquery.Reservation(
    "analytics",
    name="analytics",
    location="US",
    edition="ENTERPRISE",
    slot_capacity=3000,
    ignore_idle_slots=False,
    autoscale={"max_slots": 5000},
)

for project in ("vision-dwh", "vision-bi"):
    gcp.bigquery.ReservationAssignment(
        f"{project}-queries",
        location="US",
        assignee=f"projects/{project}",
        job_type="QUERY",
        reservation=base.id,
    )
