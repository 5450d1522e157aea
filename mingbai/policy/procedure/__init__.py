"""程序: first months, review days and how many applications are spot-checked."""
