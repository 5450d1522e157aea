"""Every calculation explained: what was compared, with which value, by which article, and the amount at the end."""
