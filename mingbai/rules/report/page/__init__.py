"""The page a director looks at: one self-contained file, Chinese and English, that asks no network for anything."""
