#!/bin/bash
# The peer of `reticolo bench opinion`: red-dwarf 0.4.0 on the same votes. RETICOLO names the release binary.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python="$root/var/python/red-dwarf"
if [ ! -x "$python/bin/python" ]; then
    python3 -m venv "$python"
fi
"$python/bin/python" -c 'import reddwarf' 2>/dev/null || "$python/bin/pip" install --quiet red-dwarf==0.4.0

"$RETICOLO" bench opinion --write "$work/votes.csv"
"$python/bin/python" "$here/opinion.py" "$work/votes.csv"
