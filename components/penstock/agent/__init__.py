"""The agent that runs on a node, and the unit that keeps it running. `bundle` makes one file of it; nothing else imports it."""
