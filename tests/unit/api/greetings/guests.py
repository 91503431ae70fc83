"""Guests."""

from __future__ import annotations


class Guests:
    """Who is there."""

    def invite(self, name: str) -> dict[str, str]:
        """Invite somebody.

        Args:
            name: Who is invited.
        """
        return {"invited": name}
