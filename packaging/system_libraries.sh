#!/bin/sh
# See that the system has what Qt and PyInstaller need; install it where that is possible.
#   system_libraries.sh qt        what Qt needs to start without a screen
#   system_libraries.sh display   what one test needs to open a real window; never an obstacle
#   system_libraries.sh package   what PyInstaller needs
set -eu
cd "$(dirname "$0")/.."

OFFSCREEN="libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3 libglib2.0-0"
WINDOW="libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"
SCREEN="xvfb xauth"

say() { printf '%s\n' "$*" >&2; }

can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

install() {
  say "Installing system packages: $*"
  sh packaging/apt_install.sh "$@"
}

qt_starts() {
  QT_QPA_PLATFORM=offscreen .venv/bin/python -c \
    'from PySide6.QtWidgets import QApplication; QApplication([])' >/dev/null 2>&1
}

window_opens() {
  plugins=$(.venv/bin/python -c 'import PySide6, pathlib
print(pathlib.Path(PySide6.__file__).parent / "Qt/plugins/platforms/libqxcb.so")')
  command -v Xvfb >/dev/null && command -v xauth >/dev/null &&
    ! ldd "$plugins" | grep -q 'not found'
}

require() {
  # require CHECK WHY PACKAGE…: install the packages, or print the command and stop.
  check=$1 why=$2
  shift 2
  "$check" && return
  if can_install && install "$@" && "$check"; then
    return
  fi
  say "$why Type this once, then start again:"
  say "  sudo apt-get install --no-install-recommends $*"
  say "(on another system than Debian or Ubuntu: the packages holding the same libraries)"
  exit 1
}

has_objdump() { command -v objdump >/dev/null; }

has_libpython() {
  # Debian parts the shared library from the interpreter; the program folder needs it.
  .venv/bin/python -c \
    'from PyInstaller.depend.bindepend import get_python_library_path as path; assert path()' \
    >/dev/null 2>&1
}

libpython() {
  .venv/bin/python -c 'import sys; print("libpython%d.%d" % sys.version_info[:2])'
}

# Only Linux leaves these libraries to the system.
[ "$(uname -s)" = Linux ] || exit 0

# The lists are meant to be split into words.
# shellcheck disable=SC2086
case ${1:-} in
  qt) require qt_starts "Qt does not start: system libraries are missing." $OFFSCREEN ;;
  package)
    require has_objdump "PyInstaller needs objdump." binutils
    require has_libpython "PyInstaller needs Python's shared library." "$(libpython)" ;;
  display)
    window_opens || { can_install && install $OFFSCREEN $WINDOW $SCREEN; } ||
      say "Without $SCREEN and the xcb libraries, the test of the real window is skipped." ;;
  *) say "usage: system_libraries.sh qt|display|package"; exit 2 ;;
esac
