"""The rules as policies of the Pulumi engine."""
