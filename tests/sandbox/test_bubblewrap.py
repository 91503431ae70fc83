"""Boxes made with bubblewrap: what they are made of, what they hold, and what is left of them."""

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from service.catalog.load import load_catalog
from service.catalog.model import Catalog
from service.sandbox import bubblewrap_cgroup as cgroup
from service.sandbox import images
from service.sandbox.bubblewrap import Bind, with_binds
from service.sandbox.bubblewrap_boxes import BubblewrapKind, bubblewrap_kind
from service.sandbox.bubblewrap_channel import BubblewrapChannel
from service.sandbox.bubblewrap_host import BubblewrapHost, try_host
from service.sandbox.bubblewrap_launcher import TRIAL_SIZE, Launcher
from service.sandbox.host_process import machine_digest, started
from service.sandbox.model import Isolation, Sandbox
from service.sandbox.opening import open_pool
from service.sandbox.pool import Pool
from service.settings import Settings
from tests.sandbox import box_looks, driving
from tests.sandbox.driving import plan, run, run_one
from tests.sandbox.processes import bubblewrap_runners, children
from verifiers.model import Blame, Json, Limits, Status

TREE = Path(__file__).resolve().parents[2]
DEVICES = ["/dev/full", "/dev/null", "/dev/random", "/dev/urandom", "/dev/zero"]
Ask = Callable[[str], Json]


@pytest.fixture(scope="module")
def functions() -> Catalog:
    return driving.catalog()


@pytest.fixture(scope="module")
def host() -> BubblewrapHost:
    return try_host()


@pytest.fixture(scope="module")
def kind(host: BubblewrapHost, functions: Catalog) -> BubblewrapKind:
    return bubblewrap_kind(host, functions, Limits(), lambda _: None)


@pytest.fixture(scope="module")
def launcher(host: BubblewrapHost) -> Iterator[Launcher]:
    with Launcher(host.bubblewrap, host.place, processes_by_rlimit=host.processes_by_rlimit) as opened:
        yield opened


@pytest.fixture(scope="module")
def ask(kind: BubblewrapKind, launcher: Launcher) -> Ask:
    """What a program prints in a box that has all that a pool's boxes have."""
    return lambda program: json.loads(launcher.ask(kind.files, kind.host.python, program, 60))


def open_bubblewrap(functions: Catalog, isolation: Isolation = Isolation.EXAMPLE, boxes: int = 1) -> Pool:
    return open_pool(sandbox="bubblewrap", catalog=functions, isolation=isolation, boxes=boxes, say=lambda _: None)


@pytest.fixture(scope="module")
def pool(functions: Catalog) -> Iterator[Pool]:
    with open_bubblewrap(functions) as opened:
        yield opened


