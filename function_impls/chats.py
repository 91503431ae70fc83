"""A messenger with channels, threads and direct messages, as one person uses it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from function_impls import chats_world as world
from function_impls.chats_world import Channel, ChatsWorld, Login, MessageId, Text
from function_impls.constraints import Length, Range
from function_impls.model import Failure, effect, failure
from function_impls.worlds import moment_of


class Chats(ChatsWorld):
    """Messages of a team; see ``ChatsWorld`` for the state."""

    @effect("read_only")
    def read_channel(
        self, channel: Channel, limit: Annotated[int, Range(minimum=1, maximum=50)] = 10
    ) -> world.ChannelMessages | Failure:
        """Give the latest messages of a channel, those in its threads included.

        Use find_chat_messages to look for words in all channels and direct messages.

        Args:
            channel: Name of the channel, without a number sign.
            limit: At most so many messages.

        Returns:
            The topic of the channel and its messages, the oldest of them first.

        Errors:
            no channel '.*': The channel is unknown.
            you are no member of '.*': Only members may read it.

        Examples:
            >>> read_channel(channel="random", limit=1)
            {'channel': 'random', 'topic': 'Off topic', 'messages': [{'id': 'msg-57445', 'author': 'oliver.grant',
             'text': 'Rain again in Kraków.', 'time': '2025-03-09T10:12:00+01:00', 'thread': None}]}
            >>> read_channel(channel="zarzad")
            {'error': "you are no member of 'zarzad'"}

        See Also:
            find_chat_messages: Looks for words everywhere.
        """
        if problem := self._channel_problem(channel):
            return failure(problem)
        own = [(name, message) for name, message in self._messages.items() if message["channel"] == channel]
        own.sort(key=lambda each: (moment_of(each[1]["time"]), each[0]))
        lines: list[world.ChatLine] = [
            {"id": name, "author": each["author"], "text": each["text"], "time": each["time"], "thread": each["thread"]}
            for name, each in own[-limit:]
        ]
        return {"channel": channel, "topic": self._channels[channel]["topic"], "messages": lines}

    @effect("read_only")
    def find_chat_messages(
        self, words: Annotated[str, Length(minimum=2, maximum=80)], author: Login | None = None
    ) -> world.FoundChats:
        """Look for words in all channels of which you are a member and in your direct messages, newest first.

        Args:
            words: Text that the message must contain; case does not matter.
            author: Login of the person who wrote it.

        Returns:
            At most 20 messages, each with its channel or the person with whom it was exchanged.

        Examples:
            >>> find_chat_messages(words="urlop")
            {'messages': [{'id': 'msg-66152', 'place': 'zaneta.luczak',
                           'text': 'Czy mogę wziąć urlop 14-18 kwietnia?'}]}
            >>> find_chat_messages(words="urlop", author="jan.zak")
            {'messages': []}

        See Also:
            read_channel: Gives the latest messages of one channel.
        """
        found = [
            (name, message)
            for name, message in self._messages.items()
            if self._sees(message)
            and words.casefold() in message["text"].casefold()
            and author in (None, message["author"])
        ]
        found.sort(key=lambda each: (moment_of(each[1]["time"]), each[0]), reverse=True)
        lines: list[world.FoundChat] = [
            {"id": name, "place": each["channel"] or each["person"] or "", "text": each["text"]}
            for name, each in found[:20]
        ]
        return {"messages": lines}

    @effect("non_idempotent")
    def post_to_channel(self, channel: Channel, text: Text) -> world.Posted | Failure:
        """Write a new message for everybody in a channel.

        Use reply_in_thread to answer a message that is there, and send_direct_message to write to one person alone.

        Args:
            channel: Name of the channel, without a number sign.
            text: The message.

        Returns:
            The id of the message, its channel and its time.

        Errors:
            no channel '.*': The channel is unknown.
            you are no member of '.*': Only members may write in it.
            channel '.*' is archived: Nobody writes there any more.
            only admins write in '.*': It is for announcements.

        Examples:
            >>> post_to_channel(channel="logistyka", text="Rampa jest wolna.")
            {'id': 'msg-89870', 'place': 'logistyka', 'time': '2025-03-10T09:30:00+01:00'}
            >>> post_to_channel(channel="targi-2024", text="Rampa jest wolna.")
            {'error': "channel 'targi-2024' is archived"}

        See Also:
            reply_in_thread: Answers a message.
            send_direct_message: Writes to one person.
        """
        if problem := self._posting_problem(channel):
            return failure(problem)
        return self._write(text, channel=channel, person=None, thread=None)

    @effect("non_idempotent")
    def send_direct_message(self, person: Login, text: Text) -> world.Posted | Failure:
        """Write to one person alone.

        Use post_to_channel to write to everybody in a channel.

        Args:
            person: Login of the person, such as jan.zak.
            text: The message.

        Returns:
            The id of the message, the person and the time.

        Errors:
            no other person has the login '.*': The login is unknown or your own.
            the account of '.*' is closed: The person has left.
            you blocked '.*': Nothing can be exchanged with the person.

        Examples:
            >>> send_direct_message(person="oliver.grant", text="Yes, at one.")
            {'id': 'msg-89870', 'place': 'oliver.grant', 'time': '2025-03-10T09:30:00+01:00'}
            >>> send_direct_message(person="oliver.grand", text="Yes, at one.")
            {'error': "no other person has the login 'oliver.grand'"}

        See Also:
            post_to_channel: Writes to everybody in a channel.
        """
        if problem := self._person_problem(person):
            return failure(problem)
        return self._write(text, channel=None, person=person, thread=None)

    @effect("non_idempotent")
    def reply_in_thread(self, message_id: MessageId, text: Text) -> world.Posted | Failure:
        """Answer a message in its thread, where those who do not follow it are not disturbed.

        Use post_to_channel to begin something new. An answer to an answer goes into the same thread.

        Args:
            message_id: Id of the message that is answered, such as msg-24950.
            text: The answer.

        Returns:
            The id of the answer, its channel or person, and its time.

        Errors:
            no message '.*': The message is unknown, or in a channel of which you are no member.
            channel '.*' is archived: Nobody writes there any more.
            only admins write in '.*': It is for announcements.
            the account of '.*' is closed: The person has left.
            you blocked '.*': Nothing can be exchanged with the person.

        Examples:
            >>> reply_in_thread(message_id="msg-48277", text="Rampa będzie wolna.")
            {'id': 'msg-89870', 'place': 'logistyka', 'time': '2025-03-10T09:30:00+01:00'}
            >>> reply_in_thread(message_id="msg-48278", text="Rampa będzie wolna.")
            {'error': "no message 'msg-48278'"}

        See Also:
            post_to_channel: Begins something new.
        """
        message = self._messages.get(message_id)
        if message is None or not self._sees(message):
            return failure(f"no message {message_id!r}")
        channel, person = message["channel"], message["person"]
        problem = self._person_problem(person or "") if channel is None else self._posting_problem(channel)
        if problem is not None:
            return failure(problem)
        return self._write(text, channel=channel, person=person, thread=message["thread"] or message_id)

    @effect("idempotent")
    def edit_chat_message(self, message_id: MessageId, text: Text) -> world.EditedChat | Failure:
        """Replace the text of a message of your own, for a limited time after it was written.

        Use delete_chat_message to take it back altogether.

        Args:
            message_id: Id of the message, such as msg-30792.
            text: The new text, which replaces all of the old one.

        Returns:
            The message with its new text.

        Errors:
            no message '.*' of your own: The message is unknown or somebody else's.
            message '.*' is older than [0-9]+ minutes: It can no longer be changed.

        Examples:
            >>> edit_chat_message(message_id="msg-30792", text="Ofertę wyślę jutro.")
            {'id': 'msg-30792', 'text': 'Ofertę wyślę jutro.'}
            >>> edit_chat_message(message_id="msg-24950", text="Ofertę wyślę jutro.")
            {'error': "no message 'msg-24950' of your own"}

        See Also:
            delete_chat_message: Takes the message back.
        """
        message = self._messages.get(message_id)
        if message is None or message["author"] != self._me:
            return failure(f"no message {message_id!r} of your own")
        if moment_of(self._now) - moment_of(message["time"]) > timedelta(minutes=self._edit_minutes):
            return failure(f"message {message_id!r} is older than {self._edit_minutes} minutes")
        message["text"] = text
        return {"id": message_id, "text": text}

    @effect("non_idempotent")
    def delete_chat_message(self, message_id: MessageId) -> world.DeletedChat | Failure:
        """Take a message of your own back, at any time, with the thread under it.

        Use edit_chat_message to correct it.

        Args:
            message_id: Id of the message, such as msg-30792.

        Returns:
            The ids of all messages that are gone.

        Errors:
            no message '.*' of your own: The message is unknown or somebody else's.
            channel '.*' is archived: Nothing changes there any more.

        Examples:
            >>> delete_chat_message(message_id="msg-33148")
            {'deleted': ['msg-33148']}
            >>> delete_chat_message(message_id="msg-42065")
            {'error': "no message 'msg-42065' of your own"}

        See Also:
            edit_chat_message: Corrects the message.
        """
        message = self._messages.get(message_id)
        if message is None or message["author"] != self._me:
            return failure(f"no message {message_id!r} of your own")
        if message["channel"] is not None and self._channels[message["channel"]]["archived"]:
            return failure(f"channel {message['channel']!r} is archived")
        gone = [message_id, *(name for name, each in self._messages.items() if each["thread"] == message_id)]
        for name in gone:
            del self._messages[name]
        return {"deleted": gone}

    @effect("idempotent")
    def mute_channel(self, channel: Channel, until: world.Day) -> world.MutedChannel | Failure:
        """Make a channel silent until a day; you stay a member and can read it.

        Use leave_channel to be no member any more, and block_person to hear nothing of one person.

        Args:
            channel: Name of the channel, without a number sign.
            until: Day on which it is heard again, YYYY-MM-DD, at most 365 days ahead.

        Returns:
            The channel and the day.

        Errors:
            no channel '.*': The channel is unknown.
            you are no member of '.*': Nothing is heard of it.
            .* must lie 1 to 365 days after .*: The day is not ahead, or too far.

        Examples:
            >>> mute_channel(channel="logistyka", until="2025-03-17")
            {'channel': 'logistyka', 'muted_until': '2025-03-17'}
            >>> mute_channel(channel="logistyka", until="2024-03-17")
            {'error': '2024-03-17 must lie 1 to 365 days after 2025-03-10'}

        See Also:
            leave_channel: Ends the membership.
            block_person: Silences one person.
        """
        if problem := self._channel_problem(channel):
            return failure(problem)
        today = moment_of(self._now).date()
        if not 1 <= (date.fromisoformat(until) - today).days <= 365:
            return failure(f"{until} must lie 1 to 365 days after {today.isoformat()}")
        self._muted[channel] = until
        return {"channel": channel, "muted_until": until}

    @effect("non_idempotent")
    def leave_channel(self, channel: Channel) -> world.LeftChannel | Failure:
        """End your membership of a channel, which you can then neither read nor write in.

        Use mute_channel to have peace for some time only.

        Args:
            channel: Name of the channel, without a number sign.

        Returns:
            The channel that was left.

        Errors:
            no channel '.*': The channel is unknown.
            you are no member of '.*': There is nothing to leave.
            nobody can leave '.*': It is for announcements to everybody.

        Examples:
            >>> leave_channel(channel="random")
            {'left': 'random'}
            >>> leave_channel(channel="ogolny")
            {'error': "nobody can leave 'ogolny'"}

        See Also:
            mute_channel: Makes the channel silent for some time.
        """
        if problem := self._channel_problem(channel):
            return failure(problem)
        if self._channels[channel]["posting"] == "admins":
            return failure(f"nobody can leave {channel!r}")
        self._channels[channel]["members"].remove(self._me)
        self._muted.pop(channel, None)
        return {"left": channel}

    @effect("non_idempotent")
    def block_person(self, person: Login, name: Annotated[str, Length(minimum=3)]) -> world.BlockedPerson | Failure:
        """Let a person send you no direct messages any more.

        Use mute_channel to make a channel silent.

        Args:
            person: Login of the person, such as jan.zak.
            name: Full name of the person, which must agree with the login; case does not matter.

        Returns:
            The login of the person.

        Errors:
            no other person has the login '.*': The login is unknown or your own.
            '.*' is not called '.*': Login and name do not agree.
            you blocked '.*': It was done before.
            the account of '.*' is closed: The person has left.

        Examples:
            >>> block_person(person="jan.zak", name="Jan Żak")
            {'blocked': 'jan.zak'}
            >>> block_person(person="jan.zak", name="Jan Rak")
            {'error': "'jan.zak' is not called 'Jan Rak'"}

        See Also:
            mute_channel: Makes a channel silent.
        """
        if problem := self._person_problem(person):
            return failure(problem)
        if self._users[person]["name"].casefold() != name.casefold():
            return failure(f"{person!r} is not called {name!r}")
        self._blocked.append(person)
        return {"blocked": person}
