"""Benchmarks: speed side by side with what people use otherwise, and memory. ``python -m benchmarks --help``.

They print and write JSON; they assert nothing, and a target that is missed is said and not an error.
"""
