"""刚性支出困难家庭: families whose unavoidable spending eats their income (F10)."""
