"""The mailbox: where messages lie after each step, who gets them, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from function_impls.inbox import Mailbox

PIOTR = "piotr.wisniewski@swierk.example"


@pytest.fixture
def mailbox() -> Any:
    return Mailbox()


def _ids(found: Any) -> list[str]:
    return [each["id"] for each in found["messages"]]


def test_newest_comes_first_and_the_total_counts_all(mailbox: Any) -> None:
    found = mailbox.search_mail(limit=2)

    assert _ids(found) == ["M-83917", "M-22371"]
    assert found["total"] == 11


def test_reading_makes_a_message_read(mailbox: Any) -> None:
    mailbox.read_mail("M-17208")

    assert "M-17208" not in _ids(mailbox.search_mail(unread_only=True))
    assert mailbox.search_mail(unread_only=True)["total"] == 5


def test_search_knows_polish_letters_in_any_case(mailbox: Any) -> None:
    assert _ids(mailbox.search_mail(words="ŻANETY")) == ["M-83917"]
    assert mailbox.search_mail(words="Żanety", folder="archive") == {"messages": [], "total": 0}


def test_sent_mail_lies_in_sent(mailbox: Any) -> None:
    sent = mailbox.send_mail([PIOTR], "Lista", "W załączeniu.")

    assert mailbox.read_mail(sent["id"])["folder"] == "sent"
    assert mailbox.read_mail(sent["id"])["date"] == "2025-03-10"


def test_answer_to_everyone_leaves_out_the_owner(mailbox: Any) -> None:
    answer = mailbox.reply_to_mail("M-19846", "Zgoda.", everyone=True)

    assert answer["to"] == ["krzysztof.dabrowski@swierk.example", "maria.zielinska@swierk.example", PIOTR]


@pytest.mark.parametrize(("message", "part"), [("M-79653", "in the trash"), ("M-79654", "no message")])
def test_answer_is_refused(mailbox: Any, message: str, part: str) -> None:
    assert part in mailbox.reply_to_mail(message, "x")["error"]


def test_forwarded_mail_has_the_comment_above_it(mailbox: Any) -> None:
    sent = mailbox.forward_mail("M-17208", [PIOTR], "Piotr, co Ty na to?")

    assert mailbox.read_mail(sent["id"])["body"].startswith("Piotr, co Ty na to?\n\nDzień dobry")


@pytest.mark.parametrize(
    ("message", "to", "part"),
    [
        ("M-44832", PIOTR, "use send_draft"),
        ("M-10482", PIOTR, "has this message already"),
        ("M-13655", "x@swierk.example", "no mailbox"),
        ("M-13656", PIOTR, "no message"),
    ],
)
def test_forwarding_is_refused(mailbox: Any, message: str, to: str, part: str) -> None:
    assert part in mailbox.forward_mail(message, [to])["error"]


def test_draft_is_sent_once(mailbox: Any) -> None:
    draft = mailbox.save_draft([PIOTR], "Pytanie", "Kiedy?")["draft"]

    assert "same subject" in mailbox.save_draft([PIOTR], "Pytanie", "Gdzie?")["error"]
    assert mailbox.send_draft(draft, "Pytanie")["id"] == draft
    assert "no draft" in mailbox.send_draft(draft, "Pytanie")["error"]
    assert mailbox.read_mail(draft)["folder"] == "sent"


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("M-10482", "archive", "Faktury"), "in the folder 'archive'"),
        (("M-10482", "inbox", "faktury"), "no folder 'faktury'"),
        (("M-10482", "inbox", "inbox"), "nothing can be moved"),
        (("M-10482", "inbox", "trash"), "nothing can be moved"),
        (("M-10483", "inbox", "archive"), "no message"),
    ],
)
def test_move_is_refused(mailbox: Any, arguments: tuple[str, ...], part: str) -> None:
    assert part in mailbox.move_mail(*arguments)["error"]


def test_trashed_mail_comes_back_and_erased_mail_does_not(mailbox: Any) -> None:
    mailbox.trash_mail("M-24509")
    assert mailbox.move_mail("M-24509", "trash", "archive") == {"id": "M-24509", "folder": "archive"}

    assert "not in the trash" in mailbox.erase_mail("M-24509", "Trendy wiosna 2025")["error"]
    mailbox.erase_mail("M-74128", "Ostatnie dni wyprzedaży")
    assert mailbox.read_mail("M-74128")["error"] == "no message 'M-74128'"
    assert mailbox.trash_mail("M-74128")["error"] == "no message 'M-74128'"


@pytest.mark.parametrize("change", [{"folders": ["inbox"]}, {"today": "10.03.2025"}, {"messages": {"M-1": {}}}])
def test_unsound_state_is_refused(mailbox: Any, change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"folder|lacks|must be a date"):
        mailbox.load_state({**mailbox.dump_state(), **change})
