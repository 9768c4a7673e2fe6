"""Google Cloud: services at a flat price or by use, budgets, and what is free."""
