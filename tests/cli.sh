#!/bin/bash
# The contract of the program, from outside: exit codes, what goes to stdout and to stderr, files
# written whole or not at all, languages, limits and signals. Usage: tests/cli.sh PATH-TO-APPUI
set -u

appui=$(realpath "${1:?usage: cli.sh PATH-TO-APPUI}")
root=$(cd "$(dirname "$0")/.." && pwd)
data=$root/tests/data/golden
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
unset LC_ALL LC_MESSAGES POSIXLY_CORRECT NO_COLOR
export LANG=C
cp "$data/report_basin.json" basin.json
cp "$data/report_plan.json" false-plan.json
failures=0
checks=0

# run ARGUMENT...: runs appui; leaves $code, the files out and err.
run() {
    "$appui" "$@" >out 2>err </dev/null
    code=$?
}

note() {
    checks=$((checks + 1))
    if [ "$1" -ne 0 ]; then
        failures=$((failures + 1))
        echo "FAILED: $2 (line ${BASH_LINENO[1]}, exit code $code)"
        sed 's/^/    out: /' out | head -n 5
        sed 's/^/    err: /' err | head -n 5
    fi
}

exits() { [ "$code" -eq "$1" ]; note $? "$2: exit code is not $1"; }
says() { grep -qF -- "$2" "$1"; note $? "$1 does not say '$2'"; }
silent() { [ ! -s "$1" ]; note $? "$1 is not empty"; }
holds() { "$@"; note $? "$*"; }
is_json() { python3 -m json.tool "$1" >/dev/null 2>&1; note $? "$1 is not JSON"; }

# --- help, version, usage
run
exits 2 "no command"; silent out; says err "check, plan, decide, report, import, export"
run --help
exits 0 "help"; says out "Commands"; silent err
for command in check plan decide report import export; do
    run $command --help
    exits 0 "help of $command"; says out "usage: appui $command"; silent err
    run $command --help --lang fr
    exits 0 "help of $command in French"; says out "usage : appui $command"
    run --lang fr $command --help
    says out "usage : appui $command"
    [ "$(awk '{ if (length($0) > 90) print }' out | wc -l)" -eq 0 ]; note $? "help of $command is too wide"
done
run --version
exits 0 "version"; silent err
version=$(sed -n 's/^ *VERSION \([0-9.]*\).*/\1/p' "$root/CMakeLists.txt" | head -n 1)
holds grep -qx "appui $version" out
run plna basin.json
exits 2 "unknown command"; says err "did you mean 'plan'"; silent out
run plan basin.json --no-calender
exits 2 "unknown option"; says err "did you mean '--no-calendar'"; silent out
run plan basin.json -z
exits 2 "unknown letter"; says err "'-z'"
run plan basin.json --strict=1
exits 2 "a flag with a value"
run plan basin.json --as-of
exits 2 "an option without its value"; says err "DATE"
run plan
exits 2 "no operand"; says err "BASIN"
run plan basin.json other.json
exits 2 "one operand too many"; says err "other.json"
run plan basin.json --as-of 2027-02-30
exits 2 "a date that does not exist"; says err "2027-02-30"
run plan basin.json --as-of 2031-01-01
exits 2 "as-of behind the horizon"
run plan basin.json --time-limit 0
exits 2 "no time"
run plan basin.json --time-limit nan
exits 2 "a limit that is no number"
run plan basin.json --node-limit 1.5
exits 2 "half a node"
run plan basin.json --seed -1
exits 2 "a seed below 0"; says err "from 0 to 9007199254740991"; silent out
run plan basin.json --seed 9007199254740992
exits 2 "a seed that JSON would not keep"; silent out
run plan basin.json --method jiont
exits 2 "unknown method"; says err "did you mean 'joint'"; says err "days|joint"; silent out
run plan basin.json --tiers coverage,equty
exits 2 "unknown tier"; says err "did you mean 'equity'"; says err "agreed, coverage, stability"
run plan basin.json --tiers regularite --lang fr
exits 2 "a tier as reports call it"; says err "vouliez-vous dire « evenness »"; says err "waiting (Attente)"
run plan --help --lang fr
exits 0 "help tells the criteria"; says out "Critères (--tiers)"; says out "evenness          Régularité"
run plan basin.json --tiers coverage,coverage
exits 2 "a tier twice"
run plan basin.json --tiers promptness_first
exits 2 "a promptness tier alone"
run plan basin.json --require horloger/iso
exits 2 "no pair"; says err "NEED=EXPERT"
run plan basin.json --require horloger/izo=acier-qualite
exits 2 "unknown need in an option"; says err "horloger/iso"; silent out
run plan basin.json --forbid horloger/iso=acier-qualité
exits 2 "unknown expert in an option"; silent out
run plan basin.json --set weight=2
exits 2 "no pointer"
run plan basin.json --set /projects/99/weight=2
exits 2 "a pointer that leads nowhere"
run plan basin.json --set /projects/0/weight=-1
exits 2 "a value of --set that the basin refuses"
run plan basin.json --lang de
exits 2 "unknown language"; says err "fr|en"
run report basin.json false-plan.json --for plan
exits 2 "report without format"; says err "--format"
run report basin.json false-plan.json --for plan --format html
exits 2 "a format that does not exist"
run export basin.json --to lp
exits 2 "export without target"; says err "--output"
run export basin.json --to lp -o - --tier equity
exits 2 "a tier that is no program"
run export basin.json --to lp -o - --fix coverage
exits 2 "a tier without value"
run export basin.json --to lp -o - --fix equity=0.85
exits 2 "a tier that has no value to hold"; says err "allowed are agreed, coverage, fit, concentration"
run check - -
exits 2 "stdin twice"

