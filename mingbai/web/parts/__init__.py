"""What pages are made of: each part a template, used as <c-name>; and the few tags and filters they need."""
