"""A month made still: tables in Parquet, laid out so that everything a rule joins lies in one bucket."""
