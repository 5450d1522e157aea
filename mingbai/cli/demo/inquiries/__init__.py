"""What becomes of the demo county's alerts: looked into, told, heard, decided, paid back, put right."""
