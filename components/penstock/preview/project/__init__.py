"""A project as it lies in its folder: its settings, its own environment, programs in other languages and interpreters."""
