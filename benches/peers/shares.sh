#!/bin/bash
# The peer of `reticolo bench shares`: pabutools 1.2.3 on the same election, and a comparison of outcomes on made ones.
# RETICOLO names the release binary; further arguments are .pb files to compare on.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python="$root/var/python/pabutools"
if [ ! -x "$python/bin/python" ]; then
    python3 -m venv "$python"
fi
"$python/bin/python" -c 'import pabutools' 2>/dev/null || "$python/bin/pip" install --quiet pabutools==1.2.3

"$RETICOLO" bench shares --write "$work/made.pb"
"$python/bin/python" "$here/shares.py" "$work/made.pb"
"$python/bin/python" "$here/shares.py" --compare "${SHARES_COMPARED:-300}" "$work/made.pb" "$@"
