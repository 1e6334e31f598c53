#!/bin/sh
# Make .venv from requirements.lock. PYTHON=/path/to/python chooses the interpreter.
set -eu
cd "$(dirname "$0")/.."
unset PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME

say() { printf '%s\n' "$*" >&2; }

suits() {
  # A name on the path is not enough: version switchers leave names that run nothing.
  "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null
}

find_python() {
  if [ -n "${PYTHON:-}" ]; then
    suits "$PYTHON" && { printf '%s\n' "$PYTHON"; return; }
    say "PYTHON=$PYTHON does not run, or is not Python 3.11, 3.12 or 3.13."
    exit 1
  fi
  for name in python3.13 python3.12 python3.11 python3 python; do
    suits "$name" && { printf '%s\n' "$name"; return; }
  done
  say "Python 3.11, 3.12 or 3.13 is needed, and none was found. Install one of them,"
  say "for example:  sudo apt-get install python3 python3-venv"
  say "or give its place:      make test PYTHON=/path/to/python3.12"
  exit 1
}

need_venv() {
  "$1" -c 'import ensurepip, venv' 2>/dev/null && return
  package=$("$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing $package, which Python needs to make an environment."
    sh packaging/apt_install.sh "$package"
  else
    say "Python lacks its venv module. Type this once, then start again:"
    say "  sudo apt-get install $package"
    exit 1
  fi
}

base_of() { "$1" -c 'import sys; print(sys.base_prefix, sys.version)' 2>/dev/null; }

make_venv() {
  # An environment that still runs is kept, unless another interpreter was asked for.
  if [ -x .venv/bin/python ] && suits .venv/bin/python; then
    [ -n "${PYTHON:-}" ] || return 0
    [ "$(base_of "$PYTHON")" != "$(base_of .venv/bin/python)" ] || return 0
  fi
  python=$(find_python)
  need_venv "$python"
  say "Making .venv with $("$python" --version)."
  "$python" -m venv --clear .venv
}

make_venv
say "Installing the pinned libraries (about 150 MB the first time)."
.venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
.venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
.venv/bin/python -m compileall -q desktop sync
