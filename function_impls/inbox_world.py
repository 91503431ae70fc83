"""What the mailbox knows: its state, and the objects that its methods return. No functions of the catalog."""

from __future__ import annotations

from typing import Annotated, TypeAlias, TypedDict

from function_impls.constraints import Format, Length, Pattern
from function_impls.model import Json
from function_impls.worlds import fresh_id, read_world, sound

MessageId: TypeAlias = Annotated[str, Pattern(r"^M-[0-9]{5}$")]
Address: TypeAlias = Annotated[str, Format("email")]
Recipients: TypeAlias = Annotated[list[Address], Length(minimum=1, maximum=20, unique=True)]
Subject: TypeAlias = Annotated[str, Length(minimum=1, maximum=150)]
Body: TypeAlias = Annotated[str, Length(minimum=1, maximum=5000)]
Folder: TypeAlias = Annotated[str, Length(minimum=1, maximum=40)]
Day: TypeAlias = Annotated[str, Format("date")]

OWN_FOLDERS = ("inbox", "sent", "drafts", "archive", "trash")


class MailLine(TypedDict):
    """A message in a list."""

    id: str
    sender: str
    subject: str
    date: Day


class FoundMail(TypedDict):
    """Messages, newest first; ``total`` counts also those over the limit."""

    messages: list[MailLine]
    total: int


class Mail(TypedDict):
    """A message in full."""

    id: str
    folder: str
    sender: str
    to: list[str]
    subject: str
    body: str
    date: Day


class SentMail(TypedDict):
    """A message that was sent."""

    id: str
    to: list[str]
    subject: str


class Draft(TypedDict):
    """A message that waits to be sent."""

    draft: str
    subject: str


class MovedMail(TypedDict):
    """Where a message lies now."""

    id: str
    folder: str


class ErasedMail(TypedDict):
    """A message that is gone."""

    erased: str


class _Message(TypedDict):
    folder: str
    sender: str
    to: list[str]
    subject: str
    body: str
    date: Day
    read: bool


class _World(TypedDict):
    owner: str
    today: Day
    addresses: list[str]
    folders: list[str]
    messages: dict[str, _Message]


class MailboxWorld:
    """The state of one person's mailbox: ``{"owner", "today", "addresses", "folders", "messages"}``.

    ``addresses`` are all that mail can be sent to; ``messages`` are by id, each in one of ``folders``.
    """

    def __init__(self) -> None:
        self.load_state(read_world("inbox"))

    def load_state(self, state: Json) -> None:
        """Replace the world. Raises ValueError where a message lies in a folder that is not there."""
        world: _World = sound(state, _World)
        if missing := [each for each in OWN_FOLDERS if each not in world["folders"]]:
            raise ValueError(f"the state lacks the folders {', '.join(missing)}")
        for name, message in world["messages"].items():
            if message["folder"] not in world["folders"]:
                raise ValueError(f"message {name} lies in the unknown folder {message['folder']!r}")
        self._owner = world["owner"]
        self._today = world["today"]
        self._addresses = world["addresses"]
        self._folders = world["folders"]
        self._messages = world["messages"]

    def dump_state(self) -> Json:
        """Give the whole state, as ``load_state`` takes it."""
        state = {
            "owner": self._owner,
            "today": self._today,
            "addresses": self._addresses,
            "folders": self._folders,
            "messages": self._messages,
        }
        return sound(state, _World)

    def _folder_problem(self, folder: str) -> str | None:
        return None if folder in self._folders else f"no folder {folder!r}; there are {', '.join(self._folders)}"

    def _recipients_problem(self, to: list[str]) -> str | None:
        unknown = [each for each in to if each not in self._addresses]
        return f"no mailbox has the address {unknown[0]!r}" if unknown else None

    def _write(self, folder: str, to: list[str], subject: str, body: str) -> str:
        name = fresh_id("M-", self._messages, digits=5)
        self._messages[name] = {
            "folder": folder,
            "sender": self._owner,
            "to": to.copy(),
            "subject": subject,
            "body": body,
            "date": self._today,
            "read": True,
        }
        return name
