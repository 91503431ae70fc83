"""Where values flow inside a function: one node for all that may be the same object, one for all that it may hold.

A unification analysis (Steensgaard 1996): assigning, passing and storing merge nodes, whatever the order of the
statements, so that aliases cannot hide a change. What is immutable all the way down has no node (None).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

ANY = "any"
"""The class of an object that may be of several or of unknown classes."""


class Node:
    """All objects that may stand in one place. Each fact is None, or says why it holds.

    ``shared``: it may outlive the call, or be there before it. ``changed``: it is changed. ``identity``: its text and
    hash depend on its address. ``rendered``: its text or hash is looked at. ``iterator``: reading it uses it up.
    ``unfit``: calling it may do anything. ``callable``: it is a function. ``dispatched``: a method of its class is
    called. ``holds``: what a function value can reach beside its content.
    """

    __slots__ = (
        "_content",
        "_into",
        "cls",
        "dispatched",
        *("shared", "changed", "identity", "rendered", "iterator", "unfit", "callable", "holds"),
    )

    def __init__(self) -> None:
        self._into: Node | None = None
        self._content: Node | None = None
        self.cls: object = None
        self.dispatched: str | None = None
        self.shared: str | None = None
        self.changed: str | None = None
        self.identity: str | None = None
        self.rendered: str | None = None
        self.iterator: str | None = None
        self.unfit: str | None = None
        self.callable: str | None = None
        self.holds: Sequence[Node] = ()

    def find(self) -> Node:
        """The node that stands for this one after merging."""
        node = self
        while node._into is not None:
            if node._into._into is not None:
                node._into = node._into._into
            node = node._into
        return node

    def conflict(self) -> str | None:
        """Why what happens to the objects of this node is not allowed; None where it is."""
        if self.shared and self.changed:
            return f"changes {self.shared} ({self.changed})"
        if self.shared and self.iterator:
            return f"uses up an iterator that outlives the call, {self.shared} ({self.iterator})"
        if self.identity and self.rendered:
            return f"shows or hashes an address, of {self.identity} ({self.rendered})"
        if self.dispatched and self.cls is ANY:
            return f"calls a method of an object of unknown class ({self.dispatched})"
        if self.cls is not None and self._content is not None and (kept := self._content.find().callable):
            return f"keeps a function in an object ({kept})"
        return None


class Flow:
    """The nodes of one function, variable or class."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []

    def fresh(self) -> Node:
        """An object that nothing else can reach."""
        node = Node()
        self.nodes.append(node)
        return node

    def shared(self, why: str) -> Node:
        """An object of any class that others can reach."""
        node = self.fresh()
        node.shared = why
        node.cls = ANY
        return node

    def content(self, node: Node | None) -> Node | None:
        """What is fetched out of an object: elements, keys, attributes, and what a call of it returns."""
        if node is None:
            return None
        node = node.find()
        if node._content is None:
            node._content = self.fresh()
            node._content.shared = node.shared
            node._content.rendered = node.rendered
        return node._content.find()

    def holding(self, *parts: Node | None) -> Node:
        """A new container of ``parts``."""
        node = self.fresh()
        for part in parts:
            self.put(node, part)
        return node

    def put(self, node: Node | None, part: Node | None) -> None:
        """Let ``node`` hold ``part``. It is not thereby changed."""
        if node is not None and part is not None:
            self.unify(self.content(node), part)

    def unify(self, one: Node | None, other: Node | None) -> Node | None:
        """Let two nodes be one, with all that they hold; gives the one."""
        if one is None or other is None:
            return one or other
        waiting = [(one, other)]
        while waiting:
            left, right = (each.find() for each in waiting.pop())
            if left is not right:
                self._merge(left, right, waiting)
        return one.find()

    def _merge(self, left: Node, right: Node, waiting: list[tuple[Node, Node]]) -> None:
        right._into = left
        shared = left.shared or right.shared
        rendered = left.rendered or right.rendered
        late = [each for each in (left, right) if bool(each.shared) != bool(shared)]
        unseen = [each for each in (left, right) if bool(each.rendered) != bool(rendered)]
        contents = [each._content for each in (left, right) if each._content is not None]
        for each in late:
            self._share_parts(each, shared or "")
        for each in unseen:
            if each._content is not None:
                self.render(each._content, rendered or "")
        left.shared, left.rendered = shared, rendered
        for name in ("changed", "identity", "iterator", "unfit", "callable", "dispatched"):
            setattr(left, name, getattr(left, name) or getattr(right, name))
        if right.holds:
            left.holds = [*left.holds, *right.holds]
        if left.cls != right.cls and right.cls is not None:
            left.cls = right.cls if left.cls is None else ANY
        if len(contents) == 2:
            waiting.append((contents[0], contents[1]))
        left._content = contents[0] if contents else None

    def share(self, node: Node | None, why: str) -> None:
        """Let others reach ``node`` and all that it holds."""
        if node is None or node.find().shared:
            return
        node = node.find()
        node.shared = why
        self._share_parts(node, why)

    def _share_parts(self, node: Node, why: str) -> None:
        if node._content is not None:
            self.share(node._content, why)
        for each in node.holds:
            self.share(each, why)

    def render(self, node: Node | None, site: str) -> None:
        """Look at the text or hash of ``node`` and of all that it holds."""
        while node is not None and not node.find().rendered:
            node = node.find()
            node.rendered = site
            node = node._content

    def copy(self, node: Node | None, copies: dict[int, Node]) -> Node | None:
        """A copy of ``node`` and all that it holds, which may be of another flow. ``copies`` keeps aliases aliases."""
        if node is None:
            return None
        node = node.find()
        made = copies.get(id(node))
        if made is not None:
            return made
        made = copies[id(node)] = self.fresh()
        for name in ("shared", "changed", "identity", "rendered", "iterator", "unfit", "callable", "cls", "dispatched"):
            setattr(made, name, getattr(node, name))
        made._content = self.copy(node._content, copies)
        if node.holds:
            made.holds = [held for each in node.holds if (held := self.copy(each, copies)) is not None]
        return made

    def faults(self) -> Iterator[str]:
        """Each conflict among the nodes."""
        for node in self.nodes:
            if node._into is None and (reason := node.conflict()):
                yield reason
