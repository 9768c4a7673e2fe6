"""A mail when the month is forecast to cost more than was meant."""

import pulumi_aws as aws

aws.ec2.Instance("budget-required-box", instance_type="g5.xlarge")
aws.budgets.Budget(
    "budget-required-month",
    budget_type="COST",
    time_unit="MONTHLY",
    limit_amount="800",
    limit_unit="USD",
    notifications=[
        {
            "notification_type": "FORECASTED",
            "comparison_operator": "GREATER_THAN",
            "threshold": 100,
            "threshold_type": "PERCENTAGE",
            "subscriber_email_addresses": ["ml-platform@example.com"],
        }
    ],
)
