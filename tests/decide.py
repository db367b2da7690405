#!/usr/bin/env python3
"""The contract of `appui decide` and of the journal, from outside: what is written and when, undo byte for
byte, plans of another state, several runs at once, and runs killed at random moments.

usage: decide.py contract|crowd|kill APPUI SOURCE_DIR
"""
import fcntl
import hashlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import jsonschema

MODE, APPUI, ROOT = sys.argv[1], str(Path(sys.argv[2]).resolve()), Path(sys.argv[3])
N_KILLS = 500
N_KILLS_OUTPUT = 100
JOURNAL_MAX = 64 * 1024 * 1024
N_CROWDS = 40
DECIDE = ("decide", "basin.json", "plan.json", "rows.csv", "--in-place", "--quiet")
UNDO = ("decide", "--undo", "basin.json", "--quiet")
PLAN = ("plan", "basin.json", "--journal", "--quiet", "-o", "again.json")
ROWS = "dossier;décision;date\nhorloger;approuvé;10/02/2027\nscierie;réalisé;12/01/2027\n"
KEYS = ["format", "kind", "as_of", "basin", "before", "after", "plan"]
JOURNAL = jsonschema.Draft202012Validator(
    json.loads((ROOT / "docs/appui-journal-1.schema.json").read_text(encoding="utf-8")))
failures = []


def judge(good, what):
    if not good:
        failures.append(what)
        print(f"FAILED: {what}", file=sys.stderr)


def canonical(value):
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e16:
        return int(value)
    if isinstance(value, dict):
        return {key: canonical(item) for key, item in value.items()}
    if isinstance(value, list):
        return [canonical(item) for item in value]
    return value


