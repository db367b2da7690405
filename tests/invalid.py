#!/usr/bin/env python3
"""Runs every folder of tests/data/invalid against the program, in English and in French.

A case is a folder with `input.json` (a basin), perhaps `plan.json`, perhaps `command` (the arguments to
use instead of `check input.json [plan.json]`; an import has `input.gap`, a report may have the
`input.journal.jsonl` beside its basin, a decide `input.csv` or `input.json`, beside the basin and the plan of
tests/data/decide), and what must come out: `expected`
and `expected.fr`, whose first line is `exit N`, then stderr, then an empty line and stdout where there is
any. Each case runs in a copy of its folder, and must leave it as it was. With --json the same faults must
come out, under codes whose texts they are. The file `schema` is tests/schema.py's.

At the end every code of model/faults_*.def must have been shown by a case, or stand in NOT_SHOWN with its
reason.

Usage: invalid.py APPUI [SOURCE_DIR]. Exit code 0 when all holds.
"""
import ctypes
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(sys.argv[2] if len(sys.argv) > 2 else Path(__file__).resolve().parent.parent)
LANGUAGES = {"en": "expected", "fr": "expected.fr"}
MARKS = {"en": "warning: ", "fr": "attention : "}

# Codes that no file and no command can show.
NOT_SHOWN = {
    "duplicate_level": "JSON refuses the key twice before; importers of other formats can bring it",
    "file_shared": "it needs a second name of the basin; tests/decide.py contract shows it",
    "file_busy": "it needs a second process; tests/decide.py crowd shows it",
    "previous_other_basin": "a warning of the new plan and its report alone; unit.previous_form shows it",
    "previous_unknown": "a warning that stands in the new plan and its report alone; unit.previous shows it",
    "r12_line_twice": "reading ties each plan line to a line of its own; the second is r12_line_unknown",
}

FILE_BYTES_MAX = 64 * 1024 * 1024
DAC_OVERRIDE, DAC_READ_SEARCH, PR_CAPBSET_DROP = 1, 2, 24


def make_too_big(folder):
    with open(folder / "input.json", "wb") as file:
        file.truncate(FILE_BYTES_MAX + 1)  # sparse


def make_too_many_cells(folder):
    (folder / "input.csv").write_bytes(b";" * 1_000_001)


def make_full_journal(folder):
    (folder / "basin.journal.jsonl").write_bytes(b"\n" * (FILE_BYTES_MAX - 64 * 1024))


def lock(folder):
    (folder / "input.json").touch(mode=0)


def make_pipe(folder):
    os.mkfifo(folder / "input.journal.jsonl")  # nobody writes into it


