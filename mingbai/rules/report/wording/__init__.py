"""How findings are worded: severities, names of compared values, next steps, in Chinese and English."""
