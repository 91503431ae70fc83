"""The state of the messenger, the objects of its methods, and who may write where. No functions of the catalog."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias, TypedDict

from function_impls.constraints import Format, Length, Pattern, Range
from function_impls.model import Json
from function_impls.worlds import fresh_id, read_world, sound

MessageId: TypeAlias = Annotated[str, Pattern(r"^msg-[0-9]{5}$")]
Channel: TypeAlias = Annotated[str, Pattern(r"^[a-z0-9][a-z0-9-]{1,39}$")]
Login: TypeAlias = Annotated[str, Pattern(r"^[a-z]+\.[a-z]+$")]
Text: TypeAlias = Annotated[str, Length(minimum=1, maximum=2000)]
Day: TypeAlias = Annotated[str, Format("date")]
Moment: TypeAlias = Annotated[str, Format("date-time")]


class ChatLine(TypedDict):
    """A message; ``thread`` is the message under which it stands, or null."""

    id: str
    author: str
    text: str
    time: Moment
    thread: str | None


class ChannelMessages(TypedDict):
    """The latest messages of a channel, the oldest of them first."""

    channel: str
    topic: str
    messages: list[ChatLine]


class FoundChat(TypedDict):
    """A message and where it stands: a channel, or the person with whom it was exchanged."""

    id: str
    place: str
    text: str


class FoundChats(TypedDict):
    """Messages, newest first."""

    messages: list[FoundChat]


class Posted(TypedDict):
    """A message that was written; ``place`` is a channel or a person."""

    id: str
    place: str
    time: Moment


class EditedChat(TypedDict):
    """A message with its new text."""

    id: str
    text: str


class DeletedChat(TypedDict):
    """Messages that are gone: the one that was named and those under it."""

    deleted: list[str]


class MutedChannel(TypedDict):
    """A channel that is silent until a day."""

    channel: str
    muted_until: Day


class LeftChannel(TypedDict):
    """A channel that was left."""

    left: str


class BlockedPerson(TypedDict):
    """A person who can no longer write."""

    blocked: str


class _User(TypedDict):
    name: str
    active: bool


class _Channel(TypedDict):
    topic: str
    members: list[str]
    archived: bool
    posting: Literal["everyone", "admins"]


class _Message(TypedDict):
    channel: str | None
    person: str | None
    author: str
    text: str
    time: Moment
    thread: str | None


class _World(TypedDict):
    me: str
    now: Moment
    edit_minutes: Annotated[int, Range(minimum=0)]
    users: dict[str, _User]
    channels: dict[str, _Channel]
    messages: dict[str, _Message]
    muted: dict[str, Day]
    blocked: list[str]


class ChatsWorld:
    """The state of a messenger as one person, ``me``, sees it: users, channels, messages, what is muted and blocked.

    A message stands in a channel, or was exchanged with a person; ``thread`` is the message that it answers.
    """

    def __init__(self) -> None:
        self.load_state(read_world("chats"))

    def load_state(self, state: Json) -> None:
        """Replace the world. Raises ValueError where a message stands nowhere, or names somebody unknown."""
        world: _World = sound(state, _World)
        if world["me"] not in world["users"]:
            raise ValueError(f"the state has no user {world['me']!r}")
        for name, message in world["messages"].items():
            places = (message["channel"] in world["channels"]) + (message["person"] in world["users"])
            if places != 1 or message["author"] not in world["users"]:
                raise ValueError(f"message {name} needs a known author, and either a known channel or a known person")
        self._me = world["me"]
        self._now = world["now"]
        self._edit_minutes = world["edit_minutes"]
        self._users = world["users"]
        self._channels = world["channels"]
        self._messages = world["messages"]
        self._muted = world["muted"]
        self._blocked = world["blocked"]

    def dump_state(self) -> Json:
        """Give the whole state, as ``load_state`` takes it."""
        state = {
            "me": self._me,
            "now": self._now,
            "edit_minutes": self._edit_minutes,
            "users": self._users,
            "channels": self._channels,
            "messages": self._messages,
            "muted": self._muted,
            "blocked": self._blocked,
        }
        return sound(state, _World)

    def _sees(self, message: _Message) -> bool:
        """Direct messages are the owner's; those of channels are seen by members."""
        return message["channel"] is None or self._me in self._channels[message["channel"]]["members"]

    def _channel_problem(self, channel: str) -> str | None:
        found = self._channels.get(channel)
        if found is None:
            return f"no channel {channel!r}"
        return None if self._me in found["members"] else f"you are no member of {channel!r}"

    def _posting_problem(self, channel: str) -> str | None:
        if problem := self._channel_problem(channel):
            return problem
        if self._channels[channel]["archived"]:
            return f"channel {channel!r} is archived"
        closed = self._channels[channel]["posting"] == "admins"
        return f"only admins write in {channel!r}" if closed else None

    def _person_problem(self, person: str) -> str | None:
        if person not in self._users or person == self._me:
            return f"no other person has the login {person!r}"
        if not self._users[person]["active"]:
            return f"the account of {person!r} is closed"
        return f"you blocked {person!r}" if person in self._blocked else None

    def _write(self, text: str, *, channel: str | None, person: str | None, thread: str | None) -> Posted:
        name = fresh_id("msg-", self._messages, digits=5)
        self._messages[name] = {
            "channel": channel,
            "person": person,
            "author": self._me,
            "text": text,
            "time": self._now,
            "thread": thread,
        }
        return {"id": name, "place": channel or person or "", "time": self._now}
