"""A ticket desk. A ticket is open, assigned or closed, and each step says from which of them it may start."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from function_impls import tickets_world as world
from function_impls.constraints import Format, Length
from function_impls.model import Failure, effect, failure
from function_impls.tickets_world import Priority, TicketId, TicketWorld


class TicketDesk(TicketWorld):
    """Support tickets; see ``TicketWorld`` for the state."""

    @effect("non_idempotent")
    def create_ticket(
        self,
        subject: Annotated[str, Length(minimum=3, maximum=120)],
        requester: Annotated[str, Format("email")],
        priority: Priority = "normal",
    ) -> world.NewTicket | Failure:
        """Open a new support ticket.

        Use reopen_ticket for trouble that has come back, and comment_ticket to add to a ticket that is there.

        Args:
            subject: What is wrong, in one line.
            requester: E-mail address of the person who asks.
            priority: How pressing it is.

        Returns:
            The ticket with its id.

        Errors:
            nobody here has the address '.*': The requester is unknown.
            ticket '.*' of this person has the same subject: It is there already and not closed.

        Examples:
            >>> create_ticket(subject="Mouse is dead", requester="tom.reed@swierk.example", priority="low")
            {'id': 'T-749', 'subject': 'Mouse is dead', 'requester': 'tom.reed@swierk.example', 'priority': 'low',
             'status': 'open'}
            >>> create_ticket(subject="Mouse is dead", requester="tom.reid@swierk.example", priority="low")
            {'error': "nobody here has the address 'tom.reid@swierk.example'"}

        See Also:
            reopen_ticket: For trouble that has come back.
            comment_ticket: Adds to a ticket that is there.
        """
        if self._people is not None and requester not in self._people:
            return failure(f"nobody here has the address {requester!r}")
        for ticket in self._tickets.values() if self._people is not None else ():
            same = ticket["requester"] == requester and ticket["subject"].casefold() == subject.casefold()
            if same and ticket["status"] != "closed":
                return failure(f"ticket {ticket['id']!r} of this person has the same subject")
        number = 1 + max((int(name.rpartition("-")[2]) for name in self._tickets), default=100)
        opened: world.NewTicket = {
            "id": f"T-{number}",
            "subject": subject,
            "requester": requester,
            "priority": priority,
            "status": "open",
        }
        self._keep(
            {"id": opened["id"], "subject": subject, "requester": requester, "priority": priority, "status": "open"}
        )
        return opened

    @effect("idempotent")
    def assign_ticket(
        self, ticket_id: TicketId, assignee: Annotated[str, Length(minimum=1)]
    ) -> world.Assignment | Failure:
        """Give a support ticket that is not closed to somebody.

        Args:
            ticket_id: Id of the ticket, such as T-101.
            assignee: Login of the person who will work on it.

        Returns:
            Who works on it now, and who did before.

        Errors:
            no ticket '.*': The ticket is unknown.
            ticket '.*' is closed; reopen it first: Nobody works on it.
            no agent '.*'; there are .*: The login is unknown.

        Examples:
            >>> assign_ticket(ticket_id="T-118", assignee="mbell")
            {'id': 'T-118', 'assignee': 'mbell', 'previous_assignee': None}
            >>> assign_ticket(ticket_id="T-157", assignee="mbell")
            {'error': "ticket 'T-157' is closed; reopen it first"}
        """
        ticket = self._tickets.get(ticket_id)
        if ticket is None:
            return failure(f"no ticket {ticket_id!r}")
        if ticket["status"] == "closed":
            return failure(f"ticket {ticket_id!r} is closed; reopen it first")
        if self._agents is not None and assignee not in self._agents:
            return failure(f"no agent {assignee!r}; there are {', '.join(sorted(self._agents))}")
        previous = ticket["assignee"]
        ticket["assignee"], ticket["status"] = assignee, "assigned"
        return {"id": ticket_id, "assignee": assignee, "previous_assignee": previous}

    @effect("non_idempotent")
    def comment_ticket(
        self, ticket_id: TicketId, text: Annotated[str, Length(minimum=1)], internal: bool = False
    ) -> world.CommentCount | Failure:
        """Add a comment to a support ticket, whatever its status.

        Args:
            ticket_id: Id of the ticket, such as T-101.
            text: The comment.
            internal: Whether only colleagues may see it.

        Returns:
            How many comments the ticket has now.

        Errors:
            no ticket '.*': The ticket is unknown.

        Examples:
            >>> comment_ticket(ticket_id="T-118", text="A new driver helps.")
            {'id': 'T-118', 'comments': 2}
            >>> comment_ticket(ticket_id="T-119", text="A new driver helps.")
            {'error': "no ticket 'T-119'"}

        See Also:
            create_ticket: Opens a new ticket.
        """
        ticket = self._tickets.get(ticket_id)
        if ticket is None:
            return failure(f"no ticket {ticket_id!r}")
        ticket["comments"].append({"text": text, "internal": internal})
        return {"id": ticket_id, "comments": len(ticket["comments"])}

    @effect("non_idempotent")
    def close_ticket(self, ticket_id: TicketId, resolution: world.Resolution) -> world.ClosedTicket | Failure:
        """Close a support ticket that is open or assigned, for good.

        Use snooze_ticket to look at it later, and merge_tickets where another ticket about the same is known.

        Args:
            ticket_id: Id of the ticket, such as T-101.
            resolution: How it ended.

        Returns:
            The ticket with its status and resolution.

        Errors:
            no ticket '.*': The ticket is unknown.
            ticket '.*' is already closed: Nothing is left to do.

        Examples:
            >>> close_ticket(ticket_id="T-508", resolution="solved")
            {'id': 'T-508', 'status': 'closed', 'resolution': 'solved'}
            >>> close_ticket(ticket_id="T-157", resolution="solved")
            {'error': "ticket 'T-157' is already closed"}

        See Also:
            snooze_ticket: For a ticket that is to wait.
            merge_tickets: For one of two tickets about the same.
        """
        ticket = self._tickets.get(ticket_id)
        if ticket is None:
            return failure(f"no ticket {ticket_id!r}")
        if ticket["status"] == "closed":
            return failure(f"ticket {ticket_id!r} is already closed")
        self._close(ticket_id, resolution)
        return {"id": ticket_id, "status": "closed", "resolution": resolution}

    @effect("non_idempotent")
    def reopen_ticket(
        self, ticket_id: TicketId, reason: Annotated[str, Length(minimum=1)]
    ) -> world.ReopenedTicket | Failure:
        """Open a closed support ticket again; it keeps its comments and loses its assignee.

        A desk may allow it for some days only; use create_ticket after that.

        Args:
            ticket_id: Id of the ticket, such as T-101.
            reason: Why it has to be looked at again.

        Returns:
            The ticket with its status.

        Errors:
            no ticket '.*': The ticket is unknown.
            ticket '.*' is not closed: It is being worked on.
            ticket '.*' was closed on .*: It is closed for too long; a new one is needed.

        Examples:
            >>> reopen_ticket(ticket_id="T-157", reason="It expired again")
            {'id': 'T-157', 'status': 'open'}
            >>> reopen_ticket(ticket_id="T-118", reason="It is back")
            {'error': "ticket 'T-118' is not closed"}

        See Also:
            create_ticket: For new trouble.
        """
        ticket = self._tickets.get(ticket_id)
        if ticket is None:
            return failure(f"no ticket {ticket_id!r}")
        if ticket["status"] != "closed":
            return failure(f"ticket {ticket_id!r} is not closed")
        closed_on = ticket.get("closed_on", self._today)
        if self._reopen_days is not None and self._days_to(closed_on) < -self._reopen_days:
            return failure(f"ticket {ticket_id!r} was closed on {closed_on}, too long ago; use create_ticket")
        ticket["status"], ticket["assignee"] = "open", None
        ticket["comments"].append({"text": reason, "internal": True})
        return {"id": ticket_id, "status": "open"}

    @effect("read_only")
    def find_tickets(self, status: world.Status | None = None, assignee: str | None = None) -> world.FoundTickets:
        """Find support tickets by status, assignee, or both; all of them where neither is given.

        Args:
            status: Status of the ticket.
            assignee: Login of the person who works on it.

        Returns:
            The tickets in the order in which they came in.

        Examples:
            >>> find_tickets(status="assigned", assignee="kzielinska")
            {'tickets': [{'id': 'T-143', 'subject': 'Nie działa drukarka w pokoju 12', 'status': 'assigned'},
                         {'id': 'T-508', 'subject': 'Zepsuta klawiatura', 'status': 'assigned'}]}
            >>> find_tickets(assignee="dlee")
            {'tickets': []}

        See Also:
            get_ticket: Everything about one ticket.
        """
        found: list[world.TicketLine] = [
            {"id": ticket["id"], "subject": ticket["subject"], "status": ticket["status"]}
            for ticket in self._tickets.values()
            if status in (None, ticket["status"]) and assignee in (None, ticket["assignee"])
        ]
        return {"tickets": found}

    @effect("read_only")
    def get_ticket(self, ticket_id: TicketId) -> world.TicketDetails | Failure:
        """Tell everything about one support ticket, with its comments.

        Args:
            ticket_id: Id of the ticket, such as T-101.

        Returns:
            The ticket; assignee and snoozed_until are null where there is none.

        Errors:
            no ticket '.*': The ticket is unknown.

        Examples:
            >>> get_ticket(ticket_id="T-206")
            {'id': 'T-206', 'subject': 'Laptop screen flickers', 'requester': 'priya.shah@swierk.example',
             'priority': 'urgent', 'status': 'open', 'assignee': None, 'snoozed_until': None, 'comments': []}
            >>> get_ticket(ticket_id="T-207")
            {'error': "no ticket 'T-207'"}

        See Also:
            find_tickets: Looks for tickets by status and assignee.
        """
        ticket = self._tickets.get(ticket_id)
        if ticket is None:
            return failure(f"no ticket {ticket_id!r}")
        return {
            "id": ticket_id,
            "subject": ticket["subject"],
            "requester": ticket["requester"],
            "priority": ticket["priority"],
            "status": ticket["status"],
            "assignee": ticket["assignee"],
            "snoozed_until": ticket["snoozed_until"],
            "comments": [each.copy() for each in ticket["comments"]],
        }

    @effect("idempotent")
    def snooze_ticket(self, ticket_id: TicketId, until: world.Day) -> world.SnoozedTicket | Failure:
        """Put a support ticket out of sight until a day; it stays open and comes back then.

        Use close_ticket where nothing is left to do.

        Args:
            ticket_id: Id of the ticket, such as T-101.
            until: Day on which it comes back, YYYY-MM-DD, at most 60 days ahead.

        Returns:
            The ticket and the day.

        Errors:
            no ticket '.*': The ticket is unknown.
            ticket '.*' is closed; reopen it first: Nothing waits.
            .* must lie 1 to 60 days after .*: The day is not ahead, or too far.

        Examples:
            >>> snooze_ticket(ticket_id="T-419", until="2025-03-24")
            {'id': 'T-419', 'snoozed_until': '2025-03-24'}
            >>> snooze_ticket(ticket_id="T-419", until="2025-03-10")
            {'error': '2025-03-10 must lie 1 to 60 days after 2025-03-10'}

        See Also:
            close_ticket: Where nothing is left to do.
        """
        ticket = self._tickets.get(ticket_id)
        if ticket is None:
            return failure(f"no ticket {ticket_id!r}")
        if ticket["status"] == "closed":
            return failure(f"ticket {ticket_id!r} is closed; reopen it first")
        if not 1 <= self._days_to(until) <= 60:
            return failure(f"{until} must lie 1 to 60 days after {self._today}")
        ticket["snoozed_until"] = until
        return {"id": ticket_id, "snoozed_until": until}

    @effect("non_idempotent")
    def change_ticket_priority(
        self, ticket_id: TicketId, previous: Priority, priority: Priority
    ) -> world.PriorityChange | Failure:
        """Make a support ticket that is not closed more or less pressing.

        Args:
            ticket_id: Id of the ticket, such as T-101.
            previous: Priority that it has now, which must agree.
            priority: Priority that it is to have.

        Returns:
            The ticket and its new priority.

        Errors:
            no ticket '.*': The ticket is unknown.
            ticket '.*' is closed; reopen it first: Its priority means nothing.
            ticket '.*' has the priority .*, not .*: The previous priority does not agree.
            ticket '.*' has the priority .* already: Nothing would change.

        Examples:
            >>> change_ticket_priority(ticket_id="T-614", previous="normal", priority="urgent")
            {'id': 'T-614', 'priority': 'urgent'}
            >>> change_ticket_priority(ticket_id="T-614", previous="low", priority="urgent")
            {'error': "ticket 'T-614' has the priority normal, not low"}
        """
        ticket = self._tickets.get(ticket_id)
        if ticket is None:
            return failure(f"no ticket {ticket_id!r}")
        if ticket["status"] == "closed":
            return failure(f"ticket {ticket_id!r} is closed; reopen it first")
        if ticket["priority"] != previous:
            return failure(f"ticket {ticket_id!r} has the priority {ticket['priority']}, not {previous}")
        if previous == priority:
            return failure(f"ticket {ticket_id!r} has the priority {priority} already")
        ticket["priority"] = priority
        return {"id": ticket_id, "priority": priority}

    @effect("non_idempotent")
    def merge_tickets(self, duplicate_id: TicketId, target_id: TicketId) -> world.MergedTicket | Failure:
        """Close a support ticket as the duplicate of another, which takes over its comments.

        Use close_ticket with the resolution duplicate where the other ticket is not known.

        Args:
            duplicate_id: Id of the ticket that is closed.
            target_id: Id of the ticket that goes on.

        Returns:
            The closed ticket and the one that goes on.

        Errors:
            no ticket '.*': One of the tickets is unknown.
            a ticket cannot be merged into itself: Both ids are the same.
            ticket '.*' is closed; reopen it first: One of them is closed.

        Examples:
            >>> merge_tickets(duplicate_id="T-387", target_id="T-143")
            {'id': 'T-387', 'merged_into': 'T-143'}
            >>> merge_tickets(duplicate_id="T-387", target_id="T-387")
            {'error': 'a ticket cannot be merged into itself'}

        See Also:
            close_ticket: Where the other ticket is not known.
        """
        if duplicate_id == target_id:
            return failure("a ticket cannot be merged into itself")
        for each in (duplicate_id, target_id):
            if each not in self._tickets:
                return failure(f"no ticket {each!r}")
            if self._tickets[each]["status"] == "closed":
                return failure(f"ticket {each!r} is closed; reopen it first")
        self._tickets[target_id]["comments"].extend(self._tickets[duplicate_id]["comments"])
        self._close(duplicate_id, "duplicate")
        return {"id": duplicate_id, "merged_into": target_id}

    def _close(self, ticket_id: str, resolution: world.Resolution) -> None:
        ticket = self._tickets[ticket_id]
        ticket["status"], ticket["resolution"], ticket["closed_on"] = "closed", resolution, self._today
        ticket["snoozed_until"] = None

    def _days_to(self, day: str) -> int:
        return (date.fromisoformat(day) - date.fromisoformat(self._today)).days
