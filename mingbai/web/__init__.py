"""
工作台: pages for those who do the work, rendered here and opened in any browser of the last years.

Takes who is signed in and what the stages' queries say; gives pages, and calls the stages' actions. A page is a view,
a template and a line in `urls.py` and `access.py`; `frame.py` is what all pages show, `parts/` what they are made of.
"""
