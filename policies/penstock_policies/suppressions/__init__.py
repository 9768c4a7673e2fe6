"""What keeps a broken rule from blocking: waivers, and what the base of a change broke already."""
