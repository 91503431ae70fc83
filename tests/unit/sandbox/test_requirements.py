"""Requirements are package names with versions, and nothing that would run code on the host."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.errors import FunctionsError
from service.sandbox.box_python import BoxPython
from service.sandbox.requirements import fetch_requirements, fetched_folder, platforms, requirements_digest

DEBIAN = BoxPython(version="3.11", machine="x86_64", glibc=(2, 36))


@pytest.mark.parametrize(
    "requirement",
    [
        "--index-url=x",
        "-r other.txt",
        "-e .",
        ".",
        "./package",
        "../package.whl",
        "/package",
        "package @ git+ssh://example/package",
        "package@file:///package",
        "git+ssh://example/package",
        "package.whl; x @ y",
        "",
        "two names",
    ],
)
def test_what_is_not_a_name_with_a_version_is_refused(requirement: str, tmp_path: Path) -> None:
    with pytest.raises(FunctionsError, match="not a package name"):
        fetch_requirements([requirement], python=DEBIAN, cache=tmp_path, say=print)


@pytest.mark.parametrize(
    "requirement",
    [
        "mpmath",
        "mpmath>=1.3",
        "mpmath >=1.3, <2",
        "mpmath==1.3.*",
        "mpmath~=1.3",
        "mpmath!=1.2",
        "zope.interface",
        "requests[socks,security]>=2",
        'tomli>=2; python_version < "3.11"',
    ],
)
def test_a_name_with_a_version_is_found_where_it_was_fetched_before(requirement: str, tmp_path: Path) -> None:
    fetched = fetched_folder([requirement], DEBIAN, tmp_path)
    fetched.mkdir(parents=True)
    assert fetch_requirements([requirement], python=DEBIAN, cache=tmp_path, say=print) == fetched


def test_the_digest_does_not_depend_on_the_order() -> None:
    assert requirements_digest(["a", "b"]) == requirements_digest(["b", "a"])


def test_wheels_for_every_older_glibc_fit() -> None:
    tags = platforms(DEBIAN)
    assert tags[0] == "manylinux_2_36_x86_64"
    assert {"manylinux_2_17_x86_64", "manylinux2014_x86_64", "manylinux1_x86_64"} <= set(tags)
    assert "manylinux_2_37_x86_64" not in tags


def test_a_system_with_musl_takes_musl_wheels_only() -> None:
    assert all("many" not in tag for tag in platforms(BoxPython(version="3.12", machine="aarch64", glibc=None)))