# --- files that cannot be read, contents that are rejected
run check missing.json
exits 6 "missing file"; says err "missing.json"
run check .
exits 6 "a folder as BASIN"
run plan . -o plan.json
exits 6 "a folder as BASIN of plan"; silent out; holds test ! -e plan.json
: >empty.json
run check empty.json
exits 3 "0 bytes"; says err "empty.json"
printf '{"format": "appui-basin/1",' >cut.json
run check cut.json
exits 3 "a file cut short"; says err "cut.json:1:"
sed 's/"level": 3/"levle": 3/; s/"days": 2.5, "days_min"/"days": 2.3, "days_min"/' basin.json >faulty.json
run check faulty.json
exits 3 "two faults"; says err "level"; says err "/projects/0/needs/0/days"
run check false-plan.json
exits 3 "a plan where a basin is expected"
run check basin.json basin.json
exits 3 "a basin where a plan is expected"
run check basin.json missing.json
exits 6 "missing plan"

# --- check
run check basin.json
exits 0 "check"; says out "no fault, 3 warnings"; says err "warning: basin.json: /"
run check basin.json --lang fr
exits 0 "check in French"; says out "aucune faute, 3 avertissements"; says err "attention : "
run check --json basin.json
exits 0 "check --json"; is_json out; silent err
says out '"ok": true'; says out '"code": "session_not_confirmed"'
run check --json faulty.json
exits 3 "check --json of faults"; is_json out; silent err
says out '"ok": false'; says out '"pointer": "/projects/0/needs/0/days"'
run check --json missing.json
exits 6 "check --json of a missing file"; is_json out; says out '"ok": false'
run check basin.json false-plan.json
exits 1 "a plan that does not hold"; says out "does not hold"; says err "R6"
run check --json basin.json false-plan.json
exits 1 "a plan that does not hold, --json"; is_json out
says out '"severity": "broken"'; says out '"file": "false-plan.json"'
"$appui" check - <basin.json >out 2>err
code=$?
exits 0 "check of stdin"; says out "stdin: no fault"