def fingerprint(data):
    text = json.dumps(canonical(json.loads(data)), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


class Folder:
    def __init__(self):
        self.path = Path(tempfile.mkdtemp())
        for name in ("basin.json", "plan.json"):
            shutil.copy(ROOT / "tests/data/decide" / name, self.path)
        self.write("rows.csv", ROWS)

    def write(self, name, text):
        (self.path / name).write_text(text, encoding="utf-8")

    def read(self, name):
        return (self.path / name).read_bytes()

    def entries(self, name="basin.journal.jsonl"):
        found = [json.loads(line) for line in self.read(name).decode().splitlines()]
        for entry in found:
            for error in JOURNAL.iter_errors(entry):
                judge(False, f"{name}: {error.json_path}: {error.message}")
        return found

    def run(self, *arguments, stdin=b"", most=None):
        """Runs appui; no file may grow beyond `most` bytes."""
        limit = None if most is None else lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        return subprocess.run([APPUI, *arguments], cwd=self.path, input=stdin, capture_output=True,
                              env={"LANG": "C"}, preexec_fn=limit, check=False)

    def files(self):
        return sorted(entry.name for entry in self.path.iterdir())


def expect(folder, code, *arguments, **more):
    done = folder.run(*arguments, **more)
    judge(done.returncode == code, f"{' '.join(arguments)}: exit {done.returncode}, expected {code}: "
          f"{done.stderr.decode()}")
    return done


def check_dry_run(folder):
    before = folder.files()
    done = expect(folder, 0, "decide", "basin.json", "plan.json", "rows.csv", "--dry-run")
    judge(b"Retained: 2" in done.stdout, "a dry run does not show what it would do")
    judge(folder.files() == before, "a dry run writes files")
    answer = json.loads(expect(folder, 0, "decide", "basin.json", "plan.json", "rows.csv", "--dry-run",
                               "--json").stdout)
    judge((answer["ok"], answer["written"], answer["committee"]) == (True, False, "2027-02-10"),
          "--json of a dry run")


def check_in_place(folder):
    first = folder.read("basin.json")
    done = expect(folder, 0, "decide", "basin.json", "plan.json", "rows.csv", "--in-place")
    judge(b"Retained" in done.stdout and b"Retained" not in done.stderr, "stdout lacks what is done")
    (entry,) = folder.entries()
    second = folder.read("basin.json")
    judge(list(entry)[:7] == KEYS, f"keys of an entry: {list(entry)}")
    judge(list(entry)[7:] == ["committee", "decisions", "gap", "proposed_days", "decided_days", "undo"],
          f"keys of decisions: {list(entry)}")
    judge(entry["before"] == fingerprint(first) and entry["after"] == fingerprint(second), "fingerprints")
    judge(entry["plan"] == fingerprint(folder.read("plan.json")), "fingerprint of the plan")
    judge(entry["undo"].encode() == first, "the entry does not hold the bytes before")
    judge(entry["as_of"] == entry["committee"] == "2027-02-10", "dates of the entry")
    judge((entry["proposed_days"], entry["decided_days"]) == (3, 3), "days of the entry")
    expect(folder, 0, "check", "basin.json")
    return first, second


def check_other_state(folder):
    before = folder.read("basin.json")
    folder.write("late.csv", "project;need;decision;new_expert\nverrier;verrier/iso;approved;verre-iso\n")
    expect(folder, 3, "decide", "basin.json", "plan.json", "late.csv", "--in-place")
    judge(folder.read("basin.json") == before and len(folder.entries()) == 1, "a refused run writes")
    expect(folder, 0, "decide", "basin.json", "plan.json", "late.csv", "--in-place", "--force")
    judge(len(folder.entries()) == 2, "a forced run leaves no entry")


def check_names():
    """What operators call dossiers and partners, a first line for Excel, a French date of the option."""
    folder = Folder()
    folder.write("ids.csv", "dossier;décision;date;mandataire\nhorloger;agréé;10/02/2027;rail\n")
    folder.write("names.csv", "sep=;\r\nDossier;Décision;Date;Mandataire\r\n"
                 "HORLOGERIE DU LAC SARL;Agréé;10/02/2027;Rail\r\n")
    decide = ("decide", "basin.json", "plan.json")
    ids = expect(folder, 0, *decide, "ids.csv", "-o", "-", "--as-of", "2027-02-11").stdout
    names = expect(folder, 0, *decide, "names.csv", "-o", "-", "--as-of", "11/02/2027").stdout
    judge(ids == names, "names decide otherwise than ids")
    basin = json.loads(folder.read("basin.json"))
    basin["projects"][0]["company"] += " (fictive)"
    basin["projects"][1]["company"] = "Atelier"
    basin["projects"][2]["company"] = "Atelier (nord)"
    folder.write("bracket.json", json.dumps(basin))
    short = ("decide", "bracket.json", "plan.json", "names.csv", "--force", "--dry-run", "--json")
    name = basin["projects"][0]["company"].removesuffix(" (fictive)")
    folder.write("names.csv", f"dossier;décision\n{name};retiré\natelier;retiré\n")
    answer = json.loads(expect(folder, 0, *short).stdout)
    left = [change["project"] for change in answer["changes"] if change["kind"] == "status"]
    judge(left == [project["id"] for project in basin["projects"][:2]],
          f"a bracket behind a name hides it, or hides another: {left}")
    folder.write("long.csv", "dossier;décision\nhorloger;" + 800_000 * "é" + "\n")
    start_s = time.monotonic()
    done = expect(folder, 3, *decide, "long.csv", "--dry-run")
    judge(len(done.stderr) < 1000 and time.monotonic() - start_s < 5, "a long cell is repeated, or slow")
    shutil.rmtree(folder.path)


def check_without_plan():
    """What happened since needs nothing from the plan: a stale one serves, unless a row approves."""
    folder = Folder()
    expect(folder, 0, *DECIDE)
    before = folder.read("basin.json")
    folder.write("since.csv",
                 "dossier;besoin;décision;date\ntanneur;;signé;\nscierie;;réalisé;19/01/2027\n"
                 "scierie;;déplacé;26/01/2027\nhorloger;horloger/iso;clos;\n")
    expect(folder, 0, "decide", "basin.json", "plan.json", "since.csv", "--in-place", "--quiet")
    judge(folder.entries()[-1]["plan"] is None, "an unused plan stands in the journal")
    folder.write("since.csv", "dossier;décision\nhorloger;signé\nverrier;ajourné\n")
    done = expect(folder, 3, "decide", "basin.json", "plan.json", "since.csv", "--in-place")
    judge(b"sha256" in done.stderr, "a deferral takes a stale plan")
    expect(folder, 0, "decide", "--undo", "basin.json", "--quiet")
    judge(folder.read("basin.json") == before, "undo after a stale plan")
    shutil.rmtree(folder.path)


def check_undo(folder, first, second):
    third = folder.read("basin.json")
    done = expect(folder, 0, "decide", "--undo", "basin.json", "--dry-run")
    judge(b"would be undone: 1 decision" in done.stdout and folder.read("basin.json") == third, "a dry undo")
    done = expect(folder, 0, "decide", "--undo", "basin.json")
    judge(b"verrier: approved" in done.stdout and not done.stderr, "undo does not say what it undid")
    judge(folder.read("basin.json") == second, "undo does not restore the bytes")
    expect(folder, 0, "decide", "--undo", "basin.json")
    judge(folder.read("basin.json") == first, "a second undo does not restore the bytes")
    expect(folder, 3, "decide", "--undo", "basin.json")
    entries = folder.entries()
    judge([entry["kind"] for entry in entries] == ["decisions", "decisions", "undo", "undo"], "kinds")
    judge(list(entries[2])[:7] == KEYS and entries[2]["undoes"] == entries[1]["after"], "an undo entry")
    judge(all(a["after"] == b["before"] for a, b in zip(entries, entries[1:])), "the chain breaks")


def check_output(folder):
    journal = folder.read("basin.journal.jsonl")
    basin = folder.read("basin.json")
    expect(folder, 0, "decide", "basin.json", "plan.json", "rows.csv", "-o", "next.json", "--quiet")
    judge(folder.read("basin.json") == basin and folder.read("basin.journal.jsonl") == journal,
          "-o changes the basin decided on")
    judge(folder.read("next.journal.jsonl").startswith(journal), "the journal does not begin as a copy")
    judge(folder.entries("next.journal.jsonl")[-1]["after"] == fingerprint(folder.read("next.json")), "-o")
    done = expect(folder, 0, "decide", "basin.json", "plan.json", "-", "-o", "-", stdin=ROWS.encode("cp1252"))
    judge(done.stdout == folder.read("next.json"), "stdin and stdout give another basin")
    done = expect(folder, 0, "decide", "-", "plan.json", "rows.csv", "-o", "other.json", stdin=basin)
    judge(len(folder.entries("other.journal.jsonl")) == 1, "a basin from stdin has a journal of its own")
    expect(folder, 2, "decide", "basin.json", "plan.json", "rows.csv", "-o", "basin.json")


def check_plan_journal(folder):
    n = len(folder.entries())
    expect(folder, 0, "plan", "basin.json", "-o", "again.json", "--journal", "--quiet")
    entry = folder.entries()[-1]
    judge(len(folder.entries()) == n + 1 and entry["kind"] == "plan", "a plan leaves no entry")
    judge(list(entry) == KEYS + ["status", "tiers", "proposed_days", "projects"], f"keys of a plan: {entry}")
    judge(entry["before"] == entry["after"] == fingerprint(folder.read("basin.json")), "a plan's basin")
    judge(entry["plan"] == fingerprint(folder.read("again.json")), "a plan's fingerprint")
    judge((entry["proposed_days"], entry["projects"], entry["status"]) == (5.5, 2, "optimal"),
          "a plan's figures")
    judge(entry["tiers"][0] == {"name": "coverage", "value": 11}, f"a plan's tiers: {entry['tiers']}")
    expect(folder, 2, "plan", "-", "--journal", stdin=folder.read("basin.json"))


def check_usage(folder):
    operands = ("decide", "basin.json", "plan.json", "rows.csv")
    expect(folder, 2, *operands)
    expect(folder, 2, *operands[:3], "--in-place")
    expect(folder, 2, *operands, "--in-place", "-o", "x.json")
    expect(folder, 2, *operands, "-o", "-", "--json")
    expect(folder, 2, "decide", "-", "plan.json", "-", "-o", "x.json")
    expect(folder, 2, "decide", "-", "plan.json", "rows.csv", "--in-place")
    expect(folder, 2, "decide", "--undo", "basin.json", "plan.json")
    expect(folder, 2, "decide", "--undo", "-")
    done = expect(folder, 2, *operands, "--in-place", "--as-of", "2031-01-01")
    judge(b"--as-of" in done.stderr, "a date beyond the horizon is not said to be the option's")
    expect(folder, 6, "decide", "basin.json", "plan.json", "no.csv", "--in-place")
    expect(folder, 6, *operands, "-o", "no/where.json")


def check_failed_write(folder):
    """A basin that cannot be written leaves the journal as it was."""
    full = Path("/dev/full")
    if not full.exists():
        return
    (folder.path / "full.json").symlink_to(full)
    before = folder.read("basin.journal.jsonl")
    expect(folder, 6, "decide", "basin.json", "plan.json", "rows.csv", "-o", "full.json")
    judge(folder.read("basin.journal.jsonl") == before, "a failed write changes the journal")


def check_journal_file():
    """A journal stands beside the real basin, is as private, and comes only with a file that was written."""
    folder = Folder()
    decide = ("decide", "basin.json", "plan.json", "rows.csv", "--quiet")
    (folder.path / "real").mkdir()
    (folder.path / "basin.json").rename(folder.path / "real/basin.json")
    (folder.path / "basin.json").symlink_to("real/basin.json")
    (folder.path / "real/basin.json").chmod(0o600)
    before = folder.files()
    for target, code in (("real", 6), ("/dev/null", 0), ("no/where.json", 6)):
        expect(folder, code, *decide, "-o", target)
        judge(folder.files() == before, f"a journal for {target}: {folder.files()}")
    expect(folder, 0, *decide, "--in-place")
    journal = folder.path / "real/basin.journal.jsonl"
    judge(folder.files() == before and journal.exists(), "the journal stands beside a link")
    judge(journal.stat().st_mode & 0o777 == 0o600, f"mode of the journal: {journal.stat().st_mode:o}")
    expect(folder, 0, "decide", "--undo", "basin.json", "--quiet")
    shutil.rmtree(folder.path)


def check_basin_too_big():
    """Where the journal could be written and the basin could not, the journal is as it was before."""
    folder = Folder()
    small = json.dumps(json.loads(folder.read("basin.json")), separators=(",", ":"), ensure_ascii=False)
    folder.write("basin.json", small)
    decide = ("decide", "basin.json", "plan.json", "rows.csv", "--quiet")
    expect(folder, 0, *decide, "-o", "next.json")
    entry, left = folder.read("next.journal.jsonl"), folder.read("next.journal.jsonl")[:-1]
    basin_bytes = len(folder.read("next.json"))
    (folder.path / "next.json").unlink()
    (folder.path / "next.journal.jsonl").unlink()
    expect(folder, 0, "plan", "basin.json", "--journal", "--quiet", "-o", "again.json")
    planned = folder.read("basin.journal.jsonl")
    judge(len(planned) + len(entry) < basin_bytes - 1, "the basin is not bigger than its journal")
    for before, more in ((b"", "--in-place"), (planned, "--in-place"), (b"", "-o"), (planned, "-o"),
                         (left, "-o")):
        (folder.path / "basin.journal.jsonl").unlink(missing_ok=True)
        if before:
            (folder.path / f"{'next' if before == left else 'basin'}.journal.jsonl").write_bytes(before)
        target = (more,) if more == "--in-place" else (more, "next.json")
        done = folder.run(*decide, *target, most=basin_bytes - 1)
        judge(done.returncode == 6 and b"cannot be written" in done.stderr, f"{more}: {done.stderr}")
        judge(folder.read("basin.json").decode() == small and "next.json" not in folder.files(),
              f"{more} writes a basin")
        journals = {name: folder.read(name) for name in folder.files() if name.endswith(".jsonl")}
        judge(journals == ({"basin.journal.jsonl": planned} if before == planned else {}),
              f"{more}: a journal tells what did not happen, or is lost: {list(journals)}")
    shutil.rmtree(folder.path)


def check_other_journal():
    """No new basin takes the journal of another one, be it the one decided on, and none is replaced."""
    folder = Folder()
    decide = ("decide", "basin.json", "plan.json", "rows.csv", "--quiet")
    (folder.path / "link").symlink_to("basin")
    before = folder.files()
    for target in ("basin", "./basin", "link"):
        for more in ((), ("--dry-run",), ("--force",)):
            done = expect(folder, 2, *decide, "-o", target, *more)
            judge(f"the journal of '{target}' would be that of the basin decided on (basin.journal.jsonl)"
                  in done.stderr.decode(), done.stderr)
    done = expect(folder, 2, *decide, "-o", "basin", "--lang", "fr")
    judge("le journal de « basin » serait celui du bassin de départ (basin.journal.jsonl)"
          in done.stderr.decode(), done.stderr)
    judge(folder.files() == before, f"a refused target leaves {folder.files()}")
    expect(folder, 0, *decide, "-o", "next.json")
    basin, journal = folder.read("next.json"), folder.read("next.journal.jsonl")
    for target, gone in (("next", False), ("next.json", True)):
        if gone:
            (folder.path / "next.json").unlink()
        for more in ((), ("--dry-run",)):
            done = expect(folder, 2, *decide, "-o", target, *more)
            judge(f"the journal of '{target}' is there already (next.journal.jsonl)"
                  in done.stderr.decode(), done.stderr)
        done = expect(folder, 2, *decide, "-o", target, "--lang", "fr")
        judge(f"le journal de « {target} » existe déjà (next.journal.jsonl)"
              in done.stderr.decode(), done.stderr)
        judge(folder.read("next.journal.jsonl") == journal, "the journal of another basin is replaced")
    for foreign in (b"notes without a line end", journal + b"["):
        (folder.path / "next.journal.jsonl").write_bytes(foreign)
        done = expect(folder, 3, *decide, "-o", "next.json")
        judge(b"is no entry that appui wrote" in done.stderr, done.stderr)
        answer = json.loads(expect(folder, 3, *decide, "-o", "next.json", "--json").stdout)
        judge(answer["faults"][-1]["code"] == "journal_entry" and
              answer["faults"][-1]["file"] == "next.journal.jsonl", "--json of a journal that is none")
        judge(folder.read("next.journal.jsonl") == foreign, "what appui did not write is replaced")
    for stopped in (journal[:-1], b""):  # begun by a run that was stopped before its basin; empty
        (folder.path / "next.journal.jsonl").write_bytes(stopped)
        done = expect(folder, 0, *decide, "-o", "next.json")
        judge(not done.stderr, f"what a stopped run left is told: {done.stderr}")
        judge((folder.read("next.json"), folder.read("next.journal.jsonl")) == (basin, journal),
              "a journal that a stopped run began is in the way")
        (folder.path / "next.json").unlink()
    shutil.rmtree(folder.path)


def check_unreadable_journal():
    """A journal that is too big to be read is not replaced."""
    folder = Folder()
    folder.write("next.journal.jsonl", "")
    os.truncate(folder.path / "next.journal.jsonl", JOURNAL_MAX + 1)
    done = expect(folder, 3, "decide", "basin.json", "plan.json", "rows.csv", "-o", "next.json", "--quiet")
    judge(b"next.journal.jsonl: is too big" in done.stderr, "a journal too big to read is not named")
    judge("next.json" not in folder.files() and
          (folder.path / "next.journal.jsonl").stat().st_size > JOURNAL_MAX,
          "a journal that cannot be read is replaced")
    shutil.rmtree(folder.path)


def check_full_journal():
    """No entry is written that could not be read again; what was decided before can still be undone."""
    folder = Folder()
    expect(folder, 0, *DECIDE)
    entry = folder.read("basin.journal.jsonl")
    full = JOURNAL_MAX - 64 * 1024
    (folder.path / "basin.journal.jsonl").write_bytes(b"\n" * (full - len(entry)) + entry)
    basin = folder.read("basin.json")
    folder.write("done.csv", "dossier;décision;date\nscierie;réalisé;19/01/2027\n")
    for more in ((), ("--in-place", "--json"), ("-o", "next.json")):
        done = expect(folder, 3, "decide", "basin.json", "plan.json", "done.csv", *(more or ("--in-place",)))
        if "--json" in more:
            judge(json.loads(done.stdout)["faults"][-1]["code"] == "journal_full" and not done.stderr,
                  "--json of a full journal")
        else:
            judge(b"basin.journal.jsonl: is so long" in done.stderr, f"a full journal: {done.stderr}")
    expect(folder, 3, *PLAN)
    judge(folder.read("basin.json") == basin and "next.json" not in folder.files() and
          (folder.path / "basin.journal.jsonl").stat().st_size == full, "a refused run writes")
    expect(folder, 0, *UNDO)
    expect(folder, 3, *UNDO)
    last = folder.read("basin.journal.jsonl").splitlines()[-1]
    judge(json.loads(last)["kind"] == "undo", "an undo is not noted in a full journal")
    (folder.path / "basin.journal.jsonl").rename(folder.path / "moved.jsonl")
    expect(folder, 0, *DECIDE)
    judge(len(folder.entries()) == 1, "no new journal begins")
    shutil.rmtree(folder.path)


def check_existing_target():
    """A basin is replaced in place only: two files that are replaced apart may be left as no pair."""
    folder = Folder()
    decide = ("decide", "basin.json", "plan.json", "rows.csv", "--quiet")
    expect(folder, 0, *decide, "-o", "next.json")
    basin, journal = folder.read("next.json"), folder.read("next.journal.jsonl")
    (folder.path / "link.json").symlink_to("next.json")
    for target in ("next.json", "link.json", "rows.csv"):
        for more in ((), ("--force",), ("--dry-run",)):
            expect(folder, 2, *decide, "-o", target, *more)
    done = expect(folder, 2, *decide, "-o", "next.json", "--lang", "fr")
    judge("« next.json » existe déjà" in done.stderr.decode(), done.stderr)
    judge((folder.read("next.json"), folder.read("next.journal.jsonl")) == (basin, journal),
          "a refused target is written")
    shutil.rmtree(folder.path)


def check_plan_broken(folder):
    plan = json.loads(folder.read("plan.json"))
    plan["lines"][0]["sessions"][0]["date"] = "2027-02-13"
    folder.write("broken.json", json.dumps(plan))
    done = expect(folder, 1, "decide", "basin.json", "broken.json", "rows.csv", "--in-place", "--force")
    judge(b"the plan does not hold" in done.stderr, "a plan that does not hold is decided on")


def contract():
    folder = Folder()
    check_dry_run(folder)
    first, second = check_in_place(folder)
    check_other_state(folder)
    check_undo(folder, first, second)
    check_output(folder)
    check_plan_journal(folder)
    check_usage(folder)
    check_failed_write(folder)
    check_plan_broken(folder)
    shutil.rmtree(folder.path)
    check_without_plan()
    check_names()
    check_journal_file()
    check_basin_too_big()
    check_other_journal()
    check_unreadable_journal()
    check_full_journal()
    check_existing_target()
    check_journal_spared()
    check_foreign_journal()
    check_no_file()
    check_stopped_before_edit()


def check_journal_spared():
    """The journal of the basin, there or not yet, is no target of anything."""
    folder = Folder()
    targets = ["basin.journal.jsonl", "./basin.journal.jsonl", "link.jsonl"]
    (folder.path / "link.jsonl").symlink_to("basin.journal.jsonl")
    for round_ in range(2):
        files = {name: folder.read(name) for name in folder.files() if (folder.path / name).exists()}
        for target in targets:
            for run in (("plan", "basin.json", "--journal", "-o", target),
                        ("report", "basin.json", "plan.json", "--for", "year", "--json", "-o", target),
                        ("decide", "basin.json", "plan.json", "rows.csv", "-o", target),
                        ("export", "basin.json", "--to", "lp", "-o", target)):
                done = expect(folder, 2, *run)
                judge(b"is the journal of the basin" in done.stderr or b"is there already" in done.stderr,
                      f"{run}: {done.stderr}")
        judge(all(folder.read(name) == data for name, data in files.items()) and
              (round_ == 1 or "basin.journal.jsonl" not in folder.files()), "a journal is overwritten")
        if round_ == 0:
            expect(folder, 0, *DECIDE)
    expect(folder, 0, "plan", "basin.json", "--quiet", "-o", "other.journal.jsonl")
    shutil.rmtree(folder.path)


def check_foreign_journal():
    """What appui did not write is a fault and stays, byte for byte; half an entry goes with a warning."""
    folder = Folder()
    expect(folder, 0, *DECIDE)
    basin, entry = folder.read("basin.json"), folder.read("basin.journal.jsonl")
    folder.write("done.csv", "dossier;décision;date\nscierie;réalisé;19/01/2027\n")
    runs = (PLAN, ("decide", "basin.json", "plan.json", "done.csv", "--in-place", "--quiet"), UNDO)
    for foreign in ((entry + entry).replace(b"\n", b"\r"), b"notes without a line end", bytes(5000),
                    entry + b"[", entry + entry[:-1] + b"{"):
        (folder.path / "basin.journal.jsonl").write_bytes(foreign)
        for run in runs:
            done = expect(folder, 3, *run)
            judge(done.stderr.count(b"is no entry that appui wrote") == 1, f"{run}: {done.stderr}")
        judge(folder.read("basin.journal.jsonl") == foreign and folder.read("basin.json") == basin,
              f"a journal that is none is written: {foreign[:20]}")
    for run in runs:
        (folder.path / "basin.json").write_bytes(basin)
        (folder.path / "basin.journal.jsonl").write_bytes(entry + entry[:1000])
        done = expect(folder, 0, *run)
        judge(b"warning: basin.journal.jsonl:2:1: the last line is cut short" in done.stderr,
              f"{run} drops half a line in silence: {done.stderr}")
        judge(len(folder.entries()) == 2, "half a line stays")
    shutil.rmtree(folder.path)


def check_no_file():
    """A pipe or a device in the journal's place is refused, and nobody waits for it."""
    folder = Folder()
    before = folder.read("basin.json")
    journal = folder.path / "basin.journal.jsonl"
    for make in (lambda: os.mkfifo(journal), lambda: journal.symlink_to("/dev/null")):
        make()
        for run in (DECIDE, PLAN, UNDO, ("decide", "-", "plan.json", "rows.csv", "-o", "basin.json")):
            if run[1] == "-":
                (folder.path / "basin.json").unlink()
            done = expect(folder, 6, *run, stdin=before)
            judge(b"is a device or a pipe" in done.stderr, f"{run}: {done.stderr}")
        judge("basin.json" not in folder.files(), "a refused run writes a basin")
        folder.path.joinpath("basin.json").write_bytes(before)
        journal.unlink()
    shutil.rmtree(folder.path)


def check_stopped_before_edit():
    """A run stopped before its basin, which is then edited by hand: its entry never counts."""
    folder = Folder()
    first = folder.read("basin.json")
    expect(folder, 0, *DECIDE)
    entry = folder.read("basin.journal.jsonl")
    judge(entry.endswith(b"}\n"), "a line without end")
    edited = json.dumps(dict(json.loads(first), name="Another")).encode()
    for basin, journal, n in ((edited, entry[:-1], 0), (edited, entry, 1), (first, entry[:-1], 0)):
        (folder.path / "basin.json").write_bytes(basin)
        (folder.path / "basin.journal.jsonl").write_bytes(journal)
        done = expect(folder, 0, "report", "basin.json", "plan.json", "--for", "year", "--json")
        judge(json.loads(done.stdout)["overrides"]["entries"] == n, f"{n} entries count: {done.stdout}")
        warned = b"was stopped before it had written" in done.stderr
        judge(warned == (basin == edited and n == 0), f"the entry left out: {done.stderr}")
    (folder.path / "basin.json").write_bytes(edited)
    done = expect(folder, 0, *PLAN)
    judge(b"was stopped before it had written" in done.stderr, "an entry is removed in silence")
    judge([e["kind"] for e in folder.entries()] == ["plan"], "an entry that did not happen stays")
    expect(folder, 3, *UNDO)
    shutil.rmtree(folder.path)


def start(folder, *arguments):
    return subprocess.Popen([APPUI, *arguments], cwd=folder.path, stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={"LANG": "C"})


def end(child):
    out, err = child.communicate()
    return child.returncode, out.decode(), err.decode()


def check_refused_while_locked(folder):
    """Another process holds the folder all the time: each run gives up, says so, and writes nothing."""
    before = folder.read("basin.json")
    holder = os.open(folder.path, os.O_RDONLY)
    fcntl.flock(holder, fcntl.LOCK_EX)
    runs = [start(folder, *DECIDE), start(folder, *DECIDE, "--lang", "fr"), start(folder, *DECIDE, "--json"),
            start(folder, *UNDO), start(folder, *PLAN)]
    dry = start(folder, "decide", "basin.json", "plan.json", "rows.csv", "--dry-run", "--quiet")
    (code, _, english), french, as_json, undo, plan = map(end, runs)
    os.close(holder)
    judge(end(dry)[0] == 0, "a dry run waits for a lock")
    judge((code, french[0], as_json[0], undo[0], plan[0]) == (6, 6, 6, 6, 6),
          f"exit codes of locked runs: {code}, {french}, {as_json}, {undo}, {plan}")
    judge("another run of appui is writing it" in english and english.startswith("basin.json: "), english)
    judge("une autre commande appui y écrit" in french[2], french[2])
    judge(json.loads(as_json[1])["faults"][0]["code"] == "file_busy", as_json[1])
    judge(folder.read("basin.json") == before, "a locked run writes the basin")
    judge("basin.journal.jsonl" not in folder.files(), "a locked run writes the journal")


def check_locked_target():
    """The folder of -o is locked too, the one that a link leads to, and it is the target that is busy."""
    folder = Folder()
    (folder.path / "far").mkdir()
    (folder.path / "link.json").symlink_to("far/next.json")
    holder = os.open(folder.path / "far", os.O_RDONLY)
    fcntl.flock(holder, fcntl.LOCK_EX)
    decide = ("decide", "basin.json", "plan.json", "rows.csv", "--quiet", "-o")
    as_json = end(start(folder, *decide, "link.json", "--json"))
    for target in ("far/next.json", "link.json"):
        code, _, said = end(start(folder, *decide, target))
        judge(code == 6 and said.startswith(f"{target}: another run"), f"busy {target}: {code}, {said}")
    judge(json.loads(as_json[1])["faults"][0]["file"] == "link.json", "--json of a busy target")
    os.close(holder)
    holder = os.open(folder.path, os.O_RDONLY)
    fcntl.flock(holder, fcntl.LOCK_EX)
    code, _, said = end(start(folder, *decide, "link.json"))
    judge(code == 6 and said.startswith("basin.json: another run"), f"a busy source: {code}, {said}")
    os.close(holder)
    expect(folder, 0, *decide, "link.json")
    judge((folder.path / "far/next.journal.jsonl").exists(), "the journal stands beside a link")
    shutil.rmtree(folder.path)


def check_killed_lock(folder):
    """A run that holds the lock and is killed leaves nothing that blocks the next."""
    hold = ("import fcntl, os\nfcntl.flock(os.open('.', os.O_RDONLY), fcntl.LOCK_EX)\n"
            "print(1, flush=True)\ninput()")
    holder = subprocess.Popen([sys.executable, "-c", hold], cwd=folder.path, stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE)
    holder.stdout.readline()
    waiting = start(folder, *DECIDE)
    holder.kill()
    holder.communicate()
    judge(end(waiting)[0] == 0, "a killed holder blocks the next run")
    expect(folder, 0, *UNDO)


def check_crowd(folder, runs):
    """Several runs at once are as good as one after the other. Returns their exit codes, sorted."""
    before = whole_entries(folder)
    children = [start(folder, *arguments) for arguments in runs]
    codes = sorted(end(child)[0] for child in children)
    after = whole_entries(folder)
    judge(after[:len(before)] == before, "entries of earlier runs are lost")
    happened = [entry for entry in after if entry["kind"] != "plan"]
    judge(len(after) - len(before) == codes.count(0), f"{codes}, but {len(after) - len(before)} entries")
    judge(all(a["after"] == b["before"] for a, b in zip(happened, happened[1:])), "the chain breaks")
    judge(happened[-1]["after"] == fingerprint(folder.read("basin.json")), "the chain ends elsewhere")
    return codes


def crowd():
    folder = Folder()
    old = folder.read("basin.json")
    check_refused_while_locked(folder)
    check_killed_lock(folder)
    check_locked_target()
    for _ in range(N_CROWDS):
        (folder.path / "basin.journal.jsonl").unlink()
        judge(check_crowd(folder, [DECIDE] * 3) == [0, 3, 3], "the same decisions are taken twice")
        judge(check_crowd(folder, [UNDO] * 3) == [0, 3, 3], "the same decisions are undone twice")
        judge(folder.read("basin.json") == old, "undone, the basin is another")
        judge(check_crowd(folder, [DECIDE, PLAN, PLAN]) == [0, 0, 0], "decisions beside plans")
        expect(folder, 0, *UNDO)
    shutil.rmtree(folder.path)


def run_killed(folder, arguments, seconds):
    """Starts a run and kills it after so many seconds. Returns whether it was still running."""
    child = subprocess.Popen([APPUI, *arguments], cwd=folder.path, stdin=subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={"LANG": "C"})
    time.sleep(seconds)
    child.send_signal(signal.SIGKILL)
    return child.wait() == -signal.SIGKILL


def whole_entries(folder):
    """Whole entries, the last also without its line's end; half a line there is what a kill may leave."""
    path = folder.path / "basin.journal.jsonl"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith(("\n", "}"))]


