"""One file a command of `penstock`."""
