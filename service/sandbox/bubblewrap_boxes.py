"""Boxes made with bubblewrap: what they have in common, and that none is left behind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from service.catalog.model import Catalog
from service.sandbox import bubblewrap_cgroup as cgroup
from service.sandbox.box import Box
from service.sandbox.bubblewrap import Bind, RootFiles, with_binds
from service.sandbox.bubblewrap_host import BubblewrapHost
from service.sandbox.bubblewrap_launcher import Launcher
from service.sandbox.bubblewrap_store import RUNNER_FOLDER, Store
from service.sandbox.docker_boxes import BoxSize, box_size, imported_modules
from service.sandbox.live_boxes import LiveBoxes
from service.settings import Settings
from verifiers.model import Limits

RUNNER_OPTIONS = ("-S", "-s", "-B", "-u")
COMPILE_SECONDS = 600.0
# What does not compile is the implementation's fault and shows when it is called.
_COMPILE = (
    "import compileall, py_compile\n"
    "unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH\n"
    "compileall.compile_dir({folder!r}, quiet=2, invalidation_mode=unchecked)\n"
    "print('compiled')\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BubblewrapKind:
    """What all boxes of a run have in common."""

    host: BubblewrapHost
    files: RootFiles
    size: BoxSize
    preload: tuple[str, ...]


def bubblewrap_kind(
    host: BubblewrapHost,
    catalog: Catalog,
    limits: Limits,
    say: Callable[[str], None],
    settings: Settings | None = None,
) -> BubblewrapKind:
    """The kind of box that can run every function of ``catalog``; fetches and compiles what is missing.

    Raises FunctionsError and ImageError.
    """
    settings = settings or Settings.from_environment()
    sets = tuple(catalog.function_sets.values())
    with Launcher(host.bubblewrap, host.place, processes_by_rlimit=host.processes_by_rlimit) as launcher:

        def compile_in_box(bind: Bind) -> None:
            program = _COMPILE.format(folder=bind.target)
            launcher.ask(with_binds(host.python.files, bind), host.python, program, COMPILE_SECONDS)

        store = Store(settings.cache_folder, host.in_box, compile_in_box)
        binds = (store.runner(), *store.functions(sets, say))
    return BubblewrapKind(
        host=host,
        files=with_binds(host.python.files, *binds),
        size=box_size(catalog, limits),
        preload=imported_modules(sets),
    )


class BubblewrapBoxes:
    """Implements ``service.sandbox.drivers.Boxes``."""

    def __init__(self, kind: BubblewrapKind) -> None:
        self._kind = kind
        host = kind.host
        self._launcher = Launcher(host.bubblewrap, host.place, processes_by_rlimit=host.processes_by_rlimit)
        self._environment = {"CALLPROOF_PRELOAD": ",".join(kind.preload)}
        self._live = LiveBoxes(self._launch, "Remove the folder bubblewrap of callproof's cache and try again.")

    @property
    def warnings(self) -> tuple[str, ...]:
        """What is not enforced on this machine."""
        return self._kind.host.warnings

    @property
    def ready(self) -> frozenset[str]:
        """The names of the boxes whose runner has come up and that were not discarded since."""
        return self._live.ready

    def sweep(self) -> None:
        """Remove the control groups that killed processes left; their boxes died with them."""
        cgroup.sweep(self._kind.host.place)

    def start(self) -> Box:
        """Start a box and wait until its runner is ready. Tries again for a while; raises UnableError then."""
        return self._live.start()

    def discard(self, box: Box) -> None:
        """Remove a box, dead or alive."""
        self._live.discard(box)

    def hang_up(self) -> None:
        """Break off with every box: whoever waits for one gets BoxLostError, and failed starts are not tried again."""
        self._live.hang_up()

    def engine_answers(self) -> bool:
        """Always: there is no engine that could be gone."""
        return True

    def close(self) -> None:
        """Remove what boxes are left. Call when no thread uses a box any more."""
        self._live.discard_all()
        self._launcher.close()

    def _launch(self) -> Box:
        python = self._kind.host.python
        words = (*RUNNER_OPTIONS, RUNNER_FOLDER)
        return Box(self._launcher.start(self._kind.files, python, words, self._kind.size, self._environment))
