"""Metal for the CFD cluster.

Forty Equinix Metal m3.large machines (3.10 $ an hour each), about 90,000 $ a month.
"""

import pulumi

for i in range(1, 41):
    pulumi.CustomResource(
        "equinix:metal/device:Device",
        f"cfd-{i:02d}",
        {
            "hostname": f"cfd-{i:02d}",
            "plan": "m3.large.x86",
            "metro": "da",
            "operatingSystem": "rocky_9",
            "billingCycle": "hourly",
            "projectId": "5c0ffee0-0000-4000-8000-000000000000",
        },
    )
