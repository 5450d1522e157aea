"""Rules of the desk that ask what payments, the bank, the books or alerts themselves have become."""
