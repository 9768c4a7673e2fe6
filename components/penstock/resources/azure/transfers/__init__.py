"""Azure: data on its way: networks, links, copies to elsewhere, and who may read what."""
