"""What a change does to the bill, and which controls of cost it loses."""
