"""What docs/sandbox.md and its neighbours promise, against the tables that the program goes by."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

import pytest

from service.sandbox import docker_boxes, drivers, jobs, pool, profiles, runtimes, wire
from service.sandbox.model import Isolation
from service.sandbox.profiles import GUARANTEES, Layer, Profile
from tests.sandbox.threats import Heading
from verifiers.model import Limits

TREE = Path(__file__).resolve().parents[2]
SANDBOX = (TREE / "docs" / "sandbox.md").read_text(encoding="utf-8")
THREATS = (TREE / "docs" / "threats.md").read_text(encoding="utf-8")
MACHINES = (TREE / "docs" / "machines.md").read_text(encoding="utf-8")
RUNNER = TREE / "sandbox_images" / "runner"
OF_BUBBLEWRAP = {"namespaces", "no_user_namespaces", "cpu_cgroup"}
ROW = re.compile(r"^\| (.*) \|$", re.MULTILINE)


def rows(page: str, first_header: str) -> list[dict[str, str]]:
    """The rows of the table whose first column has that header, by the headers."""
    for table in re.findall(r"(?:^\|.*\|\n)+", page, re.MULTILINE):
        header, _, *lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
        if header[0] == first_header:
            return [dict(zip(header, cells, strict=True)) for cells in lines]
    raise AssertionError(f"there is no table of {first_header!r}")


def one(pattern: str, page: str = SANDBOX) -> str:
    """What the only group of the only match holds; a page may break its lines anywhere."""
    (found,) = re.findall(pattern.replace(" ", r"\s+"), page)
    return str(found)


def constants(module: str) -> list[str]:
    """The lines of a module of the runner, which nothing outside of a box imports."""
    return (RUNNER / f"{module}.py").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("profile", Profile)
def test_the_guarantees_of_a_profile_are_those_that_are_demanded(profile: Profile) -> None:
    told = {row["layer"].strip("`") for row in rows(SANDBOX, "layer") if row[profile] == "yes"}
    assert told == {str(layer) for layer in GUARANTEES[profile].layers}


def test_every_layer_has_its_line_and_no_other_has() -> None:
    assert {row["layer"].strip("`") for row in rows(SANDBOX, "layer")} == {str(layer) for layer in Layer}


def test_layers_that_bubblewrap_adds_are_told() -> None:
    source = (TREE / "service" / "sandbox" / "bubblewrap_host.py").read_text(encoding="utf-8")
    own = {each for each in re.findall(r'"([a-z_]+)"', source) if f"`{each}`" in SANDBOX} - set(Layer)
    assert own == OF_BUBBLEWRAP


def test_every_layer_can_be_looked_up_where_it_is_missing() -> None:
    told = {name for row in rows(MACHINES, "line") for name in re.findall(r"`([a-z_]+)`", row["line"])}
    assert told >= {str(layer) for layer in Layer}


def test_every_profile_has_a_paragraph() -> None:
    assert set(re.findall(r"^- \*\*`(\w+)`\*\*", SANDBOX, re.MULTILINE)) == set(Profile)


def test_default_limits_are_those_of_the_program() -> None:
    told = {row["limit"].strip("`"): float(row["default"]) for row in rows(SANDBOX, "limit")}
    assert told == asdict(Limits())


def test_the_page_of_a_call_tells_the_same_defaults() -> None:
    page = (TREE / "docs" / "box.md").read_text(encoding="utf-8")
    told = {row["limit"].strip("`"): float(row["default"].split()[0]) for row in rows(page, "limit")}
    assert told == asdict(Limits())


def test_every_isolation_has_its_line() -> None:
    told = {name for row in rows(SANDBOX, "isolation") for name in re.findall(r"`(\w+)`", row["isolation"])}
    assert told == set(Isolation)


def test_every_driver_has_its_column() -> None:
    assert [name.strip("`") for name in rows(SANDBOX, "")[0] if name] == list(drivers.DRIVERS)


def test_figures_of_the_sandbox_are_those_of_the_program() -> None:
    assert one(r"given up after ([\d,]+) examples") == f"{pool.EXAMPLES_PER_BOX:,}"
    assert one(r"up to (\d+) calls of examples") == str(jobs.BATCH_CALLS)
    assert one(r"for at most (\d+) seconds") == f"{runtimes.TRIAL_SECONDS:g}"
    assert one(r"with (\d+) bytes and \d+ processes") == str(docker_boxes.MEMORY_BESIDE_WORKER_BYTES)
    assert one(r"with \d+ bytes and (\d+) processes") == str(docker_boxes.PROCESSES_BESIDE_WORKER)
    assert (pool.LOSSES_ALLOWED, wire.BATCH_TIMES) == (1, 2)
    assert one(r"One that loses (\w+) boxes") == "two"
    assert one(r"A batch has (\w+) the wall time") == "twice"


def test_figures_of_the_runner_are_those_of_the_runner() -> None:
    assert one(r"at most (\w+) stems") == "four"
    assert "SLOTS = 4" in constants("plumbing")
    assert "OPEN_FILES = " + one(r"Always: (\d+) open files") in constants("confinement")
    assert "FILE_BYTES = " + one(r"files of (\d+) MiB") + " * 1024 * 1024" in constants("confinement")
    assert f"BATCH_TIMES = {wire.BATCH_TIMES}" in constants("watch")


def test_every_heading_of_the_tested_threats_has_its_line() -> None:
    told = [row["attack"].partition("**:")[0].strip("*") for row in rows(THREATS, "attack")]
    assert told == [str(heading) for heading in Heading]


def test_layers_that_the_threats_name_exist() -> None:
    named = {name for row in rows(THREATS, "attack") for name in re.findall(r"`([a-z_]+)`", row["stopped by"])}
    assert named <= {str(layer) for layer in Layer}
    assert named >= {str(layer) for layer in GUARANTEES[Profile.STRICT].layers} - {"memory_cgroup", "pids_cgroup"}


def test_the_docstring_of_profiles_names_the_same_profiles() -> None:
    assert set(re.findall(r"^(\w+)  ", profiles.__doc__ or "", re.MULTILINE)) >= set(Profile)
