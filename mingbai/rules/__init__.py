"""风险规则: what looks wrong; one file is one rule."""
