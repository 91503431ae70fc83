"""What the calls do, inside the box. Standard library only, no I/O but reading the bundled corpus.

One module per domain; functions.toml describes all of them. The host never imports this package. Two habits hold
everywhere: an impossible input raises ``ValueError``; a toolkit that cannot do what is asked, because of what its
state holds, returns ``{"error": "…"}`` and leaves the state as it was.
"""
