"""The agent: one file that runs on a node, `agent.py`, and the unit that keeps it running. Nothing imports it but tests."""
