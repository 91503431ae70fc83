"""The state of the address book, and the objects of its methods. No functions of the catalog."""

from __future__ import annotations

from typing import Annotated, TypeAlias, TypedDict

from function_impls.constraints import Format, Length, Pattern
from function_impls.model import Json
from function_impls.worlds import read_world, sound

ContactId: TypeAlias = Annotated[str, Pattern(r"^C-[0-9]{4}$")]
Name: TypeAlias = Annotated[str, Length(minimum=2, maximum=80)]
Phone: TypeAlias = Annotated[str, Pattern(r"^\+[1-9][0-9]{7,14}$")]
Email: TypeAlias = Annotated[str, Format("email")]
City: TypeAlias = Annotated[str, Length(minimum=2, maximum=60)]
Company: TypeAlias = Annotated[str, Length(minimum=1, maximum=80)]
Birthday: TypeAlias = Annotated[
    str, Pattern(r"^((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-9])|(0[13-9]|1[0-2])-30|(0[13578]|1[02])-31)$")
]
Group: TypeAlias = Annotated[str, Pattern(r"^[a-z][a-z0-9-]{1,29}$")]


class Contact(TypedDict):
    """A contact in full; what is not known is null."""

    id: str
    name: str
    phone: Phone
    email: str | None
    company: str | None
    city: str | None
    birthday: Birthday | None
    groups: list[str]


class ContactLine(TypedDict):
    """A contact in a list."""

    id: str
    name: str
    phone: Phone


class FoundContacts(TypedDict):
    """Contacts in the order of their names."""

    contacts: list[ContactLine]


class SavedContact(TypedDict):
    """A contact that was written."""

    id: str
    name: str


class MergedContacts(TypedDict):
    """The contact that stays, and the fields that it took over from the other."""

    id: str
    removed: str
    taken_over: list[str]


class RemovedContact(TypedDict):
    """A contact that is gone."""

    removed: str


class ContactGroups(TypedDict):
    """The groups of a contact, in alphabetical order."""

    id: str
    groups: list[str]


class Entry(TypedDict):
    """A contact as the state keeps it, by its id."""

    name: str
    phone: Phone
    email: str | None
    company: str | None
    city: str | None
    birthday: Birthday | None
    groups: list[str]


class _World(TypedDict):
    groups: list[Group]
    contacts: dict[str, Entry]


class AddressBookWorld:
    """The state of an address book: ``{"groups", "contacts": {"C-1094": {"name", "phone", "email", …}}}``."""

    def __init__(self) -> None:
        self.load_state(read_world("address_book"))

    def load_state(self, state: Json) -> None:
        """Replace the world. Raises ValueError where a contact is in an unknown group or a number is there twice."""
        world: _World = sound(state, _World)
        phones: set[str] = set()
        for name, contact in world["contacts"].items():
            if unknown := sorted(set(contact["groups"]) - set(world["groups"])):
                raise ValueError(f"contact {name} is in the unknown groups {', '.join(unknown)}")
            if contact["phone"] in phones:
                raise ValueError(f"the number {contact['phone']} of contact {name} is there twice")
            phones.add(contact["phone"])
        self._groups = world["groups"]
        self._contacts = world["contacts"]

    def dump_state(self) -> Json:
        """Give the whole state, as ``load_state`` takes it."""
        return sound({"groups": self._groups, "contacts": self._contacts}, _World)

    def _phone_problem(self, phone: str, ignored: str | None = None) -> str | None:
        for name, contact in self._contacts.items():
            if name != ignored and contact["phone"] == phone:
                return f"contact {name!r} has the number {phone} already"
        return None

    def _named_problem(self, contact_id: str, name: str) -> str | None:
        contact = self._contacts.get(contact_id)
        if contact is None or contact["name"].casefold() != name.casefold():
            return f"no contact {contact_id!r} with the name {name!r}"
        return None

    def _group_problem(self, contact_id: str, group: str) -> str | None:
        if contact_id not in self._contacts:
            return f"no contact {contact_id!r}"
        return None if group in self._groups else f"no group {group!r}; there are {', '.join(self._groups)}"
