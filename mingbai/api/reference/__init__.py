"""The reference of the API as a page: made from its own description, read without a network and without a script."""