def check_pair(folder, present, states, chain, moments):
    """The basin is one of two states, and the journal says which, or holds one entry too many."""
    judge(present in states, "a killed run leaves a basin that is neither the old nor the new one")
    entries = whole_entries(folder)
    if entries and entries[-1]["after"] != present:
        moments["between"] += 1
        judge(entries[-1]["before"] == present, "the last entry belongs to neither state")
        entries.pop()
    judge([e["after"] for e in entries][:len(chain)] == chain, "a killed run loses entries")
    judge(not entries or entries[-1]["after"] == present, "the chain does not end in the basin")
    return [e["after"] for e in entries]


def check_repaired(folder):
    """After a run that was not killed, every line counts."""
    entries = whole_entries(folder)
    judge(folder.read("basin.journal.jsonl").endswith(b"\n"), "half a line stays in the journal")
    judge(all(a["after"] == b["before"] for a, b in zip(entries, entries[1:])), "the chain breaks")
    judge(entries[-1]["after"] == fingerprint(folder.read("basin.json")), "the chain ends elsewhere")
    return [e["after"] for e in entries]


def moment(draw, length):
    """Seconds to live: anywhere in a run, and every other time near its end, where it writes."""
    return draw.uniform(0, 1.2 * length) if draw.random() < 0.5 else draw.uniform(0.6 * length, length)


