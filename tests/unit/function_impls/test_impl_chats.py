"""The messenger: who may write where, whose message may change, and what silence means."""

from __future__ import annotations

from typing import Any

import pytest

from function_impls.chats import Chats


@pytest.fixture
def chats() -> Any:
    return Chats()


def _ids(found: Any) -> list[str]:
    return [each["id"] for each in found["messages"]]


def test_channel_is_read_from_the_oldest_of_the_latest(chats: Any) -> None:
    assert _ids(chats.read_channel("sprzedaz", 3)) == ["msg-24950", "msg-27306", "msg-30792"]
    assert chats.read_channel("sprzedasz")["error"] == "no channel 'sprzedasz'"


def test_search_does_not_look_into_channels_of_others(chats: Any) -> None:
    assert _ids(chats.find_chat_messages("budżet")) == []
    assert _ids(chats.find_chat_messages("KLUCZE")) == ["msg-45913"]
    assert _ids(chats.find_chat_messages("są", "anna.kowalska")) == []


@pytest.mark.parametrize(
    ("channel", "part"),
    [("ogolny", "only admins"), ("zarzad", "no member"), ("targi-2024", "archived"), ("targi", "no channel")],
)
def test_posting_is_refused(chats: Any, channel: str, part: str) -> None:
    assert part in chats.post_to_channel(channel, "x")["error"]


@pytest.mark.parametrize(
    ("person", "part"),
    [("pawel.szymanski", "closed"), ("tomasz.krol", "you blocked"), ("anna.kowalska", "no other"), ("x.y", "no other")],
)
def test_direct_message_is_refused(chats: Any, person: str, part: str) -> None:
    assert part in chats.send_direct_message(person, "x")["error"]


def test_answer_to_an_answer_joins_its_thread(chats: Any) -> None:
    answer = chats.reply_in_thread("msg-27306", "Super.")

    assert chats.read_channel("sprzedaz", 1)["messages"][0]["thread"] == "msg-24950"
    assert chats.find_chat_messages("super")["messages"][0]["id"] == answer["id"]


@pytest.mark.parametrize(
    ("message", "part"), [("msg-60281", "no message"), ("msg-20417", "only admins"), ("msg-63709", "archived")]
)
def test_answer_is_refused(chats: Any, message: str, part: str) -> None:
    assert part in chats.reply_in_thread(message, "x")["error"]


def test_own_message_is_edited_within_the_hour(chats: Any) -> None:
    chats.edit_chat_message("msg-30792", "Jutro.")

    assert chats.find_chat_messages("jutro")["messages"][0]["id"] == "msg-30792"
    assert chats.edit_chat_message("msg-33148", "x")["error"] == "message 'msg-33148' is older than 60 minutes"
    assert "of your own" in chats.edit_chat_message("msg-27306", "x")["error"]


def test_deleted_message_takes_its_thread_along(chats: Any) -> None:
    begun = chats.post_to_channel("random", "Kawa?")["id"]
    answer = chats.reply_in_thread(begun, "Tak")["id"]

    assert chats.delete_chat_message(begun) == {"deleted": [begun, answer]}
    assert "of your own" in chats.delete_chat_message(answer)["error"]
    assert "archived" in chats.delete_chat_message("msg-63709")["error"]


@pytest.mark.parametrize(("until", "fine"), [("2025-03-10", False), ("2025-03-11", True), ("2026-03-11", False)])
def test_channel_is_muted_for_one_to_365_days(chats: Any, until: str, fine: bool) -> None:
    assert ("error" not in chats.mute_channel("sprzedaz", until)) is fine
    assert ("sprzedaz" in chats.dump_state()["muted"]) is fine


def test_left_channel_is_neither_read_nor_muted(chats: Any) -> None:
    chats.leave_channel("random")

    assert "no member" in chats.read_channel("random")["error"]
    assert "no member" in chats.mute_channel("random", "2025-03-12")["error"]
    assert "no member" in chats.leave_channel("random")["error"]
    assert chats.dump_state()["muted"] == {}


def test_blocked_person_gets_nothing(chats: Any) -> None:
    chats.block_person("jan.zak", "jan żak")

    assert "you blocked" in chats.send_direct_message("jan.zak", "x")["error"]
    assert "you blocked" in chats.reply_in_thread("msg-75294", "x")["error"]
    assert "you blocked" in chats.block_person("jan.zak", "Jan Żak")["error"]


@pytest.mark.parametrize("change", [{"me": "nobody.here"}, {"channels": {}}, {"now": "2025-03-10T09:30:00"}])
def test_unsound_state_is_refused(chats: Any, change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"user|channel|must be a time"):
        chats.load_state({**chats.dump_state(), **change})
