#!/usr/bin/env bash
# What choosing committee dates and mandataires costs: each generated basin is planned without
# committees, then with a candidate date every other week, side by side; prints both times and their
# ratio, as Markdown. Times are of the processor, so that other programs disturb them little.
# usage: bench/committees.sh [APPUI] [SEEDS] [SECONDS]   defaults: build/release/cli/appui, 5 seeds
#        of each family, 60 seconds each
# Needs python3. A run that the limit stops counts with what it took, and is marked.
set -euo pipefail
cd "$(dirname "$0")/.."
appui=${1:-build/release/cli/appui}
seeds=${2:-5}
seconds=${3:-60}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

printf '%s\n\n' "\`bench/committees.sh\`, $("$appui" --version | head -n 1), limit $seconds s, $(nproc) cores"
for family in easy hard; do
  for seed in $(seq "$seeds"); do
    "$appui" bench generate --family "$family" --seed "$seed" -o "$work/$family-$seed.json" >"$work/log" 2>&1
  done
done
python3 - "$appui" "$seconds" "$work"/*-*.json <<'PY'
import datetime
import json
import math
import resource
import subprocess
import sys

appui, seconds, *basins = sys.argv[1:]
LINES = "equity,fit,concentration"
PLAIN = f"coverage,{LINES}"
MEETING = f"coverage,waiting,meetings,mandataires,{LINES},attendance,evenness"


def committees(basin):
    horizon = json.load(open(basin))["horizon"]
    start, end = (datetime.date.fromisoformat(horizon[key]) for key in ("start", "end"))
    dates = [start + datetime.timedelta(days=days) for days in range(9, (end - start).days - 30, 14)]
    return json.dumps({"candidates": [str(date) for date in dates], "count": {"min": 3, "max": 6},
                       "capacity": 4, "gap_days": 21})


def processor():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(basin, tiers, *options):
    begin = processor()
    found = subprocess.run([appui, "plan", basin, "--json", "--quiet", "--time-limit", seconds,
                            "--tiers", tiers, *options], stdout=subprocess.PIPE, check=True)
    return processor() - begin, json.loads(found.stdout)["status"]


print("| basin | without, s | with committees, s | ratio |\n|---|---|---|---|")
ratios, finished, sums = [], [], [0, 0]
for basin in basins:
    plain, plain_status = run(basin, PLAIN)
    meeting, status = run(basin, MEETING, "--set", f"/committees={committees(basin)}")
    ratios.append(meeting / plain)
    sums = [sums[0] + plain, sums[1] + meeting]
    if plain_status == status == "optimal":
        finished.append(ratios[-1])
    name = basin.rsplit("/", 1)[1].removesuffix(".json")
    print(f"| {name} | {plain:.2f}{'' if plain_status == 'optimal' else ' (limit)'} | "
          f"{meeting:.2f}{'' if status == 'optimal' else ' (limit)'} | {ratios[-1]:.2f} |", flush=True)


def mean(values):
    return math.exp(sum(map(math.log, values)) / len(values)) if values else math.nan


print(f"\nGeometric mean of the ratios: {mean(ratios):.2f}, {mean(finished):.2f} over the {len(finished)} "
      f"basins that no limit stopped; largest {max(ratios):.2f}; at most 3: "
      f"{sum(ratio <= 3 for ratio in ratios)} of {len(ratios)}; of the sums: {sums[1] / sums[0]:.2f}.")
PY
