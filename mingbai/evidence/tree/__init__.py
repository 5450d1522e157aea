"""The Merkle tree of RFC 6962: hashing, growing, inclusion and consistency proofs; pure, no storage."""
