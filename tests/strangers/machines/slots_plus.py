"""BigQuery slots for the analysts, assigned to their project.

BigQuery Enterprise Plus reservation with 4000 baseline slots and autoscaling by 6000 more.
"""

import pulumi
import pulumi_gcp as gcp

BASELINE = 4000

reservation = gcp.bigquery.Reservation(
    "adhoc-slots",
    name="adhoc",
    location="US",
    edition="ENTERPRISE_PLUS",
    slot_capacity=BASELINE,
    autoscale={"max_slots": 6000},
    ignore_idle_slots=False,
)
commitment = gcp.bigquery.CapacityCommitment(
    "adhoc-commitment",
    capacity_commitment_id="adhoc-yearly",
    location="US",
    slot_count=BASELINE,
    plan="ANNUAL",
    edition="ENTERPRISE_PLUS",
    renewal_plan="ANNUAL",
)
gcp.bigquery.ReservationAssignment(
    "analysts",
    assignee="projects/vision-analysts",
    job_type="QUERY",
    location="US",
    reservation=reservation.id,
)
pulumi.export("reservation", reservation.id)
