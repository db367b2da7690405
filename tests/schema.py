#!/usr/bin/env python3
"""Holds the published schemas against the files of the project.

- All schemas are valid draft 2020-12 schemas, and docs/formats.md explains every key in them.
- Every examples/*.json and every basin, plan or year of tests/data/golden and tests/data/valid is
  accepted by the schema of its format.
- Every tests/data/invalid/<case>/ that has a file `schema` is refused or accepted as that file says
  ("refuses" or "accepts"): its `plan.json` by the plan schema, or where there is none its `input.json` by the
  schema of the format it names, else by the basin schema.
- The fingerprint of the golden sketch, recomputed as docs/formats.md says, is the one the unit test
  expects of the C code.

Usage: schema.py [SOURCE_DIR]. Exit code 0 when all holds.
"""
import hashlib
import json
import re
import sys
from pathlib import Path

import jsonschema

ROOT = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent)
FORMATS = {"appui-basin/1": "appui-basin-1.schema.json", "appui-plan/1": "appui-plan-1.schema.json",
           "appui-year/1": "appui-year-1.schema.json",
           "appui-decisions/1": "appui-decisions-1.schema.json",
           "appui-journal/1": "appui-journal-1.schema.json"}
failures = []


def fail(text):
    failures.append(text)


def load_schemas():
    validators = {}
    for name, file in FORMATS.items():
        schema = json.loads((ROOT / "docs" / file).read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        validators[name] = jsonschema.Draft202012Validator(schema)
    return validators


def check_keys_documented(validators):
    """Every key of the schemas stands in docs/formats.md between backquotes."""
    text = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    known = set(re.findall(r"`([a-z0-9_]+)`", text))

    def walk(node, where):
        if isinstance(node, dict):
            for key in node.get("properties", {}):
                if key not in known:
                    fail(f"docs/formats.md does not explain `{key}` of {where}")
            for value in node.values():
                walk(value, where)
        elif isinstance(node, list):
            for value in node:
                walk(value, where)

    for name, validator in validators.items():
        walk(validator.schema, name)


def check_valid(validators, path):
    document = json.loads(path.read_text(encoding="utf-8"))
    validator = validators.get(document.get("format"))
    if validator is None:
        fail(f"{path}: unknown format {document.get('format')!r}")
        return
    for error in validator.iter_errors(document):
        fail(f"{path}: {error.json_path}: {error.message}")


def input_of(case):
    """The file that a case is about."""
    for name in ("plan.json", "input.json"):
        if (case / name).exists():
            return case / name
    fail(f"{case}: no input")
    return None


def accepts(validators, path):
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError:  # no JSON, or no UTF-8
        return False
    if path.name == "plan.json":
        return validators["appui-plan/1"].is_valid(document)
    named = document.get("format") if isinstance(document, dict) else None
    return validators[named if named == "appui-decisions/1" else "appui-basin/1"].is_valid(document)


def check_case(validators, case):
    expected = (case / "schema").read_text(encoding="utf-8").strip()
    if expected not in ("refuses", "accepts"):
        fail(f"{case}/schema: {expected!r}, expected 'refuses' or 'accepts'")
        return
    path = input_of(case)
    if path is not None and accepts(validators, path) != (expected == "accepts"):
        fail(f"{case}: the schema does not do what the case says ({expected})")


def canonical(value):
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e16:
        return int(value)
    if isinstance(value, dict):
        return {key: canonical(item) for key, item in value.items()}
    if isinstance(value, list):
        return [canonical(item) for item in value]
    return value


def check_fingerprint():
    sketch = json.loads((ROOT / "tests/data/golden/sketch.json").read_text(encoding="utf-8"))
    text = json.dumps(canonical(sketch), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    test = (ROOT / "tests/unit/test_basin_json.c").read_text(encoding="utf-8")
    if digest not in test:
        fail(f"the sketch's fingerprint is {digest}; tests/unit/test_basin_json.c expects another")


def main():
    validators = load_schemas()
    check_keys_documented(validators)
    check_fingerprint()
    examples = sorted(ROOT.glob("examples/*.json"))
    golden = sorted(ROOT.glob("tests/data/golden/*.json")) + sorted(ROOT.glob("tests/data/valid/*.json"))
    golden += sorted(ROOT.glob("tests/data/decide/*.json"))
    cases = sorted(path.parent for path in ROOT.glob("tests/data/invalid/*/schema"))
    if not examples:
        fail("no examples/*.json found")
    for path in examples + golden:
        check_valid(validators, path)
    for case in cases:
        check_case(validators, case)
    for text in failures:
        print(text, file=sys.stderr)
    print(f"{len(examples)} examples, {len(golden)} golden and valid files, {len(cases)} invalid cases: "
          f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
