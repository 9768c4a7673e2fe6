"""What machines cost: how many nodes, for how many hours, of which types, and what comes with them."""
