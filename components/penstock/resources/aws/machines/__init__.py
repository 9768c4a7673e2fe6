"""AWS: what starts machines: instances, groups, fleets, clusters and what is reserved for them."""
