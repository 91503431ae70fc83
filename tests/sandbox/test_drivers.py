"""Which sandbox driver is taken, and what is said where one does not work."""

import subprocess
import sys
from pathlib import Path

import pytest

from service.errors import EngineError, SandboxError, UsageError
from service.sandbox.bubblewrap import find_bubblewrap
from service.sandbox.bubblewrap_host import try_host
from service.sandbox.drivers import choose
from service.sandbox.engine_setup import install_bubblewrap
from service.sandbox.model import Isolation
from service.sandbox.opening import open_pool
from tests.sandbox import driving

TREE = Path(__file__).resolve().parents[2]


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKER_HOST", "unix:///absent/docker.sock")


def test_docker_is_preferred_and_named() -> None:
    said: list[str] = []
    assert choose("auto", say=said.append).name == "docker"
    assert said[0].startswith("sandbox: docker, an engine answers")


def test_without_an_engine_bubblewrap_is_taken_and_the_reason_told(no_engine: None) -> None:
    said: list[str] = []
    assert choose("auto", say=said.append).name == "bubblewrap"
    assert "sandbox: bubblewrap" in said[0]
    assert "The container engine does not answer" in said[0]


def test_what_was_asked_for_is_not_replaced(no_engine: None) -> None:
    with pytest.raises(EngineError, match="does not answer"):
        choose("docker", say=print)


def test_a_choice_below_the_demand_is_refused() -> None:
    with pytest.raises(UsageError, match="demands one of the sandboxes docker"):
        choose("bubblewrap", say=print, demanded=frozenset(("docker",)))


def test_auto_keeps_to_the_demand(no_engine: None) -> None:
    said: list[str] = []
    assert choose("auto", say=said.append, demanded=frozenset(("bubblewrap",))).name == "bubblewrap"
    with pytest.raises(SandboxError, match="No sandbox works here"):
        choose("auto", say=said.append, demanded=frozenset(("docker",)))


def test_an_unknown_driver_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="auto, docker, bubblewrap"):
        choose("chroot", say=print)


def test_a_container_runtime_is_no_business_of_bubblewrap() -> None:
    with pytest.raises(UsageError, match="runsc"):
        open_pool(
            sandbox="bubblewrap",
            catalog=driving.catalog(),
            isolation=Isolation.EXAMPLE,
            boxes=1,
            say=print,
            runtime="runsc",
        )


def test_a_missing_program_is_an_error_that_says_how_to_get_it() -> None:
    with pytest.raises(SandboxError, match="apt-get install bubblewrap"):
        find_bubblewrap("absent-bwrap")


def test_a_program_that_is_something_else_is_an_error() -> None:
    with pytest.raises(SandboxError, match="too old"):
        try_host("ls")


def test_a_bubblewrap_that_is_there_is_not_installed_again() -> None:
    said: list[str] = []
    install_bubblewrap(say=said.append)
    assert said == []


def test_forbidden_namespaces_are_an_error_that_says_so() -> None:
    # In a user namespace that allows no further ones, as an ordinary user.
    program = "from service.sandbox.bubblewrap_host import try_host; try_host()"
    script = (
        "echo 0 > /proc/sys/user/max_user_namespaces && "
        'exec setpriv --ambient-caps=-all --inh-caps=-all --no-new-privs "$0" -c "$1"'
    )
    done = subprocess.run(
        ["unshare", "--user", "--keep-caps", "sh", "-c", script, sys.executable, program],
        capture_output=True,
        text=True,
        check=False,
        cwd=TREE,
    )
    assert "SandboxError: bubblewrap is installed but starts no box" in done.stderr
    assert "user.max_user_namespaces is 0" in done.stderr
