#!/usr/bin/python3
"""Replays the story of a basin, two years of committees, step by step and to the same bytes each time.

For each folder of examples/story, in order, as an operator would do it:
  1. sessions.csv   what happened since the last committee: appui decide, on the calendar in force
  2. edit.json      new dossiers, absences, a partner that joins: merged into the basin
  3.                appui plan --previous: the proposal that the committee reads
  4. decisions.csv  what the committee decided: appui decide
  5.                appui plan --previous: the calendar in force until the next committee
Then the report for the two years. Everything stays in OUT (default: build/story), one folder per step.

usage: story.py [--appui PROGRAM] [--story DIR] [--record] [OUT]
  --record   writes the fingerprints of what came out, and the reports, into the story's folder
"""
import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCALES = [os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
FRENCH = next(filter(None, LOCALES), "").startswith("fr")
PROGRAMS = ("build/release/cli/appui", "build/dev/cli/appui")
REPORTS = ("year.fr.txt", "year.en.txt")
YEARS = ("2026-01-01", "2027-12-31")


def say(english, french):
    print(french if FRENCH else english, flush=True)


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def write(path, value):
    text = json.dumps(value, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def merge(basin, edit):
    """Puts an edit into a basin: plain values replace; of lists, what has the id of an entry changes its
    keys, the rest is appended."""
    for key, value in edit.items():
        if not isinstance(value, list):
            basin[key] = value
            continue
        entries = {entry["id"]: entry for entry in basin.setdefault(key, [])}
        for entry in value:
            if entry["id"] in entries:
                entries[entry["id"]].update(entry)
            else:
                basin[key].append(entry)


class Replay:
    """The basin on its way through the story: its file, and the last plan made of it."""

    def __init__(self, program, story, out):
        self.program, self.story, self.out = program, story, out
        self.basin, self.plan = "basin.json", None

    def appui(self, *arguments):
        """Runs the program in OUT, so that no message names a folder of this machine; stops at its first
        refusal, with its own words."""
        done = subprocess.run([self.program, *arguments], cwd=self.out, capture_output=True, text=True,
                              check=False)
        if done.returncode != 0:
            sys.exit(f"story: appui {' '.join(arguments)}: exit {done.returncode}\n{done.stderr}")
        return done

    def replan(self, plan):
        """A new plan beside the one in force, its report, and its verification."""
        previous = ["--previous", self.plan] if self.plan else []
        self.appui("plan", self.basin, *previous, "--journal", "-o", plan)
        self.appui("check", self.basin, plan)
        self.appui("report", self.basin, plan, "--for", "plan", "--format", "text", "--lang", "fr",
                   "-o", plan.replace(".json", ".txt"))
        self.plan = plan
        return read(self.out / plan)

    def decide(self, rows, *options):
        done = self.appui("decide", self.basin, self.plan, rows, "--in-place", "--lang", "fr", *options)
        (self.out / rows.replace(".csv", ".txt")).write_text(done.stdout + done.stderr, encoding="utf-8")

    def step(self, folder):
        """One committee: what happened before it, its proposal, its decisions, the calendar after it."""
        name = folder.name
        shutil.copytree(folder, self.out / name)
        edit = read(folder / "edit.json") if (folder / "edit.json").exists() else {}
        if (folder / "sessions.csv").exists():
            self.decide(f"{name}/sessions.csv", "--as-of", edit["as_of"])
        if edit:
            basin = read(self.out / self.basin)
            merge(basin, edit)
            write(self.out / self.basin, basin)
        proposal = self.replan(f"{name}/proposal.json")
        if (folder / "decisions.csv").exists():
            self.decide(f"{name}/decisions.csv")
            self.replan(f"{name}/calendar.json")
        return len(proposal["changes"])


def last_decisions(replay):
    lines = (replay.out / "basin.journal.jsonl").read_text(encoding="utf-8").splitlines()
    return [entry for entry in map(json.loads, lines) if entry["kind"] == "decisions"][-1]


def row_of(replay, folder, changes):
    """A line of the table: the committee's dossiers by what became of them, and the days it retained."""
    if not (folder / "decisions.csv").exists():
        return f"{folder.name[3:]}  {'–':>8}  {'–':>8}  {'–':>5}  {changes:>10}"
    entry = last_decisions(replay)
    status = {project["id"]: project["status"] for project in read(replay.out / replay.basin)["projects"]
              if project.get("committee") == folder.name[3:]}
    judged = [project for project in status if status[project] in ("approved", "running", "refused")]
    deferred = {row["project"] for row in entry["decisions"] if row["decision"] == "deferred"}
    retained = [project for project in judged if status[project] != "refused"]
    days = f"{entry['decided_days']:g}".replace(".", "," if FRENCH else ".")
    examined = len(judged) + len(deferred)
    return f"{folder.name[3:]}  {examined:>8}  {len(retained):>8}  {days:>5}  {changes:>10}"


def report_years(replay):
    """The two years in words, in both languages, and in figures."""
    year = ["report", replay.basin, replay.plan, "--for", "year", "--from", YEARS[0], "--to", YEARS[1]]
    for name in REPORTS:
        replay.appui(*year, "--format", "text", "--lang", name.split(".")[1], "-o", name)
    replay.appui(*year, "--json", "-o", "year.json")


def fingerprints(out):
    """The lines of SHA256SUMS, as sha256sum prints them: plans, basin, journal and figures. Words may be
    mended without touching what was planned and decided, so texts are left out."""
    files = sorted(path for path in out.rglob("*")
                   if path.suffix in (".json", ".jsonl") and path.name != "edit.json")
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(out).as_posix()}\n"
                   for path in files)


def record(replay):
    (replay.story / "SHA256SUMS").write_text(fingerprints(replay.out), encoding="utf-8")
    for name in REPORTS:
        shutil.copy(replay.out / name, replay.story / name)


def empty(out):
    """An older replay may be replaced, nothing else."""
    if out.exists() and any(out.iterdir()):
        if not (out / "basin.journal.jsonl").exists():
            sys.exit(f"story: {out} is neither empty nor an older replay")
        shutil.rmtree(out)
    out.mkdir(parents=True, exist_ok=True)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--appui", metavar="PROGRAM", type=Path)
    parser.add_argument("--story", metavar="DIR", type=Path, default=ROOT / "examples/story")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("out", metavar="OUT", nargs="?", type=Path, default=ROOT / "build/story")
    given = parser.parse_args()
    built = [ROOT / name for name in PROGRAMS if (ROOT / name).exists()]
    if given.appui is None and not built:
        parser.error("no appui built yet: run scripts/demo.sh, or name it with --appui")
    given.appui = (given.appui or built[0]).resolve()
    return given


def main():
    given = arguments()
    empty(given.out)
    replay = Replay(given.appui, given.story.resolve(), given.out)
    shutil.copy(given.story / "basin.json", given.out / replay.basin)
    say("committee   examined  retained   days     changes",
        "comité      examinés   retenus  jours  changements")
    for folder in sorted(path for path in given.story.iterdir() if path.is_dir()):
        print(row_of(replay, folder, replay.step(folder)), flush=True)
    report_years(replay)
    if given.record:
        record(replay)
    say(f"All of it stands in {given.out}; the two years are told in year.en.txt.",
        f"Tout se trouve dans {given.out} ; les deux années sont racontées dans year.fr.txt.")


if __name__ == "__main__":
    main()
