"""Functions that a user brings: neighbours, data, state, and code that does not work."""

from __future__ import annotations

import json

import pytest

from tests.e2e.program import callproof, verdicts
from verifiers.model import Json

FILES = {
    "shop.py": """
from prices import PRICES

class Basket:
    def __init__(self):
        self.items = []

    def _load(self, state):
        self.items = list(state["items"])

    def put(self, name: str) -> dict:
        if name not in PRICES:
            return {"error": "no such thing"}
        self.items.append(name)
        return {"count": len(self.items)}

    def total(self) -> int:
        return sum(PRICES[name] for name in self.items)
""",
    "prices.py": """
import json, pathlib

PRICES = json.loads((pathlib.Path(__file__).parent / "data" / "p.json").read_text())
""",
    "data/p.json": '{"apple": 3, "pear": 4}',
    "broken.py": "import no_such_module\ndef never(a: int) -> int:\n    return a\n",
    "slow.py": "def wait_for_ever(a: int) -> int:\n    while True:\n        pass\n",
    "functions.toml": """
[[toolkit]]
name = "Basket"
implementation = "shop:Basket"
load_state = "_load"

[[function]]
name = "never"
implementation = "broken:never"

[[function]]
name = "wait_for_ever"
implementation = "slow:wait_for_ever"
limits = {wall_seconds = 1, cpu_seconds = 1}
""",
}


def tool(name: str, /, **properties: Json) -> Json:
    parameters = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    return {"name": name, "description": "Does it.", "parameters": parameters}


TOOLS = [
    tool("put", name={"type": "string"}),
    tool("total"),
    tool("never", a={"type": "integer"}),
    tool("wait_for_ever", a={"type": "integer"}),
]


def example(name: str, *calls: tuple[str, Json], state: Json = None) -> Json:
    told = [{"name": function, "arguments": arguments} for function, arguments in calls]
    return {"id": name, "query": "Do it.", "tools": TOOLS, "calls": told, **({"state": state} if state else {})}


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Json]:
    folder = tmp_path_factory.mktemp("own")
    for name, content in FILES.items():
        path = folder / "functions" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    rows = [
        example("state", ("put", {"name": "pear"}), ("total", {}), state={"Basket": {"items": ["apple"]}}),
        example("fresh", ("put", {"name": "pear"}), ("total", {})),
        example("error", ("put", {"name": "plum"})),
        example("bad state", ("total", {}), state={"Basket": {}}),
        example("broken", ("never", {"a": 1})),
        example("slow", ("wait_for_ever", {"a": 1})),
        example("after", ("total", {})),
    ]
    shard = folder / "shard.jsonl"
    shard.write_text("".join(json.dumps(each) + "\n" for each in rows))
    done = callproof("verify", shard, "--out", folder / "out", "--functions", folder / "functions")
    assert done.returncode == 0, done.stderr
    return {each["example_id"]: each for each in verdicts(folder / "out")}


def codes(verdict: Json) -> list[str]:
    return [each["code"] for each in verdict["findings"] if each["severity"] != "note"]


def test_a_toolkit_starts_from_the_state_and_keeps_it_over_the_calls(judged: dict[str, Json]) -> None:
    assert [each["result"] for each in judged["state"]["executions"]] == [{"count": 2}, 7]
    assert judged["state"]["label"] == "valid"


def test_state_never_leaks_into_the_next_example(judged: dict[str, Json]) -> None:
    assert [each["result"] for each in judged["fresh"]["executions"]] == [{"count": 1}, 4]
    assert judged["after"]["executions"][0]["result"] == 0


@pytest.mark.parametrize(
    ("name", "label", "found"),
    [
        ("error", "invalid", ["execution.returned_error"]),
        ("bad state", "invalid", ["execution.state_rejected"]),
        ("broken", "unverified", ["execution.import_failed"]),
        ("slow", "invalid", ["execution.timed_out"]),
    ],
)
def test_the_fault_lies_where_it_belongs(judged: dict[str, Json], name: str, label: str, found: list[str]) -> None:
    assert (judged[name]["label"], codes(judged[name])) == (label, found)


def test_a_time_out_was_confirmed_before_it_was_blamed(judged: dict[str, Json]) -> None:
    assert judged["slow"]["measured"]["executions"][0]["attempts"] == 2
