"""Certifies from the source alone which functions are pure and which modules may be loaded ahead of time."""
