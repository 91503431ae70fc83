"""How a runtime gets into a daemon.json: nothing is lost, nothing is half written, nothing broken is touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from service.errors import EngineError
from service.sandbox.gvisor import ARGUMENTS
from service.sandbox.runtime_setup import Daemon, with_runtime, write_whole

PATH = Path("/etc/docker/daemon.json")
ENTRY = {"path": "/usr/bin/runsc", "runtimeArgs": list(ARGUMENTS)}


def added_to(content: str | None) -> object:
    return json.loads(with_runtime(content, PATH, "runsc", "/usr/bin/runsc", ARGUMENTS))


@pytest.mark.parametrize("content", [None, "", " \n", "{}", '{"runtimes": {}}'])
def test_without_anything_to_keep_the_runtime_stands_alone(content: str | None) -> None:
    assert added_to(content) == {"runtimes": {"runsc": ENTRY}}


def test_all_other_settings_and_runtimes_are_kept_in_their_order() -> None:
    before = {
        "log-driver": "local",
        "runtimes": {"nvidia": {"path": "nvidia"}},
        "labels": ["maszyna=łódź"],
        "mtu": 1400,
    }
    content = with_runtime(json.dumps(before), PATH, "runsc", "/usr/bin/runsc", ARGUMENTS)
    assert json.loads(content) == {**before, "runtimes": {"nvidia": {"path": "nvidia"}, "runsc": ENTRY}}
    assert [*json.loads(content)] == [*before]
    assert "łódź" in content


@pytest.mark.parametrize("content", ["{", "{'runtimes': 1}", "[]", "null", '"text"', '{"runtimes": []}', '{"a": 1} x'])
def test_a_file_that_cannot_be_added_to_is_named_and_left_to_its_owner(content: str) -> None:
    with pytest.raises(EngineError, match=r"/etc/docker/daemon\.json .* Correct it"):
        added_to(content)


def test_gvisor_keeps_the_bound_on_memory() -> None:
    assert "--ignore-cgroups" not in ARGUMENTS


def test_a_file_is_replaced_with_its_mode_and_through_its_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "daemon.json"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    write_whole(link, "new\n")
    assert link.is_symlink()
    assert real.read_text() == "new\n"
    assert real.stat().st_mode & 0o7777 == 0o640
    assert sorted(each.name for each in tmp_path.iterdir()) == ["daemon.json", "real.json"]


def test_a_new_file_comes_with_its_folder_and_can_be_read_by_all(tmp_path: Path) -> None:
    path = tmp_path / "docker" / "daemon.json"
    write_whole(path, "{}\n")
    assert path.read_text() == "{}\n"
    assert path.stat().st_mode & 0o7777 == 0o644


def test_a_file_that_cannot_be_written_is_an_engine_error(tmp_path: Path) -> None:
    (tmp_path / "docker").write_text("a file where the folder should be")
    with pytest.raises(EngineError, match="Nothing was changed"):
        write_whole(tmp_path / "docker" / "daemon.json", "{}")


@pytest.mark.parametrize(
    ("options", "path"),
    [
        ((), "/etc/docker/daemon.json"),
        (("--debug", "--config-file", "/srv/d.json"), "/srv/d.json"),
        (("--config-file=/srv/d.json", "--debug"), "/srv/d.json"),
    ],
)
def test_the_daemon_says_which_file_it_reads(options: tuple[str, ...], path: str) -> None:
    assert Daemon(pid=1, command=("/usr/bin/dockerd", *options)).configuration == Path(path)
