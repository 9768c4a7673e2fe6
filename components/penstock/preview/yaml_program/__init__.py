"""YAML programs: what they declare is read, and no code is run."""
