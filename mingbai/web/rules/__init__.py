"""规则与法条: what each rule looks for and how often it was right here; articles and what rests on them."""
