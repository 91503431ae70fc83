"""The ticket desk: known people and agents, merging, snoozing, and how long a closed ticket can come back."""

from __future__ import annotations

from typing import Any

import pytest

from function_impls.tickets import TicketDesk


@pytest.fixture
def desk() -> Any:
    return TicketDesk()


def _ticket(desk: Any, ticket_id: str) -> Any:
    return desk.get_ticket(ticket_id)


def test_same_subject_of_one_person_is_refused_until_it_is_closed(desk: Any) -> None:
    arguments = {"subject": "certyfikat STRONY wygasa", "requester": "krzysztof.dabrowski@swierk.example"}

    assert "'T-572' of this person" in desk.create_ticket(**arguments)["error"]
    desk.close_ticket("T-572", "solved")
    assert desk.create_ticket(**arguments)["id"] == "T-749"


def test_unknown_agent_is_refused_and_the_known_are_named(desk: Any) -> None:
    assert desk.assign_ticket("T-118", "mbel")["error"].endswith("dlee, kzielinska, mbell, pnowak, tkrol")


@pytest.mark.parametrize(("ticket_id", "part"), [("T-274", "closed on 2025-01-14"), ("T-275", "no ticket")])
def test_ticket_closed_for_more_than_thirty_days_stays_closed(desk: Any, ticket_id: str, part: str) -> None:
    assert part in desk.reopen_ticket(ticket_id, "again")["error"]
    assert desk.reopen_ticket("T-748", "again")["status"] == "open"  # 18 days


@pytest.mark.parametrize(
    ("until", "fine"),
    [("2025-03-10", False), ("2025-03-11", True), ("2025-05-09", True), ("2025-05-10", False), ("2024-03-11", False)],
)
def test_ticket_is_snoozed_for_one_to_sixty_days(desk: Any, until: str, fine: bool) -> None:
    assert ("error" not in desk.snooze_ticket("T-118", until)) is fine
    assert _ticket(desk, "T-118")["snoozed_until"] == (until if fine else None)


def test_closed_ticket_does_not_wait(desk: Any) -> None:
    assert _ticket(desk, "T-465")["snoozed_until"] == "2025-03-12"
    desk.close_ticket("T-465", "solved")
    assert _ticket(desk, "T-465")["snoozed_until"] is None
    assert "reopen it first" in desk.snooze_ticket("T-465", "2025-03-12")["error"]


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("T-118", "low", "urgent"), "priority high, not low"),
        (("T-118", "high", "high"), "high already"),
        (("T-157", "low", "high"), "closed"),
        (("T-120", "low", "high"), "no ticket"),
    ],
)
def test_priority_is_changed_from_the_one_it_has(desk: Any, arguments: tuple[str, ...], part: str) -> None:
    assert part in desk.change_ticket_priority(*arguments)["error"]


def test_merged_ticket_hands_its_comments_over(desk: Any) -> None:
    desk.merge_tickets("T-118", "T-703")

    assert _ticket(desk, "T-703")["comments"] == [{"text": "Happens only over Wi-Fi.", "internal": False}]
    assert _ticket(desk, "T-118")["status"] == "closed"
    assert desk.merge_tickets("T-118", "T-703")["error"] == "ticket 'T-118' is closed; reopen it first"
    assert desk.merge_tickets("T-703", "T-118")["error"] == "ticket 'T-118' is closed; reopen it first"
    assert desk.merge_tickets("T-704", "T-118")["error"] == "no ticket 'T-704'"


def test_lists_are_as_the_steps_left_them(desk: Any) -> None:
    desk.assign_ticket("T-118", "dlee")

    assert [each["id"] for each in desk.find_tickets(assignee="dlee")["tickets"]] == ["T-118"]
    assert "T-118" not in [each["id"] for each in desk.find_tickets(status="open")["tickets"]]


def test_state_without_agents_and_people_knows_everybody() -> None:
    desk: Any = TicketDesk()
    desk.load_state({"tickets": []})

    assert desk.create_ticket("Fax", "a@b.example")["id"] == "T-101"
    assert desk.assign_ticket("T-101", "anyone")["assignee"] == "anyone"


def test_unknown_status_is_refused() -> None:
    ticket = {"id": "T-1", "subject": "x", "requester": "a@b.example", "priority": "low", "status": "lost"}

    with pytest.raises(ValueError, match=r"state\.tickets\[0\]\.status is 'lost'"):
        TicketDesk().load_state({"tickets": [ticket]})
