#!/usr/bin/env python3
"""Replays examples/story and holds it to what it claims: the same bytes as recorded, every plan proved and
verified, each kind of decision taken, and the totals of the sources.

usage: story.py APPUI SOURCE_DIR
"""
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import jsonschema

APPUI, ROOT = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
STORY = ROOT / "examples/story"


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def run(*command):
    environment = {**os.environ, "LC_ALL": "C"}
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False,
                          env=environment)


class Story(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.out = Path(cls.folder.name) / "out"
        cls.replayed = run(sys.executable, ROOT / "scripts/story.py", "--appui", APPUI, cls.out)
        if cls.replayed.returncode != 0:
            raise AssertionError(cls.replayed.stderr)
        cls.basin = read(cls.out / "basin.json")
        cls.year = read(cls.out / "year.json")
        lines = (cls.out / "basin.journal.jsonl").read_text(encoding="utf-8").splitlines()
        cls.journal = [json.loads(line) for line in lines]

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def plans(self):
        return sorted([*self.out.glob("*/proposal.json"), *self.out.glob("*/calendar.json")])

    def lenders_of(self, need):
        partner_of = {expert["id"]: expert["partner"] for expert in self.basin["experts"]}
        return {partner_of[line["expert"]] for line in self.basin["lines"] if line["need"] == need}

    def test_comes_out_in_the_bytes_recorded(self):
        sums = (STORY / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
        recorded = dict(reversed(line.split("  ")) for line in sums)
        found = {path.relative_to(self.out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
                 for path in self.out.rglob("*")
                 if path.suffix in (".json", ".jsonl") and path.name != "edit.json"}
        other = sorted(name for name in {**recorded, **found} if recorded.get(name) != found.get(name))
        self.assertEqual(other, [], "scripts/story.py --record renews them, where the change is wanted")
        for name in ("year.fr.txt", "year.en.txt"):
            self.assertEqual((self.out / name).read_bytes(), (STORY / name).read_bytes(), name)

    def test_proves_every_plan(self):
        self.assertEqual(len(self.plans()), 25)
        for path in self.plans():
            self.assertEqual(read(path)["status"], "optimal", path)

    def test_writes_plans_that_their_schema_accepts(self):
        schema = jsonschema.Draft202012Validator(read(ROOT / "docs/appui-plan-1.schema.json"))
        for path in self.plans():
            self.assertEqual([error.message for error in schema.iter_errors(read(path))], [], path)

    def test_ends_with_a_basin_and_a_plan_that_hold(self):
        done = run(APPUI, "check", self.out / "basin.json", self.out / "13-2027-12-17/proposal.json")
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_is_the_basin_of_the_example(self):
        example = read(ROOT / "examples/auxois-morvan.json")
        facts = [{(p["id"], p["company"], p["jobs"], p["sponsor"]) for p in basin["projects"]}
                 for basin in (example, self.basin)]
        self.assertEqual(*facts)
        self.assertEqual({p["id"] for p in example["partners"]}, {p["id"] for p in self.basin["partners"]})

    def test_matches_the_totals_of_s0(self):
        self.assertEqual(len(self.basin["partners"]), 9)
        self.assertEqual(len(self.basin["projects"]), 17)
        self.assertEqual(sum(project["jobs"] for project in self.basin["projects"]), 65)
        self.assertNotIn("advances", self.basin)
        self.assertEqual((self.year["dossiers"]["examined"], self.year["dossiers"]["retained"]), (17, 17))
        self.assertEqual(self.year["jobs"]["retained"], 65)

    def test_holds_as_many_committees_as_s2_asks_for_at_least(self):
        held = {entry["committee"] for entry in self.journal if entry.get("committee")}
        self.assertEqual(len(held), 12)
        self.assertEqual(self.year["committees"]["held"], 12)

    def test_helps_the_firms_that_s0_names_as_s0_tells(self):
        self.assertEqual(self.lenders_of("techni-signal/iso"), {"rosa", "sncf"})
        self.assertEqual(self.lenders_of("codfert/gestion"), {"rosenmund"})
        chain = ("commercial", "icm"), ("technique", "edf"), ("achats", "vallourec")
        dates = []
        for need, partner in chain:
            self.assertEqual(self.lenders_of(f"mavic/{need}"), {partner})
            (line,) = [line for line in self.basin["lines"] if line["need"] == f"mavic/{need}"]
            dates += sorted(session["date"] for session in line["sessions"])
        self.assertEqual(dates, sorted(dates))

    def test_takes_every_kind_of_decision_but_a_refusal(self):
        rows = [row for entry in self.journal if entry["kind"] == "decisions" for row in entry["decisions"]]
        self.assertEqual({row["decision"] for row in rows},
                         {"approved", "deferred", "signed", "done", "moved", "cancelled", "withdrawn",
                          "closed"})
        gaps = {gap["kind"] for entry in self.journal if entry["kind"] == "decisions"
                for gap in entry["gap"]}
        self.assertEqual(gaps, {"deferred", "expert_replaced", "days_reduced", "line_dropped", "withdrawn"})

    def test_loses_no_day(self):
        self.assertTrue(all(line["state"] == "done" for line in self.basin["lines"]))
        days = sum(line["days"] for line in self.basin["lines"])
        self.assertEqual((self.year["days"]["delivered"], self.year["days"]["agreed"]), (days, 0))

    def test_an_absence_moves_an_agreed_session(self):
        (change,) = [change for change in read(self.out / "08-2027-01-28/proposal.json")["changes"]
                     if change["kind"] == "session_moved"]
        self.assertEqual((change["need"], change["cause"]), ("plasturgie/iso", "expert_away"))

    def test_reviews_are_on_the_agenda_they_were_announced_for(self):
        """What a calendar puts on the next committee still stands when that one is prepared."""
        calendars = sorted(self.out.glob("*/calendar.json"))
        for before, now in zip(calendars, sorted(self.out.glob("*/proposal.json"))[1:]):
            date = now.parent.name[3:]
            announced, kept = ({review for meeting in read(path)["committees"] if meeting["date"] == date
                                for review in meeting["reviews"]} for path in (before, now))
            self.assertLessEqual(announced, kept, date)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
