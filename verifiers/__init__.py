"""The judgement: pure functions over frozen values. No I/O, no Docker, no clock."""