def kill_output():
    """A run killed while it writes another basin leaves none, or one beside its own journal."""
    folder, left = Folder(), {"nothing": 0, "journal": 0, "both": 0}
    decide = ("decide", "basin.json", "plan.json", "rows.csv", "--quiet", "-o", "next.json")
    start = time.monotonic()
    expect(folder, 0, *decide)
    length = time.monotonic() - start
    basin = folder.read("next.json")
    draw = random.Random(20270204)
    for i in range(N_KILLS_OUTPUT):
        if "next.json" in folder.files() or i % 3 > 0:
            for name in ("next.json", "next.journal.jsonl"):
                (folder.path / name).unlink(missing_ok=True)
        elif "next.journal.jsonl" in folder.files():  # what a killed run left is in nobody's way
            expect(folder, 0, *decide)
            judge(folder.read("next.json") == basin, "what a killed run left changes the basin")
            continue
        run_killed(folder, decide, moment(draw, length))
        there = "next.json" in folder.files()
        if there:
            judge(folder.read("next.json") == basin, "a killed run leaves half a basin")
            judge(folder.entries("next.journal.jsonl")[-1]["after"] == fingerprint(basin),
                  "a basin stands beside the journal of another")
        left["both" if there else "journal" if "next.journal.jsonl" in folder.files() else "nothing"] += 1
    print(f"{N_KILLS_OUTPUT} runs that write another basin, killed, leave: {left}")
    shutil.rmtree(folder.path)