# --- plan
run plan basin.json -o plan.json
exits 0 "plan"; says out "Support plan: Bassin d'essai"; says err "3 warnings"; is_json plan.json
run check basin.json plan.json
exits 0 "check of the plan"; says out "the plan holds: 14 rules"
run plan -q basin.json
exits 0 "plan --quiet"; silent err; cp out first
run -q plan basin.json
holds cmp -s out first
run plan basin.json --json -q
exits 0 "plan --json"; is_json out; holds cmp -s out plan.json
run plan -q -o - basin.json
holds cmp -s out plan.json
"$appui" plan -q - --json <basin.json >out 2>err
code=$?
exits 0 "plan of stdin"; holds cmp -s out plan.json
run plan basin.json --no-calendar --as-of 2027-02-15 -o days.json
exits 0 "plan without calendar"; says err "options: --as-of 2027-02-15 --no-calendar"
says out "Plan of days without calendar"
run check basin.json days.json
exits 0 "check applies the plan's own options"; says out "7 rules"
run plan basin.json --tiers coverage,fit:2% --set /projects/0/weight=2 --json \
    --forbid scierie/qualite=acier-qualite
exits 0 "plan with options"; says out '"/projects/0/weight"'
cp out options.json
run check basin.json options.json
exits 0 "check of a plan with options"
sed 's/Garage/Garages/' basin.json >changed.json
run check changed.json plan.json
exits 0 "another state of the basin is a warning"; says err "plan"; says err "sha256"

# values FILE: the values of the tiers that decide lines, one a line; promptness depends on which of
# equally good lines were chosen.
values() {
    python3 - "$1" <<'END'
import json, sys
plan = json.load(open(sys.argv[1], encoding="utf-8"))
assert plan["status"] == "optimal"
for tier in plan["tiers"]:
    if not tier["name"].startswith("promptness"):
        print(tier["name"], tier.get("value"))
END
}
for options in "--seed 7" "--seed 7 --node-limit 3" "--method joint --seed 9007199254740991"; do
    # shellcheck disable=SC2086
    run plan basin.json $options -q --json
    exits 0 "plan $options"; cp out drawn.json
    # shellcheck disable=SC2086
    run plan basin.json $options -q --json
    holds cmp -s out drawn.json
    run check basin.json drawn.json
    exits 0 "check of plan $options"
done
says out "the plan holds"; holds grep -q '"seed": 9007199254740991' drawn.json
holds grep -q '"method": "joint"' drawn.json
run plan basin.json --seed 0 --method days -q --json
exits 0 "plan with the defaults said"; holds cmp -s out plan.json
run plan basin.json --seed 7 --method joint
says err "options: --seed 7 --method joint"
example=$root/examples/auxois-morvan.json
for options in "--seed 0" "--seed 1" "--method joint"; do
    # shellcheck disable=SC2086
    run plan "$example" $options -q --json
    exits 0 "plan of an example, $options"; values out >"values $options"
    note $? "plan of an example, $options: not proved"
    holds cmp -s "values $options" "values --seed 0"
done
run plan basin.json --strict -o strict.json
exits 1 "plan --strict with holes"; says err "--strict"; is_json strict.json
# acier-qualite may follow one project only (projects_max 1)
run plan basin.json -o conflict.json \
    --require horloger/iso=acier-qualite --require scierie/qualite=acier-qualite
exits 1 "contradictory require"; silent out; says err "--require horloger/iso=acier-qualite (option)"
says err "--require scierie/qualite=acier-qualite (option)"; holds test ! -e conflict.json
rules='"rules": {"require": [{"need": "horloger/iso", "expert": "acier-qualite"}]}'
sed "s|\"lines\": \[|$rules, \"lines\": [|" basin.json >ruled.json
run plan ruled.json --require scierie/qualite=acier-qualite
exits 1 "require of the file against require of an option"
says err "ruled.json: /rules/require/0"; says err "(option)"
for command in plan "export --to lp -o -"; do
    # shellcheck disable=SC2086
    run $command basin.json --require horloger/iso=acier-qualite --set /projects/0/needs/0/level=5
    exits 1 "one require that cannot be"; silent out; says err "why: level 4, the need asks 5"
