"""A ticket desk. A ticket is open, assigned or closed, and each step says from which of them it may start."""

from __future__ import annotations

from function_impls.model import Json, Result, failure


class TicketDesk:
    """Support tickets; state is ``{"tickets": [{"id", "subject", "requester", "priority", "status", …}]}``."""

    def __init__(self) -> None:
        self._tickets: dict[str, dict[str, Json]] = {}

    def load_state(self, state: Json) -> None:
        """Replace all tickets. Raises ValueError where a status is unknown."""
        tickets: dict[str, dict[str, Json]] = {}
        for ticket in state["tickets"]:
            if ticket["status"] not in {"open", "assigned", "closed"}:
                raise ValueError(f"ticket {ticket['id']!r} has the unknown status {ticket['status']!r}")
            tickets[ticket["id"]] = {"assignee": None, "comments": [], **ticket}
        self._tickets = tickets

    def create_ticket(self, subject: str, requester: str, priority: str = "normal") -> Result:
        """Open a new ticket.

        Args:
            subject: What is wrong, in one line.
            requester: E-mail address of the person who asks.
            priority: low, normal, high or urgent.
        """
        number = 1 + max((int(name.rpartition("-")[2]) for name in self._tickets), default=100)
        ticket: dict[str, Json] = {
            "id": f"T-{number}",
            "subject": subject,
            "requester": requester,
            "priority": priority,
            "status": "open",
        }
        self._tickets[ticket["id"]] = {**ticket, "assignee": None, "comments": []}
        return ticket

    def assign_ticket(self, ticket_id: str, assignee: str) -> Result:
        """Give a ticket that is not closed to somebody.

        Args:
            ticket_id: Id of the ticket, such as T-101.
            assignee: Login of the person who will work on it.
        """
        ticket = self._tickets.get(ticket_id)
        if ticket is None:
            return failure(f"no ticket {ticket_id!r}")
        if ticket["status"] == "closed":
            return failure(f"ticket {ticket_id!r} is closed; reopen it first")
        previous = ticket["assignee"]
        ticket.update(assignee=assignee, status="assigned")
        return {"id": ticket_id, "assignee": assignee, "previous_assignee": previous}

    def comment_ticket(self, ticket_id: str, text: str, internal: bool = False) -> Result:
        """Add a comment to a ticket, in any status.

        Args:
            ticket_id: Id of the ticket.
            text: The comment.
            internal: Whether only colleagues may see it.
        """
        ticket = self._tickets.get(ticket_id)
        if ticket is None:
            return failure(f"no ticket {ticket_id!r}")
        ticket["comments"].append({"text": text, "internal": internal})
        return {"id": ticket_id, "comments": len(ticket["comments"])}

    def close_ticket(self, ticket_id: str, resolution: str) -> Result:
        """Close a ticket that is open or assigned.

        Args:
            ticket_id: Id of the ticket.
            resolution: solved, duplicate, wont_fix or not_reproducible.
        """
        ticket = self._tickets.get(ticket_id)
        if ticket is None:
            return failure(f"no ticket {ticket_id!r}")
        if ticket["status"] == "closed":
            return failure(f"ticket {ticket_id!r} is already closed")
        ticket.update(status="closed", resolution=resolution)
        return {"id": ticket_id, "status": "closed", "resolution": resolution}

    def reopen_ticket(self, ticket_id: str, reason: str) -> Result:
        """Open a closed ticket again; it keeps its comments and loses its assignee.

        Args:
            ticket_id: Id of the ticket.
            reason: Why it has to be looked at again.
        """
        ticket = self._tickets.get(ticket_id)
        if ticket is None:
            return failure(f"no ticket {ticket_id!r}")
        if ticket["status"] != "closed":
            return failure(f"ticket {ticket_id!r} is not closed")
        ticket.update(status="open", assignee=None)
        ticket["comments"].append({"text": reason, "internal": True})
        return {"id": ticket_id, "status": "open"}

    def find_tickets(self, status: str | None = None, assignee: str | None = None) -> Result:
        """Find tickets by status, assignee, or both; all of them where neither is given.

        Args:
            status: open, assigned or closed.
            assignee: Login of the person who works on it.
        """
        found = [
            {"id": ticket["id"], "subject": ticket["subject"], "status": ticket["status"]}
            for ticket in self._tickets.values()
            if status in (None, ticket["status"]) and assignee in (None, ticket["assignee"])
        ]
        return {"tickets": found}
