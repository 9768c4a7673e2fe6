"""Joining: a group with its template, a bucket with its lifecycle, a reference with who is meant, a text with the data that it names."""