done
run plan basin.json --lang fr --require horloger/iso=acier-qualite --set /projects/0/needs/0/level=5
says err "motif : niveau 4, le besoin demande 5"
run plan basin.json -o basin.json
exits 2 "the input as target"; holds cmp -s basin.json "$data/report_basin.json"
ln -s basin.json alias.json
run plan basin.json -o alias.json
exits 2 "the input as target, through a link"
POSIXLY_CORRECT=1 "$appui" plan basin.json -q --json >out 2>err
code=$?
exits 0 "options behind operands, whatever POSIXLY_CORRECT says"; holds cmp -s out plan.json

# --- languages
run plan basin.json --lang fr
says out "Plan d'appui : Bassin d'essai"
LANG=fr_FR.UTF-8 "$appui" plan -q basin.json >out 2>err
says out "Plan d'appui"
LANG=C LC_MESSAGES=fr_FR.UTF-8 "$appui" plan -q basin.json >out 2>err
says out "Plan d'appui"
LANG=fr_FR.UTF-8 LC_ALL=C "$appui" plan -q basin.json >out 2>err
says out "Support plan"
LANG=fr_FR.UTF-8 "$appui" plan -q --lang=en basin.json >out 2>err
says out "Support plan"
LC_ALL=fr_FR.UTF-8 "$appui" plan -q --json basin.json >out 2>err
code=$?
exits 0 "plan under a French locale"; holds cmp -s out plan.json

# --- report
run report basin.json plan.json --for plan --format text
exits 0 "report"; silent err; holds cmp -s out first
run report --format text basin.json --for plan plan.json -o report.txt
exits 0 "report -o"; silent out; holds cmp -s report.txt first
run report basin.json false-plan.json --for plan --format text
exits 1 "report of a plan that does not hold"; says out "This plan does not hold"; says err "does not hold"

# --- report for the year
cp "$data"/year_basin.json "$data"/year_plan.json "$data"/year_basin.journal.jsonl .
run report year_basin.json year_plan.json --for year --format text
exits 0 "report for the year"; holds cmp -s out "$data/year_en.txt"; says err "year_basin.journal.jsonl:9:1"
run report year_basin.json year_plan.json --for year --format text --lang fr -o year.txt
exits 0 "report for the year in French"; silent out; holds cmp -s year.txt "$data/year_fr.txt"
run report year_basin.json year_plan.json --for year --json
exits 0 "the year's figures"; holds cmp -s out "$data/year_figures.json"
run report year_basin.json year_plan.json --for year --json --from 2026-01-01 --to 2026-12-31
exits 0 "another year"; says out '"examined": 1'; is_json out
run report - year_plan.json --for year --format text <year_basin.json
exits 3 "an empty stdin has no year"
"$appui" report - year_plan.json --for year --format text <year_basin.json >out 2>err
code=$?
exits 0 "a basin from stdin has no journal"; silent err; says out "No journal stands beside the basin"
run report basin.json plan.json --for year --format text
exits 0 "a basin without journal"; silent err; says out "No journal stands beside the basin"
run report basin.json false-plan.json --for year --format text
exits 1 "the year of a plan that does not hold"; says out "This plan does not hold"
run report basin.json plan.json --for year
exits 2 "the year without format"; says err "--format"
run report basin.json plan.json --for plan --format text --from 2027-01-01
exits 2 "a period for a plan"; says err "--from goes with --for year only"
run report basin.json plan.json --for plan --json
exits 2 "the plan's report as JSON"; says err "--json goes with --for year only"
run report basin.json plan.json --for year --json --format text
exits 2 "two formats"; says err "exclude each other"
run report basin.json plan.json --for year --format text --from 2028-01-01 --to 2027-12-31
exits 2 "a year that ends before it begins"; says err "2027-12-31"; silent out
printf '{"format":"appui-jour' >basin.journal.jsonl
run report basin.json plan.json --for year --format text
exits 0 "half an entry alone"; says err "cut short"; says out "The journal holds no decision of the period"
printf 'no json\n' >basin.journal.jsonl
run report basin.json plan.json --for year --format text
exits 3 "a broken journal"; says err "basin.journal.jsonl:1:"; silent out
rm basin.journal.jsonl && mkdir basin.journal.jsonl
run report basin.json plan.json --for year --format text
exits 6 "a folder as journal"; says err "basin.journal.jsonl"; silent out
rmdir basin.journal.jsonl

