"""A parcel locker: a class whose methods share state, so that a wrong code or a full box is an error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal, TypedDict, TypeVar

from constraints import Pattern, Range

Code = Annotated[str, Pattern("^[A-Z]{2}[0-9]{3}$")]
Size = Literal["small", "medium", "large"]

Method = TypeVar("Method", bound=Callable[..., Any])


class Stored(TypedDict):
    """Where a parcel lies.

    Attributes:
        box: Number of the box.
    """

    box: Annotated[int, Range(minimum=1)]


class Parcels(TypedDict):
    """What the locker holds.

    Attributes:
        codes: Codes of the parcels, in alphabetical order.
        free_boxes: How many boxes are empty.
    """

    codes: list[Code]
    free_boxes: Annotated[int, Range(minimum=0)]


class Failure(TypedDict):
    """What is returned where the state does not allow what is asked."""

    error: str


def effect(kind: str) -> Callable[[Method], Method]:
    """Say what a method does to the state: read_only, idempotent or non_idempotent."""

    def mark(method: Method) -> Method:
        method.__effect__ = kind  # type: ignore[attr-defined]
        return method

    return mark


class ParcelLocker:
    """Boxes by number, each with a size and the code of the parcel in it, or None."""

    def __init__(self) -> None:
        self._boxes: dict[str, dict[str, str | None]] = {
            "1": {"size": "small", "code": "AB123"},
            "2": {"size": "small", "code": None},
            "3": {"size": "medium", "code": None},
        }

    def load_state(self, state: dict[str, Any]) -> None:
        """Take the state of an example, such as {"boxes": {"1": {"size": "small", "code": None}}}."""
        self._boxes = {number: {"size": box["size"], "code": box["code"]} for number, box in state["boxes"].items()}

    def dump_state(self) -> dict[str, Any]:
        """Give the state, in the form that load_state takes."""
        return {"boxes": {number: dict(box) for number, box in self._boxes.items()}}

    @effect("non_idempotent")
    def store_parcel(self, code: Code, size: Size) -> Stored | Failure:
        """Put a parcel into the first free box of its size.

        Args:
            code: Code of the parcel.
            size: Size of the parcel.

        Returns:
            The box that it lies in.

        Errors:
            parcel '.*' is in the locker already: The code is taken.
            no free .* box: All boxes of this size are taken.

        Examples:
            >>> store_parcel(code="CD456", size="small")
            {'box': 2}
            >>> store_parcel(code="CD456", size="large")
            {'error': 'no free large box'}
        """
        if any(box["code"] == code for box in self._boxes.values()):
            return {"error": f"parcel {code!r} is in the locker already"}
        for number, box in self._boxes.items():
            if box["size"] == size and box["code"] is None:
                box["code"] = code
                return {"box": int(number)}
        return {"error": f"no free {size} box"}

    @effect("non_idempotent")
    def collect_parcel(self, code: Code) -> Stored | Failure:
        """Take a parcel out of its box.

        Args:
            code: Code of the parcel.

        Returns:
            The box that it lay in.

        Errors:
            no parcel '.*': The locker does not hold it.

        Examples:
            >>> collect_parcel(code="AB123")
            {'box': 1}
            >>> collect_parcel(code="ZZ999")
            {'error': "no parcel 'ZZ999'"}
        """
        for number, box in self._boxes.items():
            if box["code"] == code:
                box["code"] = None
                return {"box": int(number)}
        return {"error": f"no parcel {code!r}"}

    @effect("read_only")
    def list_parcels(self) -> Parcels:
        """List the parcels that lie in the locker.

        Returns:
            The codes, and how many boxes are free.

        Examples:
            >>> list_parcels()
            {'codes': ['AB123'], 'free_boxes': 2}
        """
        codes = [box["code"] for box in self._boxes.values()]
        return {"codes": sorted(code for code in codes if code is not None), "free_boxes": codes.count(None)}
