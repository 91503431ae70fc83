"""Tries on this machine what callproof relies on: every sandbox, every layer, every limit.

::

    examination ──> machine            what this machine is
         │      └─> places             docker with each runtime, bubblewrap: does it start boxes, what holds in them
         │              └─> trials     each limit, broken on purpose from inside of a box
         v
    observations, one after another ──> service/capabilities  (one document, one decision)

A limit counts as kept only where a call inside a box tried to break it and could not.
"""
