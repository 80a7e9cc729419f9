#!/usr/bin/env bash
# The whole story on one machine: an academy (leader, helper and dashboard, three processes), forty simulated class
# sessions played through the code that the pages use, their sealed reports sent, added up and shown. Everything it
# writes is in a folder of its own, which goes when it ends. Not here: building (see the Makefile).
#
#   setup/demo.sh FOLDER_OF_PROGRAMS
set -euo pipefail
cd "$(dirname "$0")/.."

programs=${1:?the folder of the built programs}
dashboard=127.0.0.1:8020 leader=127.0.0.1:8021 helper=127.0.0.1:8022
data=$(mktemp -d)
roles=()
finish() {
    kill "${roles[@]}" 2> /dev/null || true
    wait 2> /dev/null || true
    rm -rf "$data"
}
trap finish EXIT
trap 'exit 0' INT TERM

# Starts a role and returns when it says that it listens.
role() {
    local log="$data/$1.log"
    : > "$log"
    "$programs/balak-academy" "$@" > "$log" 2>&1 &
    roles+=($!)
    until grep --quiet 'listening on' "$log"; do
        kill -0 "${roles[-1]}" 2> /dev/null || { cat "$log" >&2; exit 1; }
        sleep 0.1
    done
}

echo 'demo: the academy makes its task list and keys (one party, as in a pilot)'
"$programs/balak-academy" provision --data "$data/academy" --leader "http://$leader" --helper "http://$helper" \
    --one-party --min-reports 1 --level 2 --level 5 \
    --province 09.541 --province 06.141.01.00 --province 03.231 --province 08.577 --province 11.321
role leader --data "$data/academy" --listen "$leader"
role helper --data "$data/academy" --listen "$helper"
role dashboard --data "$data/academy" --listen "$dashboard" --fonts dist/ui

echo 'demo: forty classes play, and send what they may'
"$programs/balak-classroom" simulate --data "$data/school" --tasks "http://$leader/tasks.json" \
    --sessions 40 --seed 1 > "$data/played.json"

echo 'demo: the academy adds up the shares'
"$programs/balak-academy" collect --data "$data/academy" > "$data/collected.json"

echo
echo "The dashboard is open:  http://$dashboard/?lang=fr   (and ?lang=ar).  Ctrl-C ends the demo."
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && command -v xdg-open > /dev/null; then
    xdg-open "http://$dashboard/?lang=fr" > /dev/null 2>&1 || true
fi
wait