def test_a_box_is_nobody_without_a_capability_or_a_way_to_one(ask: Ask) -> None:
    told = ask(box_looks.PRIVILEGES)
    assert told["Uid"] == told["Gid"] == ["65534"] * 4
    assert {told[name][0] for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")} == {"0" * 16}
    assert told["NoNewPrivs"] == ["1"]
    assert told["Seccomp"] == ["2"]
    assert set(told["Groups"]) <= {"65534"}


def test_roots_boxes_run_as_another_user_of_this_machine(launcher: Launcher, kind: BubblewrapKind) -> None:
    words = ("-S", "-s", "-B", "-c", "import sys; print('up', flush=True); sys.stdin.read()")
    channel = launcher.start(kind.files, kind.host.python, words, TRIAL_SIZE, {})
    assert received(channel) == b"up\n"
    owners = {Path(f"/proc/{each}").stat().st_uid for each in children(channel.process.pid)}
    channel.remove()
    assert owners == {os.getuid() or 65534}


def received(channel: BubblewrapChannel) -> bytes:
    """What a box says next, however long its standard error keeps it."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        part = channel.receive(1)
        if part is not None:
            return part
    raise AssertionError("the box said nothing")


def test_nothing_in_a_box_can_be_written_but_devices_that_keep_nothing(ask: Ask) -> None:
    assert ask(box_looks.WRITABLE) == DEVICES


def test_a_box_has_the_mounts_that_it_was_given_and_all_are_read_only(ask: Ask, kind: BubblewrapKind) -> None:
    mounts = ask(box_looks.MOUNTS)
    given = {bind.target for bind in kind.files.binds} | set(kind.files.hidden) | {"/", "/proc", "/dev", *DEVICES}
    given |= {"/sys/fs/cgroup", "/sys/fs/cgroup/memory"}
    assert {point for point in mounts if not point.startswith("/proc/")} <= given
    assert {point for point, options in mounts.items() if "ro" not in options} <= {"/proc", *DEVICES}
    assert all("nosuid" in options for options in mounts.values())


def test_a_box_sees_nothing_of_the_host_but_programs_and_libraries(ask: Ask) -> None:
    told = ask(box_looks.TOP)
    assert set(told["/"]) <= {"bin", "dev", "lib", "lib32", "lib64", "libx32", "opt", "proc", "sys", "tmp", "usr"}
    assert told["/dev"] == ["fd", "full", "null", "random", "stderr", "stdin", "stdout", "urandom", "zero"]
    assert told["/tmp"] == []
    assert set(told["/opt/callproof"]) <= {"functions", "python", "requirements", "runner"}


def test_a_box_is_alone(ask: Ask) -> None:
    told = ask(box_looks.MACHINE)
    assert told["processes"] == ["1"]
    assert told["parent"] == 0
    assert told["interfaces"] == ["lo"]
    assert told["host"] == "box"
    assert told["descriptors"] == [0, 1, 2, 3]  # the last one lists the folder
    assert not {"USER", "LOGNAME", "SHELL", "PYTHONPATH"} & set(told["environment"])
    assert all("callproof" not in group for group in told["group"])


def test_a_box_cannot_make_what_outlives_a_worker_nor_namespaces(ask: Ask) -> None:
    told = ask(box_looks.REFUSED)
    assert told.pop("clone3") == "ENOSYS"
    assert set(told.values()) == {"EPERM"}


def test_the_first_process_of_a_box_is_the_runner(pool: Pool, functions: Catalog) -> None:
    assert run_one(pool, functions, "look", at="runner_environment").result == "PermissionError"
    (runner,) = bubblewrap_runners()
    names = next(line for line in Path(f"/proc/{runner}/status").read_text().splitlines() if line.startswith("NSpid:"))
    assert names.split()[1:] == [str(runner), "1"]


def test_byte_code_is_made_in_a_box_beforehand(kind: BubblewrapKind, host: BubblewrapHost) -> None:
    kept = {bind.target: bind.source for bind in kind.files.binds}
    compiled = kept["/opt/callproof/runner"] / "__pycache__" / f"supervisor.{host.in_box.tag}.pyc"
    assert compiled.read_bytes()[4:8] == b"\x01\0\0\0"  # by hash, and never checked (PEP 552)
    assert compiled.stat().st_uid == os.getuid()


def test_a_box_that_compiles_may_write_the_new_folder_alone(
    launcher: Launcher, kind: BubblewrapKind, tmp_path: Path
) -> None:
    if os.getuid() == 0:
        os.chown(tmp_path, 65534, 65534)
    new = Bind(source=tmp_path, target="/opt/callproof/functions/new", writable=True)
    told = launcher.ask(with_binds(kind.files, new), kind.host.python, box_looks.WRITABLE, 60)
    assert json.loads(told) == sorted([*DEVICES, new.target])


def test_requirements_come_by_way_of_the_pip_of_the_host(
    host: BubblewrapHost, launcher: Launcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(tmp_path / "shelved-1.0-py3-none-any.whl", "w") as archive:
        archive.writestr("shelved.py", "ANSWER = 42\n")
        archive.writestr("shelved-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: shelved\nVersion: 1.0\n")
        archive.writestr(
            "shelved-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr("shelved-1.0.dist-info/RECORD", "")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    code = tmp_path / "code"
    code.mkdir()
    (code / "functions.toml").write_text(
        'requirements = ["shelved"]\n[[function]]\nname = "answer"\nimplementation = "answers:answer"\n'
    )
    (code / "answers.py").write_text("import shelved\n\n\ndef answer() -> int:\n    return shelved.ANSWER\n")
    catalog = load_catalog([str(code)])
    settings = Settings.from_environment({"CALLPROOF_CACHE_DIR": str(tmp_path / "cache")})
    kind = bubblewrap_kind(host, catalog, Limits(), lambda _: None, settings)
    paths = images.search_paths(next(iter(catalog.function_sets.values())))
    program = f"import sys; sys.path[:0] = {list(paths)!r}; import answers; print(answers.answer())"
    assert launcher.ask(kind.files, host.python, program, 60) == b"42\n"


def test_what_is_kept_is_found_again(kind: BubblewrapKind, functions: Catalog) -> None:
    compiled = [bind.source.stat().st_ctime_ns for bind in kind.files.binds]
    again = bubblewrap_kind(kind.host, functions, Limits(), lambda _: None)
    assert again.files == kind.files
    assert [bind.source.stat().st_ctime_ns for bind in again.files.binds] == compiled


def test_a_good_call_returns_and_the_conditions_say_where(pool: Pool, functions: Catalog) -> None:
    outcome = run(pool, plan([("add", {"a": 1, "b": 2})], functions=functions))
    assert outcome.executions[0].result == 3
    assert outcome.conditions.sandbox == "bubblewrap"
    assert "namespaces" in outcome.conditions.layers


@pytest.mark.parametrize(
    ("kind_of_attack", "status"),
    [
        ("spin", Status.TIMED_OUT),
        ("sleep", Status.TIMED_OUT),
        ("memory_bomb", Status.OUT_OF_MEMORY),
        ("close_all", Status.TIMED_OUT),
        ("daemon", Status.RETURNED),
        ("print_over_limit", Status.OUTPUT_LIMIT),
        ("segfault", Status.CRASHED),
        ("exit_at_once", Status.EXITED),
        ("kill_all", Status.RETURNED),
        ("kill_runner", Status.RETURNED),
        ("frames", Status.RESULT_INVALID),
    ],
)
def test_an_attack_ends_in_its_status_and_the_next_example_is_right(
    pool: Sandbox, functions: Catalog, kind_of_attack: str, status: Status
) -> None:
    limits = driving.SHORT if status is Status.TIMED_OUT else driving.PATIENT
    assert run_one(pool, functions, "attack", limits, kind=kind_of_attack).status is status


def test_memory_files_are_refused(pool: Sandbox, functions: Catalog) -> None:
    assert run_one(pool, functions, "attack", driving.PATIENT, kind="memory_files").status is Status.DENIED


def test_the_memory_of_a_box_is_bounded_as_a_whole_or_that_is_not_claimed(
    launcher: Launcher, kind: BubblewrapKind, host: BubblewrapHost
) -> None:
    size_bytes = TRIAL_SIZE.memory_bytes + 64 * 1024 * 1024
    program = f"held = b'x' * {size_bytes}; print('held', flush=True)"
    channel = launcher.start(kind.files, host.python, ("-S", "-s", "-B", "-c", program), TRIAL_SIZE, {})
    assert received(channel) == (b"" if "memory_cgroup" in host.layers else b"held\n")
    channel.remove()


def test_a_fork_bomb_ends_with_its_time(pool: Sandbox, host: BubblewrapHost, functions: Catalog) -> None:
    assert {"pids_cgroup", "process_limit"} & set(host.layers)
    execution = run_one(pool, functions, "attack", driving.SHORT, kind="fork_bomb")
    assert execution.status is Status.TIMED_OUT


def test_what_repeats_is_the_same_as_in_a_container(pool: Pool, functions: Catalog, runner_image: str) -> None:
    calls: driving.Calls = [
        *(("clock", {}), ("entropy", {}), ("draw", {}), ("draw", {}), ("unseeded", {})),
        *(("give", {"kind": "text"}), ("raise_error", {"kind": "value"}), ("bundled_file", {}), ("temporary", {})),
    ]
    wanted = plan(calls, functions=functions)
    with open_pool(
        sandbox="docker", catalog=functions, isolation=Isolation.EXAMPLE, boxes=1, say=lambda _: None
    ) as docker:
        assert run(pool, wanted).executions == run(docker, wanted).executions


def test_a_box_killed_mid_call_costs_no_verdict(functions: Catalog) -> None:
    before = set(bubblewrap_runners())
    with open_bubblewrap(functions) as pool:
        run(pool, plan([("add", {"a": 1, "b": 1})], functions=functions))
        runners = set(bubblewrap_runners()) - before
        sleeping = pool.submit(
            plan([("attack", {"kind": "sleep"})], functions=functions, limits=Limits(wall_seconds=3))
        )
        behind = [pool.submit(plan([("add", {"a": n, "b": 1})], functions=functions)) for n in range(20)]
        for runner in runners:
            os.kill(runner, signal.SIGKILL)
        assert [future.result(timeout=120).executions[0].result for future in behind] == [n + 1 for n in range(20)]
        assert sleeping.result(timeout=120).executions[0].status is Status.TIMED_OUT


def test_leaving_a_pool_in_an_error_does_not_wait_for_its_boxes(functions: Catalog) -> None:
    start = time.monotonic()
    with pytest.raises(KeyError), open_bubblewrap(functions) as pool:  # noqa: PT012 - the error comes from inside
        run(pool, plan([("add", {"a": 1, "b": 1})], functions=functions))
        pool.submit(plan([("attack", {"kind": "sleep"})], functions=functions, limits=Limits(wall_seconds=600)))
        raise KeyError
    assert time.monotonic() - start < 300


def groups_of(place: cgroup.Place, pid: int) -> list[Path]:
    return [folder for parent in place.folders for folder in parent.glob(f"callproof-*-{pid}-*")]


def test_no_box_and_no_group_is_left_behind(host: BubblewrapHost, functions: Catalog) -> None:
    before = set(groups_of(host.place, os.getpid()))
    with open_bubblewrap(functions, boxes=2) as pool:
        run(pool, plan([("add", {"a": 1, "b": 1})], functions=functions))
        names = pool.boxes.ready
    assert not [name for name in names for group in groups_of(host.place, os.getpid()) if group.name == name]
    assert set(groups_of(host.place, os.getpid())) <= before


def test_a_box_dies_with_its_process_and_its_groups_go_at_the_next_start(
    host: BubblewrapHost, functions: Catalog
) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.sandbox.bubblewrap_victim"], stdout=subprocess.PIPE, text=True, cwd=TREE
    ) as victim:
        assert victim.stdout is not None
        assert victim.stdout.readline().startswith("callproof-")
        runners = [os.pidfd_open(pid) for pid in bubblewrap_runners(victim.pid)]
        victim.kill()
    assert runners
    for runner in runners:
        ended = select.poll()
        ended.register(runner, select.POLLIN)
        assert ended.poll(30_000)
        os.close(runner)
    with open_bubblewrap(functions):
        assert groups_of(host.place, victim.pid) == []


def test_groups_of_dead_processes_are_swept_and_no_others(host: BubblewrapHost) -> None:
    with subprocess.Popen(["true"]) as ended:
        ended.wait()
    dead = f"callproof-{machine_digest()}-{ended.pid}-1-0"
    living = f"callproof-{machine_digest()}-1-{started(1)}-0"
    foreign = f"callproof-{'0' * 8}-{ended.pid}-1-0"
    own = {limit: parent / f"sweep-{os.getpid()}" for limit, parent in host.place.parents.items()}
    place = replace(host.place, parents=own)  # elsewhere, other processes sweep too
    made = [parent / name for parent in place.folders for name in (dead, living, foreign)]
    for folder in made:
        folder.mkdir(parents=True)
    assert cgroup.sweep(place) == (1 if made else 0)
    assert {folder.name for folder in made if folder.exists()} == ({living, foreign} if made else set())
    for folder in (*made, *place.folders):
        if folder.exists():
            folder.rmdir()


def test_a_box_has_the_limits_that_were_asked_for(
    launcher: Launcher, kind: BubblewrapKind, host: BubblewrapHost
) -> None:
    words = ("-S", "-s", "-B", "-c", "import sys; print('up', flush=True); sys.stdin.read()")
    channel = launcher.start(kind.files, host.python, words, TRIAL_SIZE, {})
    assert received(channel) == b"up\n"
    files = {"1": "memory.limit_in_bytes", "2": "memory.max"}
    if cgroup.MEMORY in host.place.parents:
        group = host.place.parents[cgroup.MEMORY] / channel.name
        assert (group / files[host.place.version]).read_text().strip() == str(TRIAL_SIZE.memory_bytes)
    if cgroup.PROCESSES in host.place.parents:
        group = host.place.parents[cgroup.PROCESSES] / channel.name
        assert (group / "pids.max").read_text().strip() == str(TRIAL_SIZE.processes + 1)
    channel.remove()
    channel.remove()


def test_a_flood_on_standard_error_holds_nothing_up(launcher: Launcher, kind: BubblewrapKind) -> None:
    program = "import sys; sys.stderr.write('x' * 10**6 + 'the end'); print('said', flush=True); sys.stdin.read()"
    words = ("-S", "-s", "-B", "-c", program)
    channel = launcher.start(kind.files, kind.host.python, words, TRIAL_SIZE, {})
    assert received(channel) == b"said\n"
    while channel.receive(0.1) is not None or not channel.diagnosis.endswith(b"the end"):
        pass
    assert len(channel.diagnosis) == 4096
    channel.remove()


def test_a_cold_start_is_measured(pool: Pool, capsys: pytest.CaptureFixture[str]) -> None:
    start = time.monotonic()
    box = pool.boxes.start()
    started = time.monotonic()
    pool.boxes.discard(box)
    with capsys.disabled():
        sys.stdout.write(
            f"\n  cold start {(started - start) * 1000:.0f} ms, end {(time.monotonic() - started) * 1000:.0f} ms\n"
        )


def runs_for_nobody(python: str) -> bool:
    """Whether ``python`` is one of this version that every user may run."""
    program = "import sys; print(sys.version_info[:3], sys.base_prefix)"
    try:
        done = subprocess.run(
            [python, "-c", program], capture_output=True, text=True, check=True, user=65534, group=65534
        )
    except (OSError, subprocess.CalledProcessError):
        return False
    return done.stdout.split(", ")[:2] == [f"({sys.version_info.major}", str(sys.version_info.minor)]


def as_nobody(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run ``ordinary_user`` as nobody, in a copy of the tree and its packages that nobody may read."""
    system = shutil.which(f"python3.{sys.version_info.minor}", path="/usr/local/bin:/usr/bin")
    python = next(each for each in (sys.executable, system) if each is not None and runs_for_nobody(each))
    folder.mkdir()
    folder.chmod(0o755)
    for room in ("service", "verifiers", "sandbox_images", "function_impls", "tests"):
        shutil.copytree(TREE / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    packages = next(each for each in sys.path if each.endswith("site-packages"))
    unneeded = shutil.ignore_patterns("__pycache__", "mypy*", "*mypyc*", "pip*", "ruff*", "pytest*", "hypothesis*")
    shutil.copytree(packages, folder / "packages", ignore=unneeded)
    home = folder / "home"
    home.mkdir()
    (folder / "packages").chmod(0o755)
    os.chown(home, 65534, 65534)
    environment = {"HOME": str(home), "PATH": "/usr/local/bin:/usr/bin:/bin"}
    return subprocess.run(
        [python, "-m", "tests.sandbox.ordinary_user"],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=environment | {"PYTHONPATH": f"{folder}:{folder}/packages"},
        user=65534,
        group=65534,
        extra_groups=[],
    )


@pytest.fixture(scope="module")
def as_user() -> Json:
    """What ``ordinary_user`` tells: run as this user, or as nobody where this is root."""
    if os.getuid() != 0:
        command = [sys.executable, "-m", "tests.sandbox.ordinary_user"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=TREE)
    else:
        folder = Path("/var/tmp", f"callproof-test-{os.getpid()}")  # a temporary folder of pytest's is root's alone
        try:
            done = as_nobody(folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_an_ordinary_users_box_is_as_tight(as_user: Json) -> None:
    looks = as_user["looks"]
    assert looks["PRIVILEGES"]["Uid"] == ["65534"] * 4
    assert {looks["PRIVILEGES"][name][0] for name in ("CapPrm", "CapEff", "CapBnd")} == {"0" * 16}
    assert looks["WRITABLE"] == DEVICES
    assert set(looks["REFUSED"].values()) == {"EPERM", "ENOSYS"}


def test_an_ordinary_users_attacks_end_in_their_status(as_user: Json) -> None:
    assert as_user["statuses"] == {
        "memory_bomb": "out_of_memory",
        "memory_files": "denied",
        "fork_bomb": "timed_out",
        "segfault": "crashed",
        "kill_runner": "returned",
        "daemon": "returned",
    }


def test_what_is_not_enforced_is_said_and_not_claimed(as_user: Json) -> None:
    for limit in ("memory", "cpu"):
        claimed = f"{limit}_cgroup" in as_user["layers"]
        warned = any(warning.startswith(limit) for warning in as_user["warnings"])
        assert claimed is (limit in as_user["groups"])
        assert warned is not claimed
    assert as_user["said"][: len(as_user["warnings"])] == [f"not enforced here: {each}" for each in as_user["warnings"]]


def test_an_example_that_loses_two_boxes_is_our_failure(functions: Catalog) -> None:
    before = set(bubblewrap_runners())
    with open_bubblewrap(functions) as pool:
        run(pool, plan([("add", {"a": 1, "b": 1})], functions=functions))
        sleeping = pool.submit(
            plan([("attack", {"kind": "sleep"})], functions=functions, limits=Limits(wall_seconds=9))
        )
        killed: set[str] = set()
        deadline = time.monotonic() + 60
        while not sleeping.done() and time.monotonic() < deadline:
            for name in pool.boxes.ready - killed:
                for runner in set(bubblewrap_runners()) - before:
                    os.kill(runner, signal.SIGKILL)
                killed.add(name)
        outcome = sleeping.result(timeout=1)
        assert outcome.executions[0].status is Status.SANDBOX_FAILED
        assert [each.blame for each in outcome.findings] == [Blame.INFRASTRUCTURE]