# --- export
run export basin.json --to lp -o model.lp
exits 0 "export lp"; silent out; silent err; holds grep -qi maximize model.lp
run export basin.json --to mps -o - --tier concentration --fix coverage=1.5
exits 0 "export mps"; holds grep -q ^ROWS out; holds grep -q ^ENDATA out
for format in lp mps; do
    run export basin.json --to $format -o -
    says out "counts in 1/1000000"
    run export basin.json --to $format -o - --tier concentration
    [ "$(grep -c "counts in" out)" -eq 0 ]; note $? "a tier of whole units is said to be in millionths"
done
run export basin.json --to lp -o held.lp --require horloger/iso=acier-qualite
exits 0 "export with require"; holds test "$(cmp -s model.lp held.lp; echo $?)" -eq 1
run export basin.json --to lp -o held.lp --forbid horloger/iso=acier-qualite
exits 0 "export with forbid"; holds test "$(grep -c horloger_iso.e0_acier_qualite held.lp)" -eq 0
run export basin.json --to lp -o again.lp
holds cmp -s model.lp again.lp
if command -v glpsol >/dev/null; then
    glpsol --lp model.lp --check >glpsol.log 2>&1
    note $? "glpsol does not read the exported LP"
fi

# --- import
gap=$root/tests/data/gap/two_agents.gap
run import --from gap --sense min "$gap" -o gap.json
exits 0 "import"; silent out; silent err; is_json gap.json
run check gap.json
exits 0 "check of an imported basin"; says out "no fault, no warning"
"$appui" import --from gap --sense min - -o - <"$gap" >out 2>err
code=$?
exits 0 "import of stdin"; silent err; holds cmp -s out gap.json
run import --from gap --sense max "$gap" -o gap-max.json
exits 0 "import of profits"; holds test "$(cmp -s gap.json gap-max.json; echo $?)" -eq 1
run import --from gap "$gap" -o -
exits 2 "import without sense"; says err "--sense"; silent out
run import --sense min "$gap" -o -
exits 2 "import without format"; says err "--from"
run import --from gap --sense min "$gap"
exits 2 "import without target"; says err "--output"
run import --from gpa --sense min "$gap" -o -
exits 2 "a format that cannot be imported"; says err "did you mean 'gap'"
run import --from gap --sense mean "$gap" -o -
exits 2 "an unknown sense"; says err "min|max"
cp "$gap" source.gap
run import --from gap --sense min source.gap -o source.gap
exits 2 "the source as target"; holds cmp -s source.gap "$gap"
run import --from gap --sense min missing.gap -o new.json
exits 6 "a missing source"; says err "missing.gap"; holds test ! -e new.json
printf '2 3\n4 x 7\n' >cut.gap
run import --from gap --sense min cut.gap -o new.json
exits 3 "a faulty source"; says err "cut.gap:2:3:"; says err "cut.gap:3:1:"; holds test ! -e new.json
run import --from gap --sense min basin.json -o new.json
exits 3 "a basin as source"
run import --from gap --sense min "$gap" -o nowhere/gap.json
exits 6 "an import into a folder that does not exist"; says err "nowhere"

# --- writing
run plan -q basin.json -o nowhere/plan.json
exits 6 "a folder that does not exist"; says err "nowhere"; says out "Support plan"
run plan -q basin.json -o .
exits 6 "a folder as target"
echo old >target.json
ln -s target.json link.json
run plan -q basin.json -o link.json
exits 0 "writing through a symbolic link"; holds test -L link.json; holds cmp -s target.json plan.json
chmod 640 target.json
run plan -q basin.json -o target.json
holds test "$(stat -c %a target.json)" = 640
mkdir full
echo old >full/plan.json
if [ "$(id -u)" -ne 0 ]; then
    chmod 555 full
    run plan -q basin.json -o full/plan.json
    exits 6 "a folder without permission"
    chmod 755 full
    holds grep -qx old full/plan.json
