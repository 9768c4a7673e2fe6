"""Reading: a program as it was captured, its values, and typed questions to a resource's inputs."""
