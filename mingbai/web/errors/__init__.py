"""What is said when a page cannot be shown: what, why, how to go on; never a bare number."""
