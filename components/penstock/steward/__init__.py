"""The steward: beside the nodes, it ends the idle and the expired, and lets on-demand nodes stand in for dry spot.

`decide` and `fallback` hold what is decided, pure; `settings` what it is told; `aws` reads, acts and is the Lambda's handler.
It runs in a Lambda with nothing but the standard library, boto3, this package and `penstock.terms`.
"""
