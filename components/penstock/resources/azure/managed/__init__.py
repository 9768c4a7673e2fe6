"""Azure: machines that a managed service runs for the program."""
