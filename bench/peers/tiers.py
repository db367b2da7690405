#!/usr/bin/env python3
"""Runs one peer through coverage, equity, fit and concentration on the joint program of a basin: one
JSON line.

usage: tiers.py PEER BASIN [--limit S] [--appui PROGRAM] [--modules FOLDER] [--level z|rank] [--log]
The program comes from `appui export`; everything else is done here: objectives, rows that hold earlier
tiers and
leximin equity. Values count in the unit that plans give; equity is the vector of burdens, downwards.
"""
import argparse
import json
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

import peers
import program as programs
from equity import Equity

TIERS = ("coverage", "equity", "fit", "concentration")
UNIT = {"coverage": 1000000, "fit": 1000000, "concentration": 1}
HERE = Path(__file__).resolve().parent


class OutOfTime(Exception):
    """The limit of the run is used up."""


class Run:
    """One peer on one program, with the best point so far and what is left of the limit."""

    def __init__(self, peer, program, limit):
        self.peer, self.program, self.left = peer, program, limit
        self.point, self.seconds, self.solves, self.errors = None, 0, 0, []
        self.seen = []  # points that keep all tiers held so far; they tell who can change

    def solve(self):
        """Optimises the program from the point at hand. @return whether the optimum is proved"""
        if self.left <= 0:
            raise OutOfTime
        answer = self.peer.solve(self.program, self.left, self.point)
        self.left -= answer.seconds
        self.seconds += answer.seconds
        self.solves += 1
        if answer.error:
            self.errors.append(answer.error)
        if answer.status == "infeasible":
            self.errors.append("calls a program infeasible that has a point")
        if answer.point is not None and self.no_worse(answer.point):
            self.point = answer.point
        return answer.status == "optimal"

    def no_worse(self, point):
        if self.point is None:
            return True
        gain = self.program.value(point) - self.program.value(self.point)
        return gain >= 0 if self.program.maximise else gain <= 0


def export(appui, basin, tier):
    """The program with the tier as its objective."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "program.mps"
        subprocess.run([appui, "export", basin, "--to", "mps", "--tier", tier, "-o", path, "--quiet"],
                check=True)
        return programs.read(path)


def empty_plan(appui, basin):
    """Burdens before anything is proposed: what appui counts when it proposes as few lines as can be."""
    done = subprocess.run([appui, "plan", basin, "--tiers", "concentration", "--json", "--quiet"],
                          stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)["partners"]


def scalar_tier(run, tier, objective):
    """Optimises a tier that is one sum, and holds it."""
    maximise, terms = objective
    run.program.aim(maximise, terms)
    if not terms and run.point is None:
        run.point = [0] * len(run.program.names)  # nothing can be proposed, and to propose nothing is a plan
    proved = run.solve() if terms else True
    if run.point is None:
        raise OutOfTime
    value, scale = run.program.value(run.point), run.program.divisor()
    held = value // scale
    row = [(j, c // scale) for j, c in terms]
    run.program.row(held if maximise else None, None if maximise else held, row)
    return plain(value, tier), proved


def plain(value, tier):
    whole = Fraction(value, UNIT[tier])
    return int(whole) if whole.denominator == 1 else float(whole)


def run_tiers(run, objectives, equity, report):
    for tier in TIERS:
        seconds, solves = run.seconds, run.solves
        entry = {"name": tier, "value": None, "proved": False, "seconds": 0, "solves": 0}
        report.append(entry)
        try:
            if tier == "equity":
                entry["value"], entry["proved"] = equity.run(run)
            else:
                entry["value"], entry["proved"] = scalar_tier(run, tier, objectives[tier])
        except OutOfTime:
            if run.point is None:
                return
            entry["value"] = equity.vector(run.point) if tier == "equity" else \
                plain(sum(c * run.point[j] for j, c in objectives[tier][1]), tier)
        entry["seconds"], entry["solves"] = round(run.seconds - seconds, 3), run.solves - solves
    # A tier counts as proved only where those before it are.
    for before, entry in zip(report, report[1:]):
        entry["proved"] = entry["proved"] and before["proved"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("peer", choices=peers.NAMES)
    parser.add_argument("basin")
    parser.add_argument("--limit", type=float, default=300, help="seconds for the whole run")
    parser.add_argument("--appui", default=str(HERE.parent.parent / "build/release/cli/appui"))
    parser.add_argument("--modules",
            help="folder with node_modules (default: $APPUI_PEERS, else build/peers)")
    parser.add_argument("--level", choices=("z", "rank"), help="how a level is sought (see equity.py)")
    parser.add_argument("--log", action="store_true", help="each solve, and the peer's output, on stderr")
    options = parser.parse_args()
    try:
        run_peer(options)
    except (peers.PeerError, OSError, subprocess.CalledProcessError) as fault:
        sys.exit(f"tiers.py: {fault}")


def run_peer(options):
    exports = {tier: export(options.appui, options.basin, tier) for tier in UNIT}
    objectives = {tier: (p.maximise, p.costs()) for tier, p in exports.items()}
    program = exports["coverage"]
    basin = json.loads(Path(options.basin).read_text(encoding="utf-8"))
    equity = Equity(program, basin, empty_plan(options.appui, options.basin),
                    options.level or ("rank" if options.peer == "cpsat" else "z"))
    peer = peers.Peer(options.peer, options.modules, sys.stderr if options.log else None)
    report, run = [], Run(peer, program, options.limit)
    try:
        run_tiers(run, objectives, equity, report)
        fixed = equity.fixed(run) if all(tier["proved"] for tier in report) else None
    finally:
        peer.close()
    for tier in report:
        if tier["name"] == "equity" and tier["value"] is not None:
            tier["value"] = equity.said(run, tier["value"], fixed)
            tier["fixed"] = fixed
    result = {"peer": options.peer, "version": peer.version, "basin": options.basin, "limit": options.limit,
              "proved": all(tier["proved"] for tier in report),
              "tiers": report, "seconds": round(run.seconds, 3)}
    if run.errors:
        result["errors"] = run.errors
    print(json.dumps(result))


if __name__ == "__main__":
    main()
