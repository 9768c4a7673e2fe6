"""No circle: what imports what, those that only types ask for among them."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import grimp
import pytest


@pytest.fixture(scope="module")
def imports() -> dict[str, set[str]]:
    graph = grimp.build_graph("penstock", "penstock_policies", exclude_type_checking_imports=False, cache_dir=None)
    return {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}


def test_no_modules_import_each_other(imports: dict[str, set[str]]) -> None:
    assert len(imports) > 400
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as circle:
        pytest.fail(" -> ".join(circle.args[1]))


def test_a_circle_is_seen(imports: dict[str, set[str]]) -> None:
    closed = imports | {"penstock.terms": {"penstock.resources.read"}}
    with pytest.raises(CycleError):
        TopologicalSorter(closed).prepare()
