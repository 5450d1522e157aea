"""资金账: where the money of each fund is, what moved, what stands still, and who has to decide what."""
