"""Property tests here search the same examples on every machine, and no slow machine makes one fail."""

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")