fi
# A file may grow to one block only: the target must stay as it was, and nothing may be left beside it.
(
    ulimit -f 1
    trap '' XFSZ
    "$appui" plan -q basin.json -o full/plan.json 2>&1 >/dev/null | cat >err
    exit "${PIPESTATUS[0]}"
)
code=$?
: >out
exits 6 "a file that cannot grow"; holds grep -qx old full/plan.json; holds test "$(ls full)" = plan.json
if [ -w /dev/full ]; then
    "$appui" plan -q basin.json >/dev/full 2>err
    code=$?
    exits 6 "a full disk behind stdout"; says err "stdout"
    "$appui" --help >/dev/full 2>err
    code=$?
    exits 6 "help on a full disk"
    "$appui" export basin.json --to mps -o - >/dev/full 2>err
    code=$?
    exits 6 "a long result on a full disk"; says err "space"
    run plan -q basin.json -o /dev/full
    exits 6 "a device that is full"
fi
"$appui" plan basin.json -q 2>err | head -c 1 >/dev/null
code=${PIPESTATUS[0]}
exits 0 "a reader that goes away"; silent err
"$appui" export basin.json --to lp -o - 2>err | true
code=${PIPESTATUS[0]}
exits 0 "a reader that never reads"; silent err
"$appui" --version >&- 2>err
code=$?
exits 6 "stdout closed"

# --- bench
run bench
exits 2 "bench without a part"; silent out; says err "list, generate, run, report"
says err "appui bench --help"
run bench rnu
exits 2 "unknown part of bench"; says err "did you mean 'run'"
run bench --help
exits 0 "help of bench"; says out "generate"; silent err
for part in list generate run report; do
    run bench $part --help
    exits 0 "help of bench $part"; says out "usage: appui bench $part"; silent err
    run --lang fr bench $part --help
    exits 0 "help of bench $part in French"; says out "usage : appui bench $part"
    [ "$(awk '{ if (length($0) > 90) print }' out | wc -l)" -eq 0 ]; note $? "help of bench $part is too wide"
done
run bench list --tree "$root" --data nowhere
exits 0 "bench list"; says out "hard"; says out "(none here: no folder nowhere/gap/cattrysse1994)"; silent err
run bench list --tree "$root" --data nowhere --lang fr
says out "aucune ici"
run bench generate --family hard --seed 4 -o hard.json
exits 0 "bench generate"; silent out; silent err
run check hard.json
exits 0 "check of a generated basin"; says out "no fault"
run bench generate --family hard --seed 4 --basins 1 -o -
exits 0 "bench generate to stdout"; holds cmp -s out hard.json
run bench generate --family hard --seed 4 --basins 3 -o pool.json
run check pool.json
exits 0 "check of a pool"; holds test "$(grep -c '"company"' pool.json)" -eq 42
run bench generate --family hrad --seed 4 -o -
exits 2 "unknown family"; says err "did you mean 'hard'"; says err "appui bench generate --help"; silent out
run bench generate --family hard -o -
exits 2 "no seed"; says err "--seed"
run bench generate --family hard --seed 0 -o -
exits 2 "seed 0"; says err "from 1 to 4294967295"
run bench generate --family hard --seed 1 --basins 101 -o -
exits 2 "a pool that is too big"
run bench generate --family hard --seed 1
exits 2 "bench generate without target"; says err "--output"
run bench generate --family hard --seed 1 -o nowhere/basin.json
exits 6 "bench generate into a folder that does not exist"
run bench run --set tiny --seeds 1-2 --repeat 2 -o results.json
exits 0 "bench run"; silent out; says err "tiny 2, coverage: appui"; is_json results.json
cp results.json results.first
run bench run --set tiny --seeds 1-2 --repeat 2 -o results.json -q
exits 0 "bench run again"; silent err; holds cmp -s results.json results.first
run bench run --set tiny --seeds 2-3 --repeat 2 --task tiers -o results.json
exits 0 "bench run goes on"; says err "tiny 3, tiers"; holds test "$(grep -c '"solver"' results.json)" -eq 4
holds grep -q '"concentration"' results.json
run bench run --set gap-small --data nowhere -o skipped.json
exits 0 "bench run of a set that is not there"; says err "set 'gap-small' is skipped"
run bench run --set tiny,gap-large --set easi -o never.json
exits 2 "unknown set"; says err "did you mean 'easy'"; holds test ! -e never.json
run bench run --set tiny --seeds 3-1 -o never.json
exits 2 "seeds the wrong way round"; says err "1-20"
run bench run --set tiny -o -
exits 2 "results to stdout"; says err "expected a file"
run bench run -o never.json
exits 2 "bench run without a set"; says err "--set"
run bench run --set tiny -o basin.json
exits 3 "a basin where results are expected"; holds cmp -s basin.json "$data/report_basin.json"
run bench run --set tiny --seeds 1 -o nowhere/results.json
exits 6 "results into a folder that does not exist"
run bench report results.json
exits 0 "bench report"; says out "## tiny, coverage"; says out "Proved by appui: 2 of 2"; silent err
says out "## tiny, tiers"; says out "| tiny 3 |"
run bench report results.json --lang fr
exits 0 "bench report in French"; says out "Prouvés par appui : 2 sur 2"
run bench report basin.json
exits 3 "bench report of a basin"; silent out
run bench report missing.json
exits 6 "bench report of a missing file"
python3 - "$appui" >out 2>err <<'PYTHON'
import json, os, signal, subprocess, sys, time
run = subprocess.Popen([sys.argv[1], "bench", "run", "--set", "pool21", "-o", "stopped.json"],
                       env={**os.environ, "TMPDIR": os.getcwd()}, stderr=subprocess.PIPE)
