"""The log as static files (C2SP tlog-tiles): tiles of hashes and bundles of entries, written, read and checked."""
