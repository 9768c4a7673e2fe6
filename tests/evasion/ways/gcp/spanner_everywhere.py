"""A Spanner instance whose configuration is a continent, or three.

Answer: cross-region-copy fail features
"""

import pulumi_gcp as gcp

gcp.spanner.Instance("features", config="nam-eur-asia1", display_name="features", num_nodes=1)
