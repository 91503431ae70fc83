"""What routes work with. The lifespan makes it, and routes get it by the annotation ``Uses``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from service.api.served_catalog import ServedCatalog
from service.api.shared_examination import SharedExamination


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """One set for each running application."""

    examination: SharedExamination
    catalog: ServedCatalog


def _of_application(request: Request) -> Resources:
    resources = request.app.state.resources
    assert isinstance(resources, Resources)
    return resources


Uses = Annotated[Resources, Depends(_of_application)]
