"""驾驶舱: what a division's months come to, for those who look at all of it; no names, no numbers of people."""
