"""驾驶舱: what a division's months come to in charts, each with its table, and the same for a wall."""
