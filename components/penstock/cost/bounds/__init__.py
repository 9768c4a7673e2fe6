"""What a price that the catalog does not have is never above."""