time.sleep(1)
run.send_signal(signal.SIGINT)
_, said = run.communicate(timeout=60)
assert run.returncode == 0, run.returncode
assert b"stopped; what was finished is in stopped.json" in said, said
assert json.load(open("stopped.json"))["runs"] == []
assert not [name for name in os.listdir() if name.startswith("appui-bench")], os.listdir()
PYTHON
code=$?
exits 0 "Ctrl-C stops a bench and leaves nothing behind"

# --- same input, same bytes
run plan -q basin.json --json
cp out once
run plan -q basin.json --json
holds cmp -s out once

# --- control characters never reach a terminal
printf '{"format": "appui-basin/1", "na\\u001bme": 1}' >escape.json
run check escape.json
exits 3 "a key with an escape"; holds test "$(grep -c "$(printf '\033')" err)" -eq 0
run plan "$(printf 'no\033[2Jfile')"
exits 6 "a name with an escape"; holds test "$(grep -c "$(printf '\033')" err)" -eq 0

# --- limits and Ctrl-C, on a basin that takes long: forty projects in one pool of experts
python3 - >long.json <<'PYTHON'
import json

skills = [{"id": "s%d" % i} for i in range(5)]
weekdays = [["mon", "tue.am"], ["wed", "thu.pm"], ["fri", "mon.pm"]]
partners = [{"id": "p%d" % i,
             "pledges": [{"from": "2027-01-01", "to": "2027-12-31", "days": 9 + i % 4}]}
            for i in range(10)]
experts = [{"id": "e%d" % i, "partner": "p%d" % (i % 10),
            "skills": {"s%d" % (i % 5): 2 + i % 4, "s%d" % ((i + 2) % 5): 1 + i % 5},
            "days_max": 4, "projects_max": 2, "availability": {"weekdays": weekdays[i % 3]}}
           for i in range(50)]


def need(i, k):
    return {"id": "j%d/n%d" % (i, k), "skill": "s%d" % ((i + k) % 5), "level": 1 + (i + k) % 3,
            "days": 1.5 + (i + k) % 4, "days_min": 1, "experts_max": 2, "per_week": 1,
            "from": "2027-02-01", "to": "2027-05-31"}


projects = [{"id": "j%d" % i, "weight": 1 + i % 3, "needs": [need(i, k) for k in range(3)]}
            for i in range(40)]
