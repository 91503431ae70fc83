"""Says what pydantic found wrong in a file that a person wrote, with the path of each key."""

from __future__ import annotations

from pydantic import ValidationError


def explain_validation(error: ValidationError) -> str:
    """Each complaint as ``key.path: message``, joined by semicolons."""
    return "; ".join(f"{key_path(each['loc'])}: {each['msg']}" for each in error.errors(include_url=False))


def key_path(location: tuple[int | str, ...]) -> str:
    """A location as it is written in TOML: ``toolkit[0].name``."""
    text = ""
    for step in location:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text or "the file"
