"""An ARM template that is somewhere else.

Answer: oversized-instance undetermined team
"""

import pulumi_azure_native as azure

azure.resources.Deployment(
    "team",
    resource_group_name="team",
    properties={"mode": "Incremental", "template_link": {"uri": "https://templates.example.com/team.json"}},
)
