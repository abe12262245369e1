#!/bin/sh
# Collect, accept, check, build; the release that is served changes only when all of it succeeded.
# Then its files for /data/ are written, which the server itself may not do.
#
#   deploy/collect.sh                      the last month that is over, all provinces
#   deploy/collect.sh --year 2026 --month 2 --province 38      whatever `collect` takes
#
# INDICATORS_DATA, INDICATORS_DB as for every verb; COLLECT_SOURCE (service-index), COLLECT_FOLDER
# (collecting: candidates, what was left out, raw answers), PYTHON (.venv/bin/python).
# Exit: 0 a new release is served; 3 so too, but something was left out (see *.left-out.csv);
# 1 or 2 nothing of the release was changed; 4 a new release is served, but its files could not be
# kept. The message says why.
set -eu
cd "$(dirname "$0")/.."

python=${PYTHON:-.venv/bin/python}
data=${INDICATORS_DATA:-data}
db=${INDICATORS_DB:-data/indicators.duckdb}
source=${COLLECT_SOURCE:-service-index}
folder=${COLLECT_FOLDER:-collecting}
# One file a run: what a person decided in an earlier one is never in the way.
candidates=$folder/$source-$(date +%Y-%m-%d).csv

mkdir -p "$folder"
if command -v flock >/dev/null; then
	exec 9>"$folder/.lock"
	flock -n 9 || { echo "another run collects already; try again later" >&2; exit 1; }
fi

# A table with problems is not added to.
"$python" -m indicators check --data "$data" >/dev/null

left_out=0
"$python" -m indicators collect "$source" --data "$data" --out "$candidates" "$@" || {
	left_out=$?
	[ "$left_out" -eq 3 ] || exit "$left_out"
}

# All rows or none; what is in doubt stays in the file for a person.
"$python" -m indicators accept "$candidates" --sources "${candidates%.csv}.sources.csv" \
	--batch "$source" --leave-undecided --data "$data"
"$python" -m indicators check --data "$data"

# A lake takes a release whole, or not at all. The files lie beside this machine's copy of it, or in
# INDICATORS_RELEASES.
case $db in ducklake:*)
	"$python" -m indicators build --data "$data" --db "$db"
	"$python" -m indicators export --release --db "$db" >/dev/null || exit 4
	exit "$left_out" ;;
esac

# Built beside the release and read once, then moved into its place by one rename.
next=$(dirname "$db")/.next-release.duckdb
trap 'rm -f "$next"' EXIT
"$python" -m indicators build --data "$data" --db "$next"
"$python" -m indicators provinces --db "$next" >/dev/null
mv "$next" "$db"
"$python" -m indicators export --release --db "$db" >/dev/null || exit 4
exit "$left_out"
