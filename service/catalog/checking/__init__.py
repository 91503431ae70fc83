"""Checks functions: whether each keeps what its schema and its documentation promise (``catalog check``).

One module for each kind of question; ``inspection`` knows their order.
"""
