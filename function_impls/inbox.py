"""One person's mailbox. Mail reaches only addresses that exist; a message is erased from the trash alone."""

from __future__ import annotations

from typing import Annotated

from function_impls import inbox_world as world
from function_impls.constraints import Length, Range
from function_impls.inbox_world import Address, Body, Folder, MailboxWorld, MessageId, Recipients, Subject
from function_impls.model import Failure, effect, failure


class Mailbox(MailboxWorld):
    """E-mail of one person; see ``MailboxWorld`` for the state."""

    @effect("read_only")
    def search_mail(
        self,
        words: Annotated[str, Length(minimum=2, maximum=80)] | None = None,
        sender: Address | None = None,
        folder: Folder = "inbox",
        unread_only: bool = False,
        limit: Annotated[int, Range(minimum=1, maximum=50)] = 10,
    ) -> world.FoundMail | Failure:
        """List the messages of one folder, newest first, or only those with certain words or a certain sender.

        Args:
            words: Text that subject or body must contain; case does not matter.
            sender: E-mail address of the sender.
            folder: Folder to look into.
            unread_only: Whether only messages count that were not read yet.
            limit: At most so many messages.

        Returns:
            The messages without their bodies, and how many there are without the limit.

        Errors:
            no folder '.*'; there are .*: The folder is unknown.

        Examples:
            >>> search_mail(words="faktura", sender="faktury@wodociagi.example")
            {'messages': [{'id': 'M-13655', 'sender': 'faktury@wodociagi.example', 'subject': 'Faktura FV/2025/02/1187',
                           'date': '2025-03-05'}], 'total': 1}
            >>> search_mail(folder="Invoices")
            {'error': "no folder 'Invoices'; there are inbox, sent, drafts, archive, trash, Faktury, Projekt Wawel"}

        See Also:
            read_mail: Gives the text of one message.
        """
        if problem := self._folder_problem(folder):
            return failure(problem)
        found = [
            (name, message)
            for name, message in self._messages.items()
            if message["folder"] == folder
            and (words is None or words.casefold() in f"{message['subject']}\n{message['body']}".casefold())
            and sender in (None, message["sender"])
            and not (unread_only and message["read"])
        ]
        found.sort(key=lambda each: (each[1]["date"], each[0]), reverse=True)
        lines: list[world.MailLine] = [
            {"id": name, "sender": message["sender"], "subject": message["subject"], "date": message["date"]}
            for name, message in found[:limit]
        ]
        return {"messages": lines, "total": len(found)}

    @effect("idempotent")
    def read_mail(self, message_id: MessageId) -> world.Mail | Failure:
        """Give one message in full and mark it as read.

        Args:
            message_id: Id of the message, such as M-10482.

        Returns:
            The message with its text.

        Errors:
            no message '.*': The message is unknown.

        Examples:
            >>> read_mail(message_id="M-83917")
            {'id': 'M-83917', 'folder': 'inbox', 'sender': 'jan.zak@swierk.example',
             'to': ['anna.kowalska@swierk.example', 'piotr.wisniewski@swierk.example'],
             'subject': 'Klucze do magazynu', 'body': 'Klucze są u Żanety.', 'date': '2025-03-10'}
            >>> read_mail(message_id="M-83918")
            {'error': "no message 'M-83918'"}

        See Also:
            search_mail: Finds messages.
        """
        message = self._messages.get(message_id)
        if message is None:
            return failure(f"no message {message_id!r}")
        message["read"] = True
        return {
            "id": message_id,
            "folder": message["folder"],
            "sender": message["sender"],
            "to": message["to"].copy(),
            "subject": message["subject"],
            "body": message["body"],
            "date": message["date"],
        }

    @effect("non_idempotent")
    def send_mail(self, to: Recipients, subject: Subject, body: Body) -> world.SentMail | Failure:
        """Write a new message and send it at once.

        Use reply_to_mail to answer a message, forward_mail to pass one on, and save_draft where it is not to go yet.

        Args:
            to: E-mail addresses of the recipients.
            subject: Subject line.
            body: Text of the message.

        Returns:
            The id of the message in the folder sent, its recipients and its subject.

        Errors:
            no mailbox has the address '.*': A recipient is unknown.

        Examples:
            >>> send_mail(to=["ewa.mazur@swierk.example"], subject="Klucze", body="Gdzie są klucze?")
            {'id': 'M-23627', 'to': ['ewa.mazur@swierk.example'], 'subject': 'Klucze'}
            >>> send_mail(to=["eva.mazur@swierk.example"], subject="Klucze", body="Gdzie są klucze?")
            {'error': "no mailbox has the address 'eva.mazur@swierk.example'"}

        See Also:
            reply_to_mail: Answers a message.
            save_draft: Keeps a message without sending it.
            send_draft: Sends a message that is written already.
        """
        if problem := self._recipients_problem(to):
            return failure(problem)
        return {"id": self._write("sent", to, subject, body), "to": to, "subject": subject}

    @effect("non_idempotent")
    def reply_to_mail(self, message_id: MessageId, body: Body, everyone: bool = False) -> world.SentMail | Failure:
        """Answer a message that was received; the answer goes to its sender, or to everyone who got it.

        Use forward_mail to show the message to somebody else.

        Args:
            message_id: Id of the message that is answered, such as M-10482.
            body: Text of the answer.
            everyone: Whether the other recipients of the message get it too.

        Returns:
            The id of the answer in the folder sent, its recipients and its subject.

        Errors:
            no message '.*': The message is unknown.
            message '.*' is your own; use send_mail: It was not received.
            message '.*' lies in the trash; move it first: It cannot be answered from there.

        Examples:
            >>> reply_to_mail(message_id="M-22371", body="Five weeks.")
            {'id': 'M-23627', 'to': ['h.doyle@doyle-interiors.example'],
             'subject': 'Re: Lead time for six Wawel chairs'}
            >>> reply_to_mail(message_id="M-36724", body="Danke!")
            {'error': "message 'M-36724' is your own; use send_mail"}

        See Also:
            forward_mail: Passes the message on to somebody else.
            send_mail: Begins something new.
        """
        message = self._messages.get(message_id)
        if message is None:
            return failure(f"no message {message_id!r}")
        if message["sender"] == self._owner:
            return failure(f"message {message_id!r} is your own; use send_mail")
        if message["folder"] == "trash":
            return failure(f"message {message_id!r} lies in the trash; move it first")
        others = [each for each in message["to"] if each != self._owner and each != message["sender"]]
        to = [message["sender"], *(others if everyone else [])]
        subject = message["subject"] if message["subject"].startswith("Re: ") else f"Re: {message['subject']}"
        return {"id": self._write("sent", to, subject, body), "to": to, "subject": subject}

    @effect("non_idempotent")
    def forward_mail(
        self, message_id: MessageId, to: Recipients, comment: Annotated[str, Length(maximum=2000)] = ""
    ) -> world.SentMail | Failure:
        """Pass a message on to people who did not get it, with a comment above it.

        Use reply_to_mail to answer its sender.

        Args:
            message_id: Id of the message, such as M-10482.
            to: E-mail addresses of the recipients.
            comment: Text above the message.

        Returns:
            The id of the new message in the folder sent, its recipients and its subject.

        Errors:
            no message '.*': The message is unknown.
            no mailbox has the address '.*': A recipient is unknown.
            .* has this message already: A recipient sent it or got it.
            message '.*' is a draft; use send_draft: It was never sent.

        Examples:
            >>> forward_mail(message_id="M-13655", to=["ksiegowosc@swierk.example"])
            {'id': 'M-23627', 'to': ['ksiegowosc@swierk.example'], 'subject': 'Fwd: Faktura FV/2025/02/1187'}
            >>> forward_mail(message_id="M-83917", to=["piotr.wisniewski@swierk.example"])
            {'error': 'piotr.wisniewski@swierk.example has this message already'}

        See Also:
            reply_to_mail: Answers the sender.
        """
        message = self._messages.get(message_id)
        if message is None:
            return failure(f"no message {message_id!r}")
        if message["folder"] == "drafts":
            return failure(f"message {message_id!r} is a draft; use send_draft")
        if problem := self._recipients_problem(to):
            return failure(problem)
        for each in to:
            if each in (message["sender"], *message["to"]):
                return failure(f"{each} has this message already")
        subject = f"Fwd: {message['subject']}"
        body = f"{comment}\n\n{message['body']}" if comment else message["body"]
        return {"id": self._write("sent", to, subject, body), "to": to, "subject": subject}

    @effect("non_idempotent")
    def save_draft(self, to: Recipients, subject: Subject, body: Body) -> world.Draft | Failure:
        """Write a new message and keep it among the drafts without sending it.

        Use send_mail to send it at once, and send_draft to send it later.

        Args:
            to: E-mail addresses of the recipients.
            subject: Subject line.
            body: Text of the message.

        Returns:
            The id of the draft and its subject.

        Errors:
            no mailbox has the address '.*': A recipient is unknown.
            draft '.*' has the same subject and recipients: It is there already.

        Examples:
            >>> save_draft(to=["jan.zak@swierk.example"], subject="Urlop", body="Czy pasuje Ci kwiecień?")
            {'draft': 'M-23627', 'subject': 'Urlop'}
            >>> save_draft(to=["jan.rak@swierk.example"], subject="Urlop", body="Czy pasuje Ci kwiecień?")
            {'error': "no mailbox has the address 'jan.rak@swierk.example'"}

        See Also:
            send_mail: Sends at once.
            send_draft: Sends what was kept.
        """
        if problem := self._recipients_problem(to):
            return failure(problem)
        for name, message in self._messages.items():
            if message["folder"] == "drafts" and (message["to"], message["subject"]) == (to, subject):
                return failure(f"draft {name!r} has the same subject and recipients")
        return {"draft": self._write("drafts", to, subject, body), "subject": subject}

    @effect("non_idempotent")
    def send_draft(self, draft_id: MessageId, subject: Subject) -> world.SentMail | Failure:
        """Send a message that lies among the drafts, as it is.

        Args:
            draft_id: Id of the draft, such as M-44832.
            subject: Its subject, which must agree with the id.

        Returns:
            The id of the message, now in the folder sent, its recipients and its subject.

        Errors:
            no draft '.*' with the subject '.*': The draft is unknown, sent, or has another subject.

        Examples:
            >>> send_draft(draft_id="M-47519", subject="Uwagi do budżetu")
            {'id': 'M-47519', 'to': ['maria.zielinska@swierk.example'], 'subject': 'Uwagi do budżetu'}
            >>> send_draft(draft_id="M-47519", subject="Budżet")
            {'error': "no draft 'M-47519' with the subject 'Budżet'"}

        See Also:
            send_mail: Writes and sends something new.
            save_draft: Keeps a message without sending it.
        """
        message = self._messages.get(draft_id)
        if message is None or message["folder"] != "drafts" or message["subject"] != subject:
            return failure(f"no draft {draft_id!r} with the subject {subject!r}")
        message["folder"], message["date"] = "sent", self._today
        return {"id": draft_id, "to": message["to"].copy(), "subject": subject}

    @effect("non_idempotent")
    def move_mail(
        self, message_id: MessageId, source_folder: Folder, target_folder: Folder
    ) -> world.MovedMail | Failure:
        """Move a message from one folder to another, such as the archive, or out of the trash.

        Use trash_mail to throw it away.

        Args:
            message_id: Id of the message, such as M-10482.
            source_folder: Folder in which it lies now, which must agree.
            target_folder: Folder in which it is to lie; not trash, sent or drafts.

        Returns:
            The message and the folder in which it lies now.

        Errors:
            no message '.*' in the folder '.*': Message and folder do not agree.
            no folder '.*'; there are .*: The new folder is unknown.
            nothing can be moved into '.*': It is sent, drafts, trash, or where the message lies.

        Examples:
            >>> move_mail(message_id="M-13655", source_folder="inbox", target_folder="Faktury")
            {'id': 'M-13655', 'folder': 'Faktury'}
            >>> move_mail(message_id="M-13655", source_folder="archive", target_folder="Faktury")
            {'error': "no message 'M-13655' in the folder 'archive'"}

        See Also:
            trash_mail: Throws the message away.
        """
        message = self._messages.get(message_id)
        if message is None or message["folder"] != source_folder:
            return failure(f"no message {message_id!r} in the folder {source_folder!r}")
        if problem := self._folder_problem(target_folder):
            return failure(problem)
        if target_folder in ("sent", "drafts", "trash", source_folder):
            return failure(f"nothing can be moved into {target_folder!r}")
        message["folder"] = target_folder
        return {"id": message_id, "folder": target_folder}

    @effect("non_idempotent")
    def trash_mail(self, message_id: MessageId) -> world.MovedMail | Failure:
        """Throw a message away into the trash, from where move_mail can bring it back.

        Use erase_mail to remove it for good.

        Args:
            message_id: Id of the message, such as M-10482.

        Returns:
            The message and the folder trash.

        Errors:
            no message '.*': The message is unknown.
            message '.*' lies in the trash already: Nothing is left to do.

        Examples:
            >>> trash_mail(message_id="M-24509")
            {'id': 'M-24509', 'folder': 'trash'}
            >>> trash_mail(message_id="M-74128")
            {'error': "message 'M-74128' lies in the trash already"}

        See Also:
            erase_mail: Removes a message from the trash for good.
            move_mail: Puts the message into a folder, or out of the trash.
        """
        message = self._messages.get(message_id)
        if message is None:
            return failure(f"no message {message_id!r}")
        if message["folder"] == "trash":
            return failure(f"message {message_id!r} lies in the trash already")
        message["folder"] = "trash"
        return {"id": message_id, "folder": "trash"}

    @effect("non_idempotent")
    def erase_mail(self, message_id: MessageId, subject: Subject) -> world.ErasedMail | Failure:
        """Remove a message that lies in the trash for good; it cannot be brought back.

        Use trash_mail for a message in another folder.

        Args:
            message_id: Id of the message, such as M-74128.
            subject: Its subject, which must agree with the id.

        Returns:
            The id of the message that is gone.

        Errors:
            no message '.*' with the subject '.*': The message is unknown or has another subject.
            message '.*' is not in the trash; use trash_mail first: It lies in another folder.

        Examples:
            >>> erase_mail(message_id="M-79653", subject="Obiad?")
            {'erased': 'M-79653'}
            >>> erase_mail(message_id="M-24509", subject="Trendy wiosna 2025")
            {'error': "message 'M-24509' is not in the trash; use trash_mail first"}

        See Also:
            trash_mail: Throws a message away so that it can be brought back.
        """
        message = self._messages.get(message_id)
        if message is None or message["subject"] != subject:
            return failure(f"no message {message_id!r} with the subject {subject!r}")
        if message["folder"] != "trash":
            return failure(f"message {message_id!r} is not in the trash; use trash_mail first")
        del self._messages[message_id]
        return {"erased": message_id}
