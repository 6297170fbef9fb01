"""What import-linter can't see: the domain takes times and chance from its callers."""

import ast
from pathlib import Path

import pytest

DOMAIN = Path(__file__).resolve().parents[2] / "quizzes" / "domain"
CLOCKS = {"now", "today", "utcnow", "time", "monotonic", "perf_counter"}
CHANCES = {"SystemRandom", "urandom", "token_hex", "uuid1", "uuid4"}
MODULES = sorted(str(path.relative_to(DOMAIN)) for path in DOMAIN.rglob("*.py"))


def calls(module: str) -> list[ast.Call]:
    tree = ast.parse((DOMAIN / module).read_text(encoding="utf-8"), module)
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


@pytest.mark.parametrize("module", MODULES)
def test_the_domain_reads_no_clock(module: str):
    # A bare `time(…)` makes a value; `something.time()` without arguments asks for the time.
    for call in calls(module):
        if isinstance(call.func, ast.Attribute) and not call.args:
            assert call.func.attr not in CLOCKS, f"{module}:{call.lineno}"


@pytest.mark.parametrize("module", MODULES)
def test_the_domain_draws_no_chance_of_its_own(module: str):
    for call in calls(module):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        assert name not in CHANCES, f"{module}:{call.lineno}"
        assert name != "Random" or call.args, f"{module}:{call.lineno} has no seed"