print(json.dumps({"format": "appui-basin/1", "name": "long",
                  "horizon": {"start": "2027-01-04", "end": "2027-06-30"}, "skills": skills,
                  "partners": partners, "experts": experts, "projects": projects}))
PYTHON
run check long.json
exits 0 "check of the long basin"
run plan -q long.json --time-limit 0.001
[ "$code" -eq 4 ] || [ "$code" -eq 0 ]
note $? "a limit that comes at once gives neither a plan nor exit code 4"
run plan long.json --time-limit 4 --json -o limited.json
[ "$code" -eq 4 ] || { [ "$code" -eq 0 ] && grep -q '"status": "feasible"' limited.json; }
note $? "a limit gives neither a plan marked feasible nor exit code 4"
if [ "$code" -eq 0 ]; then
    run check long.json limited.json
    exits 0 "check of a plan that a limit stopped"
fi

# A signal sent by $1, $2 times, to a run under way; leaves $code.
interrupt() {
    python3 - "$appui" "$1" "$2" >signal.log 2>&1 <<'PYTHON'
import signal, subprocess, sys, time
run = subprocess.Popen([sys.argv[1], "plan", "long.json", "--json", "-o", "stopped.json"],
                       stdout=open("out", "w"), stderr=open("err", "w"))
time.sleep(1.5)
for _ in range(int(sys.argv[3])):
    run.send_signal(getattr(signal, sys.argv[2]))
    time.sleep(0.2)
try:
    code = run.wait(timeout=120)
except subprocess.TimeoutExpired:
    run.kill()
    code = 99
sys.exit(128 - code if code < 0 else code)
PYTHON
    code=$?
}
rm -f stopped.json
interrupt SIGINT 1
[ "$code" -eq 4 ] || { [ "$code" -eq 0 ] && grep -q '"status": "interrupted"' stopped.json; }
note $? "Ctrl-C once gives neither a plan marked interrupted nor exit code 4"
if [ "$code" -eq 0 ]; then
    run check long.json stopped.json
    exits 0 "check of a plan that Ctrl-C stopped"
fi
rm -f stopped.json
interrupt SIGINT 2
# the search may have ended between the two signals: then the plan stands
if [ "$code" -ne 130 ]; then
    [ "$code" -eq 0 ] || [ "$code" -eq 4 ]
    note $? "Ctrl-C twice does not leave"
fi
holds test "$(find . -name '*.tmp*' -o -name '.*json*' | wc -l)" -eq 0

# --- progress: on a terminal only
python3 - "$appui" >progress.log 2>&1 <<'PYTHON'
import os, pty, sys

def run(arguments, environment):
    """Runs with stderr on a terminal; returns what was drawn there."""
    master, slave = pty.openpty()
    child = os.fork()
    if child == 0:
        os.environ.update(environment)
        os.dup2(os.open("/dev/null", os.O_WRONLY), 1)
        os.dup2(slave, 2)
        os.close(master)
        os.execv(sys.argv[1], [sys.argv[1], "plan", "long.json", "--time-limit", "1.5"] + arguments)
    os.close(slave)
    text = b""
    try:
        while True:
            piece = os.read(master, 4096)
            if not piece:
                break
            text += piece
    except OSError:
        pass
    os.waitpid(child, 0)
    return text

drawn = run([], {"TERM": "xterm"})
assert b"\r\x1b[K" in drawn and b"\x1b[2m" in drawn, drawn
assert drawn.count(b"\x1b[2m") <= 40, "drawn too often"
plain = run([], {"TERM": "xterm", "NO_COLOR": "1"})
assert b"\r\x1b[K" in plain and b"\x1b[2m" not in plain, plain
assert b"\x1b" not in run(["--quiet"], {"TERM": "xterm"})
assert b"\x1b" not in run([], {"TERM": "dumb"})
PYTHON
code=$?
: >out
cp progress.log err
exits 0 "progress on a terminal"

echo "$checks checks, $failures failed"
[ "$failures" -eq 0 ]
