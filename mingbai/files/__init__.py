"""Users' files in and out: readers, writers, frozen snapshots."""
