"""指标: rates that a report shows, with the parts they are made of."""
