"""Where control groups can be made, read from folders that look like the kernel's."""

from pathlib import Path

from service.sandbox.bubblewrap_cgroup import NOWHERE, BoxGroup, find_place, make_group

HANDED = "cpuset cpu io memory pids"


def process(folder: Path, *, kind: str, group: str, options: str = "rw", root: str = "/") -> Path:
    """A folder like /proc/self, of a process in ``group`` of one mounted hierarchy."""
    files = folder / "process"
    files.mkdir()
    mount = folder / "mount"
    (files / "mountinfo").write_text(f"41 31 0:38 {root} {mount} rw,relatime - {kind} {kind} {options}\n")
    controllers = "" if kind == "cgroup2" else options.rpartition(",")[2]
    (files / "cgroup").write_text(f"0:{controllers}:{group}\n")
    return files


def unified(folder: Path, handed: str) -> Path:
    folder.mkdir(parents=True)
    (folder / "cgroup.procs").touch()
    (folder / "cgroup.subtree_control").write_text(handed)
    return folder


def test_the_own_group_is_taken_where_it_hands_down(tmp_path: Path) -> None:
    own = unified(tmp_path / "mount" / "app.slice", HANDED)
    place = find_place(process(tmp_path, kind="cgroup2", group="/app.slice"))
    assert place.version == "2"
    assert place.parents == {"memory": own, "processes": own, "cpu": own}


def test_a_group_above_is_taken_where_the_own_one_cannot_hand_down(tmp_path: Path) -> None:
    above = unified(tmp_path / "mount" / "app.slice", HANDED)
    (above / "run.scope").mkdir()
    place = find_place(process(tmp_path, kind="cgroup2", group="/app.slice/run.scope"))
    assert place.parents == {"memory": above, "processes": above, "cpu": above}


def test_nothing_above_the_mount_is_taken(tmp_path: Path) -> None:
    unified(tmp_path / "mount-of-another", HANDED)
    (tmp_path / "mount").mkdir()
    assert find_place(process(tmp_path, kind="cgroup2", group="/")) == NOWHERE


def test_in_version_1_each_hierarchy_is_found_for_itself(tmp_path: Path) -> None:
    own = tmp_path / "mount" / "job"
    own.mkdir(parents=True)
    place = find_place(process(tmp_path, kind="cgroup", group="/job", options="rw,memory"))
    assert (place.version, place.parents) == ("1", {"memory": own})


def test_a_hierarchy_mounted_from_within_is_entered_there(tmp_path: Path) -> None:
    own = tmp_path / "mount" / "job"
    own.mkdir(parents=True)
    place = find_place(process(tmp_path, kind="cgroup", group="/docker/job", options="rw,pids", root="/docker"))
    assert place.parents == {"processes": own}


def test_limits_of_version_2_are_written_in_its_words(tmp_path: Path) -> None:
    parent = unified(tmp_path / "mount", HANDED)
    place = find_place(process(tmp_path, kind="cgroup2", group="/"))
    group = make_group(place, "callproof-box", memory_bytes=1000, processes=7, cpus=0.5)
    folder = parent / "callproof-box"
    assert group == BoxGroup(folders=(folder,), counter=folder, shown_at="/sys/fs/cgroup")
    assert (folder / "memory.max").read_text() == "1000"
    assert (folder / "pids.max").read_text() == "7"
    assert (folder / "cpu.max").read_text() == "50000 100000"
