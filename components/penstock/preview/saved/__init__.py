"""What Pulumi itself saved: previews, exports, plans, states and logs of events."""
