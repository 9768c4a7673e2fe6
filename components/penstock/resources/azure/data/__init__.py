"""Azure: data at rest: buckets, disks, file systems, databases and their copies."""
