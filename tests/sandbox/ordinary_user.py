"""What an ordinary user's bubblewrap boxes do, run as such a user: prints one JSON object."""

import json
import sys

from service.sandbox.bubblewrap_boxes import bubblewrap_kind
from service.sandbox.bubblewrap_host import try_host
from service.sandbox.bubblewrap_launcher import Launcher
from service.sandbox.model import Isolation
from service.sandbox.opening import bubblewrap_pool
from service.sandbox.profiles import Profile
from tests.sandbox import box_looks, driving
from verifiers.model import Json, Limits

ATTACKS = ("memory_bomb", "memory_files", "fork_bomb", "segfault", "kill_runner", "daemon")


def main() -> None:
    functions = driving.catalog()
    host = try_host()
    said: list[str] = []
    kind = bubblewrap_kind(host, functions, Limits(), said.append)
    looks = {}
    with Launcher(host.bubblewrap, host.place, processes_by_rlimit=host.processes_by_rlimit) as launcher:
        for look in ("PRIVILEGES", "WRITABLE", "REFUSED"):
            program = getattr(box_looks, look)
            looks[look] = json.loads(launcher.ask(kind.files, host.python, program, 60))
    statuses = {}
    with bubblewrap_pool(
        host,
        catalog=functions,
        isolation=Isolation.EXAMPLE,
        boxes=1,
        say=said.append,
        limits=Limits(),
        profile=Profile.UNPRIVILEGED,
    ) as pool:
        for attack in ATTACKS:
            limits = driving.SHORT if attack == "fork_bomb" else driving.PATIENT
            statuses[attack] = driving.run_one(pool, functions, "attack", limits, kind=attack).status
    told: Json = {"layers": host.layers, "warnings": host.warnings, "said": said, "looks": looks, "statuses": statuses}
    json.dump({**told, "groups": sorted(host.place.parents)}, sys.stdout)


if __name__ == "__main__":
    main()
