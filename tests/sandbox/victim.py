"""A process with a box at work, to be killed: prints its owner label once the box has answered."""

import sys

from service.sandbox import owner
from service.sandbox.model import Isolation
from service.sandbox.opening import open_pool
from tests.sandbox import driving


def main() -> None:
    functions = driving.catalog()
    with open_pool(
        sandbox="docker", catalog=functions, isolation=Isolation.EXAMPLE, boxes=1, say=lambda _: None
    ) as pool:
        driving.run(pool, driving.plan([("add", {"a": 1, "b": 1})], functions=functions))
        sys.stdout.write(owner.labels()["io.callproof.process"] + "\n")
        sys.stdout.flush()
        sys.stdin.read()
        driving.run(pool, driving.plan([("sleep_on", {})], functions=functions, limits=driving.PATIENT))


if __name__ == "__main__":
    main()
