"""The code's shape: short functions, short modules, documented names."""

import ast
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "src" / "marsad").rglob("*.py"))
Function = ast.FunctionDef | ast.AsyncFunctionDef


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(path: Path) -> list[Function]:
    return [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, Function)]


def length(node: Function) -> int:
    """Count the lines of a function without its docstring and decorators."""
    documented = ast.get_docstring(node) is not None
    body = node.body[1:] if documented else node.body
    return 1 + (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 1


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_module_is_over_500_lines_and_no_function_over_80(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 500
    long = {node.name: size for node in functions(path) if (size := (node.end_lineno or 0) - node.lineno + 1) > 80}
    assert not long


def test_half_of_the_functions_have_at_most_8_lines() -> None:
    assert median(length(node) for path in MODULES for node in functions(path)) <= 8


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_public_names_are_documented(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree) or not tree.body, "the module says what it is for"
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    public = [node for node in tree.body if isinstance(node, kinds) and not node.name.startswith("_")]
    assert [node.name for node in public if not ast.get_docstring(node)] == []
