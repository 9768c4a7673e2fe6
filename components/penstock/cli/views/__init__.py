"""How results look on a terminal, and nothing else."""
