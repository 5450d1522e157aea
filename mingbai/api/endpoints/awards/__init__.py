"""待遇: awards with every decision about them, and their changes by keys."""
