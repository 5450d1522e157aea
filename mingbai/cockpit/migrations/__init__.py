"""The tables of the cockpit as they came to be."""
