"""Coming in and going out, how one wants to see pages, and whether the desk is well."""
