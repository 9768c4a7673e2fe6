"""What buckets cost, by how their objects live."""
