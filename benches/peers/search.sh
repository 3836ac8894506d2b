#!/bin/bash
# The peers of `reticolo bench search`: bare tantivy and PostgreSQL, on the same services and questions, without
# any filter. RETICOLO names the release binary; RETICOLO_TEST_POSTGRES a server, else a private one is started.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
server=""

stop() {
    [ -z "$server" ] || as_owner "$server/pg_ctl" -D "$work/cluster" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap stop EXIT

# PostgreSQL refuses to run as root.
as_owner() {
    if [ "$(id -u)" = 0 ]; then setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"; else "$@"; fi
}

"$RETICOLO" bench search --write "$work/data"
(cd "$root" && cargo run --quiet --release --package reticolo-search --example bare_tantivy -- "$work/data")

address=${RETICOLO_TEST_POSTGRES:-}
if [ -z "$address" ]; then
    server=$(ls -d /usr/lib/postgresql/*/bin /usr/local/bin /usr/bin 2>/dev/null | while read -r bin; do
        [ -x "$bin/initdb" ] && [ -x "$bin/pg_ctl" ] && echo "$bin" && break
    done)
    [ -n "$server" ] || { echo "no PostgreSQL here: that peer is left out" >&2; exit 0; }
    chmod 755 "$work" "$work/data"
    mkdir -p "$work/cluster" "$work/socket"
    [ "$(id -u)" != 0 ] || chown nobody:nogroup "$work/cluster" "$work/socket"
    as_owner "$server/initdb" -D "$work/cluster" -A trust -U bench >/dev/null
    as_owner "$server/pg_ctl" -D "$work/cluster" -w -l "$work/socket/log" \
        -o "-k $work/socket -c listen_addresses='' -c shared_buffers=512MB -c fsync=off" start >/dev/null
    address="postgresql:///postgres?host=$work/socket&user=bench"
fi
(cd "$work/data" && psql "$address" -q -v ON_ERROR_STOP=1 -f "$here/search_postgres.sql")
