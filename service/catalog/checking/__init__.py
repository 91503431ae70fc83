"""``callproof catalog check``: does each function keep what its schema and its documentation promise?

One module for each kind of question; ``inspection`` knows their order.
"""
