"""How a paper is set: fonts, pages of tables, the Typst compiler, and why it may refuse."""
