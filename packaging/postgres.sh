#!/bin/sh
# Install PostgreSQL for the tests of the server where that is possible; never an obstacle: without
# it, those tests are skipped and say so.
set -eu
cd "$(dirname "$0")/.."

ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && exit 0
command -v initdb >/dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo 'Installing PostgreSQL for the tests' >&2
  sh packaging/apt_install.sh postgresql && exit 0
fi
echo 'Without PostgreSQL, the tests of the server run on SQLite only. To have them all:' >&2
echo '  sudo apt-get install --no-install-recommends postgresql' >&2
