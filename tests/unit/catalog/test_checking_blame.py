"""callproof's own failures are told, and charged to no function."""

from __future__ import annotations

from concurrent.futures import Future
from pathlib import Path
from types import TracebackType
from typing import Self

from service.catalog.checking.arguments import Generators
from service.catalog.checking.calls import Runner
from service.catalog.checking.describing import Describing, with_describer
from service.catalog.checking.keys import gather_material
from service.catalog.checking.member import Inspector
from service.catalog.checking.model import Options
from service.catalog.load import load_catalog
from service.catalog.locate import locate
from service.sandbox.model import Outcome, Plan
from verifiers.codes import finding
from verifiers.model import Conditions, Cost, Execution, Status


class LosingSandbox:
    """Loses every box."""

    capacity = 1
    conditions = Conditions(sandbox="none")

    def submit(self, plan: Plan) -> Future[Outcome]:
        lost = finding("infrastructure.sandbox_failed", path="", message="Two boxes were lost.")
        failed = tuple(Execution(call=0, status=Status.SANDBOX_FAILED) for _ in plan.calls)
        costs = tuple(Cost() for _ in plan.calls)
        future: Future[Outcome] = Future()
        future.set_result(Outcome(executions=failed, costs=costs, conditions=self.conditions, findings=(lost,)))
        return future

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def test_a_lost_box_leaves_a_function_unchecked_and_without_fault(tmp_path: Path) -> None:
    code = 'def add(a: int) -> int:\n    """Add.\n\n    Args:\n        a: A number.\n    """\n    return a\n'
    (tmp_path / "sums.py").write_text(code)
    catalog = load_catalog([str(tmp_path)])
    described, describer = with_describer(catalog)
    sandbox = LosingSandbox()
    material = gather_material(catalog, {name: locate(str(tmp_path)) for name in catalog.function_sets}, ())
    inspector = Inspector(
        material=material,
        runner=Runner(catalog=catalog, alone=sandbox, together=sandbox),
        describing=Describing(described, describer, sandbox),
        generators=Generators(count=1, folder=tmp_path),
        options=Options(),
    )
    found = inspector.inspect(catalog.functions["add"])
    assert found.unchecked == "Two boxes were lost."
    assert {each.severity for each in found.complaints} <= {"hint"}
