#!/usr/bin/env bash
# The peer of `cargo xtask bench seating`: OR-Tools CP-SAT from PyPI (Apache-2.0), on two workers, the same sizes.
# SEATING_PEER_SECONDS limits each size (60 by default).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
folder="$root/var/python/peer-seating"
wanted="ortools==9.15.6755"
if [ "$(cat "$folder/packages.txt" 2>/dev/null)" != "$wanted" ]; then
  mkdir -p "$root/var/python"
  python3 -m venv --clear "$folder"
  "$folder/bin/pip" install --quiet --disable-pip-version-check "$wanted"
  printf '%s' "$wanted" > "$folder/packages.txt"
fi
exec "$folder/bin/python" "$here/seating/cpsat.py" "${SEATING_PEER_SECONDS:-60}"