def kill():
    kill_output()
    folder = Folder()
    old = folder.read("basin.json")
    decide, undo = DECIDE, UNDO
    length = 60.0  # of a run that nothing disturbs
    for _ in range(5):
        start = time.monotonic()
        expect(folder, 0, *decide)
        length = min(length, time.monotonic() - start)
        new = folder.read("basin.json")
        expect(folder, 0, *undo)
    chain, moments = check_repaired(folder), {"before": 0, "between": 0, "after": 0, "over": 0}
    draw = random.Random(20270203)
    for i in range(N_KILLS):
        forwards = folder.read("basin.json") == old
        killed = run_killed(folder, decide if forwards else undo, moment(draw, length))
        present = folder.read("basin.json")
        chain = check_pair(folder, fingerprint(present), {fingerprint(old), fingerprint(new)}, chain,
                           moments)
        moved = present == (new if forwards else old)
        moments["over" if not killed else "after" if moved else "before"] += 1
        if i % 2 == 0:
            expect(folder, 0, *(undo if folder.read("basin.json") == new else decide))
            chain = check_repaired(folder)
            judge(not any(name.startswith(".appui-") for name in folder.files()), "a killed run's file stays")
        for name in folder.files():
            judge(name in ("basin.json", "plan.json", "rows.csv", "basin.journal.jsonl") or
                  name.startswith(".appui-"), f"a killed run leaves {name}")
        if len(chain) > 60:  # the journal holds the basin once a step: begin anew
            (folder.path / "basin.journal.jsonl").unlink()
            (folder.path / "basin.json").write_bytes(old)
            chain = []
    judge(moments["before"] > N_KILLS // 10 and moments["between"] + moments["after"] > 0,
          f"too few runs were killed while they wrote: {moments}")
    print(f"{N_KILLS} runs, killed before the basin was written (between journal and basin), after it, or "
          f"over in time: {moments}")
    shutil.rmtree(folder.path)


os.umask(0o022)
{"contract": contract, "crowd": crowd, "kill": kill}[MODE]()
print(f"{len(failures)} failed")
sys.exit(1 if failures else 0)
