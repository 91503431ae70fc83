"""What the sandbox tests share: plans made from the functions beside them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from service.catalog.load import load_catalog
from service.catalog.model import Catalog
from service.sandbox.model import Outcome, Plan, PlannedCall, Sandbox
from verifiers.model import Execution, Json, Limits

Calls = Sequence[tuple[str, Mapping[str, Json]]]
FUNCTIONS = Path(__file__).parent / "functions"
ATTACKS = Path(__file__).parent / "attacks"
SHORT = Limits(wall_seconds=2, cpu_seconds=1)
PATIENT = Limits(wall_seconds=30, cpu_seconds=15)
NOW = "2025-03-01T09:00:00+01:00"


def catalog() -> Catalog:
    """Three function sets: good functions, hostile ones, and modules that attack while they are loaded."""
    return load_catalog([str(FUNCTIONS), str(ATTACKS / "calls"), str(ATTACKS / "imports")])


def plan(
    calls: Calls,
    *,
    functions: Catalog,
    state: Mapping[str, Json] | None = None,
    limits: Limits = SHORT,
    now: str | None = NOW,
    seed: int | None = 7,
) -> Plan:
    planned = []
    for index, (name, arguments) in enumerate(calls):
        function = functions.functions[name]
        own = function.limits or limits
        planned.append(PlannedCall(index=index, function=function, arguments=arguments, limits=own))
    used = {call.function.toolkit for call in planned}
    toolkits = tuple(toolkit for name, toolkit in functions.toolkits.items() if name in used)
    return Plan(calls=tuple(planned), toolkits=toolkits, state=state or {}, now=now, seed=seed)


def run(sandbox: Sandbox, wanted: Plan) -> Outcome:
    return sandbox.submit(wanted).result(timeout=120)


def run_one(
    sandbox: Sandbox, functions: Catalog, name: str, limits: Limits = PATIENT, /, **arguments: Json
) -> Execution:
    """Run one call and hold that the next example in the same pool comes out right."""
    outcome = run(sandbox, plan([(name, arguments)], functions=functions, limits=limits))
    assert outcome.findings == ()
    after = run(sandbox, plan([("add", {"a": 2, "b": 3})], functions=functions))
    assert after.executions[0].result == 5
    return outcome.executions[0]
