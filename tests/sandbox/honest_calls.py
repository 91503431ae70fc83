"""Arguments for the honest functions of tests/unit/catalog/pure: ones that fit, and ones that make them fail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from verifiers.model import Json

_ROWS: Json = [
    {"kind": "a", "name": "x", "n": 1},
    {"kind": "b", "name": "y", "n": 2},
    {"kind": "a", "name": "z", "n": 3},
]
ARGUMENTS: Mapping[str, Sequence[Mapping[str, Json]]] = {
    "arithmetic": [{"a": 1, "b": 3}, {"a": 1.5, "b": 0}, {"a": "x", "b": 1}, {"a": 1e308, "b": 1e-308}, {"a": 1}],
    "builds_a_list": [{"n": 60}, {"n": 0}, {"n": "9"}, {}],
    "callee_fills_a_list": [{"tree": {"a": {"b": {"c": 1}}}}, {"tree": 3}, {"tree": {}}],
    "compiled_pattern": [{"text": "A@b.pl, c@d.com"}, {"text": ""}, {"text": None}],
    "computed_globals": [{"n": 3}, {"n": -1}, {"n": "x"}],
    "computed_precision": [{"value": 1.23456}, {"value": 2, "digits": 5}, {"value": "x"}, {"value": 1, "digits": -1}],
    "copies_a_global_before_changing_it": [{"options": {}}, {"options": {"size": 3}}, {"options": {"size": "x"}}],
    "counts_words": [{"text": "a b a"}, {"text": "x y z z", "top": 1}, {"text": 3}],
    "dataclass_of_its_own": [{"owner": "a", "prices": {"x": 1.5, "y": 2}}, {"owner": "b", "prices": {"x": "1"}}],
    "dates": [{"start": "2024-02-28", "days": 1}, {"start": "no", "days": 1}, {"start": "9999-12-31", "days": 1}],
    "decimals": [{"amount": "10.05"}, {"amount": "x"}, {"amount": "1e40"}, {"amount": "1", "rate": "0.08"}],
    "deep_copy_of_a_global": [{"price": 1.5}, {"price": [1]}],
    "dispatch_table": [{"a": 1, "b": 2, "how": how} for how in ("add", "subtract", "power", "largest", "other")],
    "enumeration": [{"score": 60}, {"score": 2}, {"score": "x"}],
    "escaped_pattern": [{"text": "a (b) A", "word": "a"}, {"text": "a.b", "word": "."}, {"text": "a", "word": 1}],
    "frozen_dataclass_at_module_level": [{"value": 2, "unit": "km"}, {"value": 2, "unit": "mile"}],
    "generator_of_its_own": [{"items": [1, 2, 3, 4], "size": 2}, {"items": [1, "a"], "size": 2}],
    "groups_rows": [{"rows": _ROWS, "key": "kind"}, {"rows": _ROWS, "key": "none"}, {"rows": [], "key": "x"}],
    "hashing_and_encoding": [{"value": {"a": "ż"}}, {"value": {"b": [1, None]}}],
    "heap_of_its_own": [{"graph": {"a": {"b": 2}, "b": {"a": 1}, "c": {}}, "start": "a"}, {"graph": {}, "start": "a"}],
    "import_inside": [{"degrees": 30}, {"degrees": "x"}],
    "iterators": [{"rows": _ROWS}, {"rows": [{"kind": "a"}]}],
    "local_function": [{"matrix": [[1, 1, 0], [0, 1, 1]]}, {"matrix": []}],
    "match_statement": [{"shape": {"kind": "circle", "radius": 2}}, {"shape": {"kind": "cube"}}, {"shape": {}}],
    "memory_of_one_call": [{"n": 30}, {"n": 5000}, {"n": -1}],
    "mutual_recursion": [{"n": 100}, {"n": 101}, {"n": 900}, {"n": 5000}],
    "named_tuple": [{"points": [[1, 2], [3]]}, {"points": []}, {"points": [[1, 2, 3]]}],
    "nested_lists": [{"rows": 3, "columns": 2}, {"rows": 0, "columns": 1}, {"rows": 18, "columns": 1000}],
    "own_exception": [{"amount": 5}, {"amount": 500}, {"amount": -1}],
    "own_functions_in_a_table": [{"kelvin": 300, "scale": "celsius"}, {"kelvin": 300, "scale": "x"}],
    "parser_class": [{"text": "1+(2-3)"}, {"text": "+"}, {"text": "(" * 400}],
    "recursion": [{"n": 20}, {"n": 900}, {"n": 2000}, {"n": "x"}],
    "setdefault_on_its_own": [{"rows": _ROWS}, {"rows": [{}]}],
    "several_date_formats": [{"text": "2024-01-31"}, {"text": "31/01/2024"}, {"text": "never"}],
    "sorts_its_argument": [{"numbers": [3, 1, 2]}, {"numbers": []}, {"numbers": [1, "a"]}],
    "sorts_with_a_key": [{"people": [{"age": 3, "name": "b"}, {"age": 9, "name": "a"}]}, {"people": [{"age": 1}]}],
    "static_method": [{"side": 2}, {"side": "x"}],
    "statistics_of_numbers": [{"numbers": [1, 2, 2]}, {"numbers": []}, {"numbers": ["x"]}],
    "string_template": [{"name": "Żaneta", "count": 3}, {"name": "x", "count": "y"}],
    "substitutes_with_a_callback": [{"text": "one_two_three"}, {"text": 1}],
    "table_lookup": [{"amount": 2, "currency": "EUR"}, {"amount": 2, "currency": "USD"}],
    "type_of_a_value": [{"value": {"a": 1, "b": "x", "c": []}}, {"value": {}}],
    "unused_imports": [{"n": 1}, {"n": "x"}, {"m": 1}],
}
"""By the name of the file; a binding that fails and a value of a wrong type are among them."""
