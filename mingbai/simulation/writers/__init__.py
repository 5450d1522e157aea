"""Files as they come: workbooks and text of many hands, plain csv, or Parquet."""