def respect_permissions():
    """Makes the program mind file modes even when the tests run as root."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None)
        for capability in (DAC_OVERRIDE, DAC_READ_SEARCH):
            libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


# What cannot be committed is made in the copy of the folder.
PREPARED = {"file_too_big": make_too_big, "file_no_permission": lock, "csv_too_big": make_too_many_cells,
            "journal_full": make_full_journal, "journal_no_file": make_pipe}
# Commands that tell faults with --json.
WITH_JSON = ("check", "decide")


class Result:
    def __init__(self, code, out, err, changed):
        self.code, self.out, self.err, self.changed = code, out, err, changed

    def text(self):
        """What `expected` holds."""
        return b"exit %d\n" % self.code + self.err + (b"\n" + self.out if self.out else b"")


def command_of(case):
    path = case / "command"
    if path.exists():
        return shlex.split(os.fsdecode(path.read_bytes()))
    return ["check", "input.json"] + (["plan.json"] if (case / "plan.json").exists() else [])


def state_of(folder):
    """Names, sizes and times of all files, so that a rewritten file is seen too."""
    return {entry.name: (entry.stat().st_size, entry.stat().st_mtime_ns) for entry in os.scandir(folder)}


def run_case(appui, case, language, *options):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shared = (ROOT / "tests/data/decide").glob("*.json") if command_of(case)[0] == "decide" else []
        own = [file for kind in ("json", "gap", "csv", "jsonl") for file in case.glob("*." + kind)]
        for file in [*shared, *own]:
            shutil.copy(file, folder)
        PREPARED.get(case.name, lambda _: None)(folder)
        before = state_of(folder)
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG"))}
        done = subprocess.run([appui, *command_of(case), "--lang", language, *options], cwd=folder,
                              env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=120,
                              preexec_fn=respect_permissions)
        return Result(done.returncode, done.stdout, done.stderr, state_of(folder) != before)


def read_table(path):
    """Rows X(CODE, SEVERITY, "name", "en", "fr") of a .def file: name -> (severity, {language: text})."""
    rows = {}
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
    literal = r'((?:\s*"(?:[^"\\]|\\.)*")+)'
    for match in re.finditer(r"\bX\(\s*\w+,\s*APPUI_(\w+)," + ",".join([literal] * 3) + r"\s*\)", text):
        words = ["".join(re.findall(r'"((?:[^"\\]|\\.)*)"', group)) for group in match.groups()[1:]]
        words = (word.replace(r"\u00A0", "\u00A0") for word in words)
        name, en, fr = (word.replace(r"\"", '"').replace(r"\\", "\\") for word in words)
        rows[name] = (match.group(1).lower(), {"en": en, "fr": fr})
    if len(rows) != len(re.findall(r"^X\(", text, flags=re.M)):
        raise SystemExit(f"{path}: a row cannot be read")
    return rows


def pattern_of(text):
    """What a text of the table looks like once it is filled in; a hint may follow."""
    filled = ""
    for part in re.split(r"(\{\w+\}|\[[^|\]]*\|[^\]]*\])", text):
        if part.startswith("{"):
            filled += ".*"
        elif part.startswith("["):
            filled += "(?:" + "|".join(re.escape(form) for form in part[1:-1].split("|")) + ")"
        else:
            filled += re.escape(part)
    return re.compile(filled + r"(?:; did you mean '.*'\?| ; vouliez-vous dire « .* » \?)?", re.S)


def line_of(fault, language):
    """The line that stderr has for a fault of --json."""
    line = MARKS[language] if fault["severity"] == "warning" else ""
    line += fault["file"]
    if "line" in fault and "row" not in fault:
        line += f":{fault['line']}:{fault['column']}"
    place = fault["pointer"]
    if "row" in fault:
        row, column = ("ligne", "colonne") if language == "fr" else ("row", "column")
        place = f"{row} {fault['row']}"
        if "heading" in fault:
            letters = fault["cell"].rstrip("0123456789")
            place += f", {column} {fault['heading']} ({letters})"
    if fault["id"] is not None:
        place += f" (id '{fault['id']}')" if place else f"(id '{fault['id']}')"
    return f"{line}: {place}: {fault['text']}" if place else f"{line}: {fault['text']}"


class Runner:
    def __init__(self, appui):
        self.appui = appui
        self.table = {}
        for path in sorted(ROOT.glob("model/faults_*.def")):
            self.table.update(read_table(path))
        self.patterns = {name: {language: pattern_of(text) for language, text in texts.items()}
                         for name, (_, texts) in self.table.items()}
        self.shown = set()
        self.complaints = []

    def complain(self, text):
        self.complaints.append(text)

    def check_text(self, case, language, result):
        file = case / LANGUAGES[language]
        if result.text() != file.read_bytes():
            found = result.text().decode(errors="replace")
            self.complain(f"{file} does not hold; the program says:\n{found}")
        may_speak = command_of(case)[0] == "check" and result.code in (0, 1, 3)
        if bool(result.out) != may_speak:
            found = "not empty" if result.out else "empty"
            self.complain(f"{case}: stdout is {found} with exit code {result.code}")
        if result.changed:
            self.complain(f"{case}: the folder is not as it was")

    def check_fault(self, case, language, fault):
        severity, _ = self.table.get(fault["code"], (None, None))
        if severity != fault["severity"]:
            self.complain(f"{case}: '{fault['code']}' is a {fault['severity']} and not a {severity}")
        elif not self.patterns[fault["code"]][language].fullmatch(fault["text"]):
            self.complain(f"{case}: '{fault['text']}' is no text of '{fault['code']}'")
        self.shown.add(fault["code"])

    def check_json(self, case, language, result):
        """--json has the same exit code, nothing on stderr, and the faults that the texts name."""
        machine = run_case(self.appui, case, language, "--json")
        if machine.code != result.code or machine.err or machine.changed:
            self.complain(f"{case}: --json differs in exit code or writes elsewhere")
        answer = json.loads(machine.out)
        if answer["ok"] != (result.code == 0):
            self.complain(f"{case}: --json says ok: {answer['ok']}, exit code {result.code}")
        lines = [line_of(fault, language) for fault in answer["faults"]]
        if lines != result.err.decode().splitlines():
            self.complain(f"{case}: --json and stderr differ:\n" + "\n".join(lines))
        for fault in answer["faults"]:
            self.check_fault(case, language, fault)

    def recognise(self, language, result):
        """The codes behind texts of a command without --json: the longest that fits each line."""
        for line in result.err.decode().splitlines():
            texts = {name: texts[language] for name, (_, texts) in self.table.items()
                     if re.search(": " + self.patterns[name][language].pattern + "$", line)}
            if texts:
                self.shown.add(max(texts, key=lambda name: len(texts[name])))

    def run(self, case):
        before = len(self.complaints)
        for language in LANGUAGES:
            result = run_case(self.appui, case, language)
            self.check_text(case, language, result)
            if command_of(case)[0] in WITH_JSON:
                self.check_json(case, language, result)
            else:
                self.recognise(language, result)
        return len(self.complaints) == before

    def check_valid(self):
        """The files that the cases are bent from have nothing wrong."""
        done = subprocess.run([self.appui, "check", "basin.json", "plan.json", "--lang", "en"],
                              cwd=ROOT / "tests/data/valid", capture_output=True)
        if done.returncode != 0 or done.stderr:
            self.complain(f"tests/data/valid does not hold: {done.stderr.decode()}")
        return done.returncode == 0 and not done.stderr

    def check_coverage(self):
        missing = sorted(set(self.table) - self.shown - set(NOT_SHOWN))
        needless = sorted(self.shown & set(NOT_SHOWN)) + sorted(set(NOT_SHOWN) - set(self.table))
        for code in missing:
            self.complain(f"no case of tests/data/invalid shows '{code}'")
        for code in needless:
            self.complain(f"'{code}' stands in NOT_SHOWN, but is shown or unknown")
        return not missing and not needless


def main():
    runner = Runner(str(Path(sys.argv[1]).resolve()))
    cases = sorted(path for path in (ROOT / "tests/data/invalid").iterdir() if path.is_dir())
    results = [runner.check_valid()] + [runner.run(case) for case in cases]
    results.append(runner.check_coverage())
    for text in runner.complaints:
        print(text, file=sys.stderr)
    print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
