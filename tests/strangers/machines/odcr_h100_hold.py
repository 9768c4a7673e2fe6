"""Hold capacity for the October training window.

On-demand capacity reservations for 8 p5.48xlarge (64 H100) without an end date, billed whether used or not.
"""

import pulumi
import pulumi_aws as aws

ZONES = {"us-east-1a": 2, "us-east-1c": 6}

reservations = []
for zone, count in ZONES.items():
    reservations.append(
        aws.ec2.CapacityReservation(
            f"pretrain-{zone[-1]}",
            availability_zone=zone,
            instance_type="p5.48xlarge",
            instance_platform="Linux/UNIX",
            instance_count=count,
            instance_match_criteria="targeted",
            end_date_type="unlimited",
            tags={"project": "pretrain"},
        )
    )

pulumi.export("reservations", [r.id for r in reservations])
