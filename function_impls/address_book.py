"""An address book. A telephone number belongs to one contact, and a name must agree with the id where much is lost."""

from __future__ import annotations

from typing import Literal, get_args

from function_impls import address_book_world as world
from function_impls.address_book_world import (
    AddressBookWorld,
    Birthday,
    City,
    Company,
    ContactId,
    Email,
    Group,
    Name,
    Phone,
)
from function_impls.model import Failure, effect, failure
from function_impls.worlds import fresh_id

_Field = Literal["email", "company", "city", "birthday"]


class AddressBook(AddressBookWorld):
    """Contacts in groups; see ``AddressBookWorld`` for the state."""

    @effect("read_only")
    def find_contacts(
        self, name: Name | None = None, city: City | None = None, group: Group | None = None
    ) -> world.FoundContacts:
        """Find contacts by a part of their name, by their city, by a group, or by several of these.

        Args:
            name: Part of the name; case does not matter, Polish letters do.
            city: City; case does not matter.
            group: Group in which the contact must be.

        Returns:
            The contacts with their telephone numbers, in the order of their names.

        Examples:
            >>> find_contacts(name="nowicki")
            {'contacts': [{'id': 'C-7793', 'name': 'M. Nowicki', 'phone': '+48604555020'},
                          {'id': 'C-7358', 'name': 'Marek Nowicki', 'phone': '+48604555019'}]}
            >>> find_contacts(city="Oslo")
            {'contacts': []}

        See Also:
            get_contact: Gives all that is known of one contact.
        """
        found: list[world.ContactLine] = [
            {"id": each, "name": contact["name"], "phone": contact["phone"]}
            for each, contact in self._contacts.items()
            if (name is None or name.casefold() in contact["name"].casefold())
            and (city is None or city.casefold() == (contact["city"] or "").casefold())
            and (group is None or group in contact["groups"])
        ]
        return {"contacts": sorted(found, key=lambda each: (each["name"], each["id"]))}

    @effect("read_only")
    def get_contact(self, contact_id: ContactId) -> world.Contact | Failure:
        """Tell all that is known of one contact.

        Args:
            contact_id: Id of the contact, such as C-1094.

        Returns:
            The contact; what is not known is null.

        Errors:
            no contact '.*': The contact is unknown.

        Examples:
            >>> get_contact(contact_id="C-5806")
            {'id': 'C-5806', 'name': 'Babcia Helena', 'phone': '+48122634470', 'email': None, 'company': None,
             'city': 'Nowy Sącz', 'birthday': '10-12', 'groups': ['rodzina']}
            >>> get_contact(contact_id="C-5807")
            {'error': "no contact 'C-5807'"}

        See Also:
            find_contacts: Finds contacts by name, city and group.
        """
        found = self._contacts.get(contact_id)
        if found is None:
            return failure(f"no contact {contact_id!r}")
        return {
            "id": contact_id,
            "name": found["name"],
            "phone": found["phone"],
            "email": found["email"],
            "company": found["company"],
            "city": found["city"],
            "birthday": found["birthday"],
            "groups": found["groups"].copy(),
        }

    @effect("non_idempotent")
    def add_contact(
        self, name: Name, phone: Phone, email: Email | None = None, city: City | None = None
    ) -> world.SavedContact | Failure:
        """Add a new contact.

        Use update_contact for somebody who is there already.

        Args:
            name: Full name.
            phone: Telephone number with country code, such as +48601234118, without spaces.
            email: E-mail address.
            city: City.

        Returns:
            The id and the name of the new contact.

        Errors:
            contact '.*' has the number .* already: A number belongs to one contact.

        Examples:
            >>> add_contact(name="Anna Nowak", phone="+48601000222", city="Lublin")
            {'id': 'C-7789', 'name': 'Anna Nowak'}
            >>> add_contact(name="Anna Nowak", phone="+48601234118")
            {'error': "contact 'C-1094' has the number +48601234118 already"}

        See Also:
            update_contact: Changes a contact that is there.
        """
        if problem := self._phone_problem(phone):
            return failure(problem)
        contact_id = fresh_id("C-", self._contacts)
        self._contacts[contact_id] = _entry(name, phone, email=email, city=city)
        return {"id": contact_id, "name": name}

    @effect("idempotent")
    def update_contact(
        self,
        contact_id: ContactId,
        phone: Phone | None = None,
        email: Email | None = None,
        company: Company | None = None,
        city: City | None = None,
        birthday: Birthday | None = None,
    ) -> world.SavedContact | Failure:
        """Change only the fields of a contact that are given; all others stay.

        Use replace_contact to write the contact anew.

        Args:
            contact_id: Id of the contact, such as C-1094.
            phone: New telephone number with country code, without spaces.
            email: New e-mail address.
            company: New company.
            city: New city.
            birthday: New birthday, MM-DD.

        Returns:
            The id and the name of the contact.

        Raises:
            ValueError: No field is given.

        Errors:
            no contact '.*': The contact is unknown.
            contact '.*' has the number .* already: A number belongs to one contact.

        Examples:
            >>> update_contact(contact_id="C-5083", city="Sopot")
            {'id': 'C-5083', 'name': 'Tomasz Król'}
            >>> update_contact(contact_id="C-5084", city="Sopot")
            {'error': "no contact 'C-5084'"}

        See Also:
            replace_contact: Forgets what is not given.
            add_contact: Adds somebody who is not there yet.
        """
        given = (phone, email, company, city, birthday)
        if all(each is None for each in given):
            raise ValueError("give at least one field to change")
        found = self._contacts.get(contact_id)
        if found is None:
            return failure(f"no contact {contact_id!r}")
        if problem := self._phone_problem(phone or "", contact_id):
            return failure(problem)
        found["phone"] = phone or found["phone"]
        found["email"] = email or found["email"]
        found["company"] = company or found["company"]
        found["city"] = city or found["city"]
        found["birthday"] = birthday or found["birthday"]
        return {"id": contact_id, "name": found["name"]}

    @effect("idempotent")
    def replace_contact(
        self,
        contact_id: ContactId,
        name: Name,
        phone: Phone,
        email: Email | None = None,
        company: Company | None = None,
        city: City | None = None,
        birthday: Birthday | None = None,
    ) -> world.SavedContact | Failure:
        """Write a contact anew: every field that is not given is forgotten; only id and groups stay.

        Use update_contact to change single fields.

        Args:
            contact_id: Id of the contact, such as C-1094.
            name: Full name.
            phone: Telephone number with country code, without spaces.
            email: E-mail address; none where it is left out.
            company: Company; none where it is left out.
            city: City; none where it is left out.
            birthday: Birthday, MM-DD; none where it is left out.

        Returns:
            The id and the new name of the contact.

        Errors:
            no contact '.*': The contact is unknown.
            contact '.*' has the number .* already: A number belongs to one contact.

        Examples:
            >>> replace_contact(contact_id="C-9375", name="Jan Mazur", phone="+48695013340")
            {'id': 'C-9375', 'name': 'Jan Mazur'}
            >>> replace_contact(contact_id="C-9375", name="Jan Mazur", phone="+48604555019")
            {'error': "contact 'C-7358' has the number +48604555019 already"}

        See Also:
            update_contact: Keeps what is not given.
        """
        found = self._contacts.get(contact_id)
        if found is None:
            return failure(f"no contact {contact_id!r}")
        if problem := self._phone_problem(phone, contact_id):
            return failure(problem)
        fresh = _entry(name, phone, email=email, company=company, city=city, birthday=birthday)
        fresh["groups"] = found["groups"]
        self._contacts[contact_id] = fresh
        return {"id": contact_id, "name": name}

    @effect("non_idempotent")
    def merge_contacts(self, kept_id: ContactId, duplicate_id: ContactId, city: City) -> world.MergedContacts | Failure:
        """Make one contact of two that are the same person; the first takes over what only the second knows.

        Use remove_contact where nothing of the second is needed.

        Args:
            kept_id: Id of the contact that stays, with its name and number.
            duplicate_id: Id of the contact that is removed.
            city: City of both, which must agree; case does not matter.

        Returns:
            Both ids, and the fields that were taken over.

        Errors:
            a contact cannot be merged with itself: Both ids are the same.
            no contact '.*': One of the contacts is unknown.
            contact '.*' is not in .*: The cities do not agree.

        Examples:
            >>> merge_contacts(kept_id="C-7793", duplicate_id="C-7358", city="Tarnów")
            {'id': 'C-7793', 'removed': 'C-7358', 'taken_over': ['company', 'groups']}
            >>> merge_contacts(kept_id="C-7793", duplicate_id="C-7358", city="Kraków")
            {'error': "contact 'C-7793' is not in Kraków"}

        See Also:
            remove_contact: Takes nothing over.
        """
        if kept_id == duplicate_id:
            return failure("a contact cannot be merged with itself")
        for each in (kept_id, duplicate_id):
            if each not in self._contacts:
                return failure(f"no contact {each!r}")
            if (self._contacts[each]["city"] or "").casefold() != city.casefold():
                return failure(f"contact {each!r} is not in {city}")
        kept, other = self._contacts[kept_id], self._contacts.pop(duplicate_id)
        taken: list[str] = []
        fields: tuple[_Field, ...] = get_args(_Field)
        for field in fields:
            if kept[field] is None and other[field] is not None:
                kept[field] = other[field]
                taken.append(field)
        if groups := sorted({*kept["groups"], *other["groups"]} - set(kept["groups"])):
            kept["groups"] = sorted([*kept["groups"], *groups])
            taken.append("groups")
        return {"id": kept_id, "removed": duplicate_id, "taken_over": taken}

    @effect("non_idempotent")
    def remove_contact(self, contact_id: ContactId, name: Name) -> world.RemovedContact | Failure:
        """Remove a contact from the address book for good.

        Use remove_from_group to take it out of one group only.

        Args:
            contact_id: Id of the contact, such as C-1094.
            name: Its name, which must agree with the id; case does not matter.

        Returns:
            The id of the contact that is gone.

        Errors:
            no contact '.*' with the name '.*': The contact is unknown or has another name.

        Examples:
            >>> remove_contact(contact_id="C-7793", name="M. Nowicki")
            {'removed': 'C-7793'}
            >>> remove_contact(contact_id="C-7793", name="Marek Nowicki")
            {'error': "no contact 'C-7793' with the name 'Marek Nowicki'"}

        See Also:
            remove_from_group: Keeps the contact.
            merge_contacts: For a double: the other contact takes over what this one knows.
        """
        if problem := self._named_problem(contact_id, name):
            return failure(problem)
        del self._contacts[contact_id]
        return {"removed": contact_id}

    @effect("non_idempotent")
    def add_to_group(self, contact_id: ContactId, group: Group) -> world.ContactGroups | Failure:
        """Put a contact into a group that exists.

        Args:
            contact_id: Id of the contact, such as C-1094.
            group: The group.

        Returns:
            The contact and all its groups.

        Errors:
            no contact '.*': The contact is unknown.
            no group '.*'; there are .*: The group is unknown.
            contact '.*' is in the group '.*' already: Nothing would change.

        Examples:
            >>> add_to_group(contact_id="C-5083", group="klienci")
            {'id': 'C-5083', 'groups': ['klienci']}
            >>> add_to_group(contact_id="C-3462", group="klienci")
            {'error': "contact 'C-3462' is in the group 'klienci' already"}
        """
        if problem := self._group_problem(contact_id, group):
            return failure(problem)
        found = self._contacts[contact_id]
        if group in found["groups"]:
            return failure(f"contact {contact_id!r} is in the group {group!r} already")
        found["groups"] = sorted([*found["groups"], group])
        return {"id": contact_id, "groups": found["groups"].copy()}

    @effect("non_idempotent")
    def remove_from_group(self, contact_id: ContactId, group: Group) -> world.ContactGroups | Failure:
        """Take a contact out of one group; it stays in the address book.

        Use remove_contact to remove it altogether.

        Args:
            contact_id: Id of the contact, such as C-1094.
            group: The group, in which the contact must be.

        Returns:
            The contact and the groups that are left.

        Errors:
            no contact '.*': The contact is unknown.
            no group '.*'; there are .*: The group is unknown.
            contact '.*' is not in the group '.*': There is nothing to take away.

        Examples:
            >>> remove_from_group(contact_id="C-1976", group="zarzad")
            {'id': 'C-1976', 'groups': ['praca']}
            >>> remove_from_group(contact_id="C-1976", group="klienci")
            {'error': "contact 'C-1976' is not in the group 'klienci'"}

        See Also:
            remove_contact: Removes the contact.
        """
        if problem := self._group_problem(contact_id, group):
            return failure(problem)
        found = self._contacts[contact_id]
        if group not in found["groups"]:
            return failure(f"contact {contact_id!r} is not in the group {group!r}")
        found["groups"] = [each for each in found["groups"] if each != group]
        return {"id": contact_id, "groups": found["groups"].copy()}


def _entry(
    name: str,
    phone: str,
    *,
    email: str | None,
    city: str | None,
    company: str | None = None,
    birthday: str | None = None,
) -> world.Entry:
    return {
        "name": name,
        "phone": phone,
        "email": email,
        "company": company,
        "city": city,
        "birthday": birthday,
        "groups": [],
    }
