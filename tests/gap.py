#!/usr/bin/env python3
"""Imports instances of the generalized assignment problem, plans them and compares with what is known.

Usage: gap.py own|shared APPUI [SOURCE_DIR]. `own` takes tests/data/gap, whose optima are derived below.
`shared` imports and checks every instance of a folder of published ones (gap/ in $APPUI_SHARED_DATA, else
in ../shared/data beside the tree), and plans the smallest; without that folder it is skipped (exit code 77).
"""
import csv
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SKIPPED = 77
ROOT = Path(sys.argv[3] if len(sys.argv) > 3 else Path(__file__).resolve().parent.parent)
MILLION = 10**6

# name: (jobs given, least cost; greatest total).
#
# two_agents: agent 2 (capacity 3) can take one job, each takes 2. Agent 1 (capacity 3), of which they take
#   2, 1, 3, can take one job, or jobs 1 and 2.
#   All jobs given: agent 1 has jobs 1 and 2, agent 2 job 3: 4 + 2 + 5 = 11, and there is no other way.
#   Greatest total: {3} and 2: 7 + 6 = 13; {1, 2} and 3: 11; {1} and 2: 10; {2} and 3: 7. Job 1 stays.
# three_agents: agents 1 and 2 can take two jobs each, agent 3 one: five places for five jobs. If agent 3 has
#   job k, the others split the rest by twos; all to agent 2, then the two smallest (largest) differences of
#   agent 1 to agent 2, which are -1, 3, -2, 1, -3 by job:
#   k    agent 3   agent 2 has all   least of two   sum   greatest of two   sum
#   1    9         22                -5             26    4                 35
#   2    7         23                -5             25    0                 30
#   3    4         19                -4             19    4                 27
#   4    3         17                -5             15    2                 22
#   5    2         15                -3             14    4                 21
#   Every place fits every job and no cost is 0, so the greatest total gives all jobs too.
# too_small: agent 1 has two places, agent 2 one, agent 3 none: three of four jobs.
#   Least: agent 2 has job 4 for 1, agent 1 jobs 1 and 2: 12; else agent 2 costs 5 and agent 1 11 at least.
#   Greatest: agent 2 has job 3 and agent 1 jobs 2 and 4 (9 + 6 + 8 = 23), or jobs 1, and 3 and 4 (8 + 7 + 8).
OPTIMA = {"two_agents": (3, 11, 13), "three_agents": (5, 14, 35), "too_small": (3, 12, 23)}


def index_of(name):
    """agent-3 and job-3 are the third."""
    return int(name.split("-")[1]) - 1


class Instance:
    def __init__(self, path):
        numbers = [int(word) for word in path.read_text(encoding="ascii").split()]
        self.path, self.agents, self.jobs = path, *numbers[:2]
        rows = [numbers[2 + i * self.jobs:2 + (i + 1) * self.jobs] for i in range(2 * self.agents)]
        self.costs, self.resources = rows[:self.agents], rows[self.agents:]
        self.capacities = numbers[-self.agents:]

    def total(self, lines):
        """What the lines of a plan cost, after verifying that they are an assignment within capacities."""
        pairs = [(index_of(line["expert"]), index_of(line["need"])) for line in lines]
        assert len({job for _, job in pairs}) == len(pairs), "a job is given twice"
        for agent, capacity in enumerate(self.capacities):
            used = sum(self.resources[i][j] for i, j in pairs if i == agent)
            assert used <= capacity, f"agent {agent + 1} gives {used} of {capacity}"
        return sum(self.costs[i][j] for i, j in pairs)


class Runner:
    def __init__(self, appui):
        self.appui = appui
        self.done = 0
        self.complaints = []

    def run(self, *arguments):
        done = subprocess.run([self.appui, *arguments], capture_output=True, text=True)
        if done.returncode != 0:
            raise AssertionError(f"{' '.join(arguments)}: exit code {done.returncode}\n{done.stderr}")
        return done

    def attempt(self, name, action, *arguments):
        self.done += 1
        try:
            action(*arguments)
        except AssertionError as error:
            self.complaints.append(f"{name}: {error}")

    def imported(self, instance, sense, folder):
        basin = str(Path(folder) / "basin.json")
        self.run("import", "--from", "gap", "--sense", sense, str(instance.path), "-o", basin)
        return basin

    def check(self, instance, sense):
        with tempfile.TemporaryDirectory() as folder:
            said = self.run("check", self.imported(instance, sense, folder), "--lang", "en")
        assert "no fault, no warning" in said.stdout, said.stderr

    def plan(self, instance, sense):
        """The plan's jobs given, its total, and its figure and bound read as docs/formats.md says."""
        with tempfile.TemporaryDirectory() as folder:
            basin = self.imported(instance, sense, folder)
            plan = json.loads(self.run("plan", basin, "--no-calendar", "--json", "-q").stdout)
        given = len(plan["lines"])
        tiers = {tier["name"]: tier for tier in plan["tiers"]}
        total = instance.total(plan["lines"])
        figures = [round(tiers["fit"][key] * MILLION) for key in ("value", "bound")]
        if sense == "min":
            assert tiers["coverage"]["value"] == given, "coverage does not count the jobs given"
            figures = [given * MILLION - figure for figure in figures]
        assert figures[0] == total, f"the figure reads {figures[0]}, the lines cost {total}"
        return given, total, figures[1]

    def compare_own(self, name):
        instance = Instance(ROOT / "tests/data/gap" / f"{name}.gap")
        given, least, greatest = OPTIMA[name]
        self.check(instance, "min")
        self.check(instance, "max")
        assert self.plan(instance, "min")[:2] == (given, least), "not the least cost"
        assert self.plan(instance, "max")[1] == greatest, "not the greatest total"

    def compare_published(self, instance, least, greatest):
        """A published optimum lies between what a plan reaches and its bound."""
        given, total, bound = self.plan(instance, "min")
        assert given == instance.jobs, f"{given} of {instance.jobs} jobs are given"
        assert bound <= least <= total, f"published {least}, bound {bound}, reached {total}"
        _, total, bound = self.plan(instance, "max")
        assert total <= greatest <= bound, f"published {greatest}, bound {bound}, reached {total}"

    def finish(self):
        for text in self.complaints:
            print(text, file=sys.stderr)
        print(f"{self.done - len(self.complaints)} passed, {len(self.complaints)} failed")
        return 1 if self.complaints else 0


def run_own(runner):
    for name in OPTIMA:
        runner.attempt(name, runner.compare_own, name)
    return runner.finish()


def read_table(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def run_shared(runner):
    folder = Path(os.environ.get("APPUI_SHARED_DATA", ROOT.parent / "shared/data")) / "gap"
    if not folder.is_dir():
        print(f"skipped: there is no folder {folder}")
        return SKIPPED
    least = {row["path"]: int(row["best_known_min"]) for row in read_table(folder / "best_known.csv")}
    greatest = {f"cattrysse1994/{row['file']}-{row['problem']}": int(row["optimum_max"])
                for row in read_table(folder / "orlib_max_optima.csv")}
    for name in least:
        for sense in ("min", "max"):
            runner.attempt(f"{name} {sense}", runner.check, Instance(folder / name), sense)
    for name in (name for name in least if name.startswith("cattrysse1994/gap1-")):
        runner.attempt(name, runner.compare_published, Instance(folder / name), least[name], greatest[name])
    return runner.finish()


def main():
    runner = Runner(str(Path(sys.argv[2]).resolve()))
    return run_own(runner) if sys.argv[1] == "own" else run_shared(runner)


if __name__ == "__main__":
    sys.exit(main())
