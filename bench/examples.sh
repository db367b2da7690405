#!/usr/bin/env bash
# Plans the three examples and prints time, memory and what was proved, as Markdown.
# usage: bench/examples.sh [APPUI] [SECONDS]     defaults: build/release/cli/appui, 60 seconds each
# Needs python3. One run each: a proof either ends within the limit or the table says that it did not.
set -euo pipefail
cd "$(dirname "$0")/.."
appui=${1:-build/release/cli/appui}
seconds=${2:-60}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

printf '%s\n\n' "\`bench/examples.sh\`, $("$appui" --version | head -n 1), limit $seconds s, $(nproc) cores"
for basin in auxois-morvan valenciennois bassin-type; do
  python3 - "$appui" "$seconds" "examples/$basin.json" "$work/$basin.plan.json" <<'PY'
import json
import resource
import subprocess
import sys
import time

appui, seconds, basin, plan = sys.argv[1:]
begin = time.monotonic()
code = subprocess.run([appui, "plan", basin, "-o", plan, "--time-limit", seconds, "--quiet"],
                      stdout=subprocess.DEVNULL).returncode
elapsed = time.monotonic() - begin
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
if code != 0:
    sys.exit(f"{basin}: exit code {code}")
checked = subprocess.run([appui, "check", basin, plan], stdout=subprocess.DEVNULL).returncode
found = json.load(open(plan))
print(f"### {found['basin']['name']}: {found['status']} after {elapsed:.1f} s, {peak:.0f} MiB, "
      f"check {'passes' if checked == 0 else 'FAILS'}\n")
print("| tier | value | bound | proved | gap |\n|---|---|---|---|---|")


def text(number):
    if isinstance(number, list):
        return " ".join(f"{f['num']}/{f['den']}" for f in number)
    return "none" if number is None else f"{number:g}"


for tier in found["tiers"]:
    if tier.get("applicable", True):
        gap = tier.get("gap")
        gap = max(gap, default=0) if isinstance(gap, list) else gap
        print(f"| {tier['name']} | {text(tier['value'])} | {text(tier['bound'])} | "
              f"{'yes' if tier['proved'] else 'no'} | {'' if gap is None else f'{100 * gap:.2f} %'} |")
print()
PY
done
