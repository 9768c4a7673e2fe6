"""A component that another program builds, so that its children are not in this one.

Answer: oversized-instance fail pool
"""

import pulumi

pulumi.ComponentResource("ml:index:Pool", "pool", {"instanceType": "p5.48xlarge", "size": 2}, None, remote=True)
