#!/bin/sh
# Build the one-folder program into out/package, start it once, say how large it is.
set -eu
cd "$(dirname "$0")/.."

PACKAGE=out/package
PROGRAM=$PACKAGE/carnet-de-quartier
TRIAL=$(mktemp -d)
trap 'rm -rf "$TRIAL"' EXIT

shared_library() {
  .venv/bin/python -c 'import sys, sysconfig
sys.exit(sys.platform == "linux" and not sysconfig.get_config_var("Py_ENABLE_SHARED"))'
}

if ! shared_library; then
  echo "This Python was built without its shared library, so it cannot be packaged." >&2
  echo "Use the system's Python:  make clean package PYTHON=/usr/bin/python3" >&2
  echo "or one built with --enable-shared." >&2
  exit 1
fi

rm -rf "$PACKAGE"
.venv/bin/python -m PyInstaller --clean --noconfirm --log-level ERROR \
  --distpath "$PACKAGE" --workpath out/build packaging/carnet.spec

# A bare environment: what runs must come from the folder, not from .venv.
alone() { env -i HOME="$TRIAL" LANG=C.UTF-8 QT_QPA_PLATFORM=offscreen "$@"; }

alone "$PROGRAM/carnet" --version
alone "$PROGRAM/carnet-de-quartier" --version
alone "$PROGRAM/carnet" demo "$TRIAL/carnet" >/dev/null
alone "$PROGRAM/carnet-de-quartier" --data-dir "$TRIAL/carnet" \
  --passphrase-file "$TRIAL/carnet/phrase.txt" --screenshots "$TRIAL/screens" >/dev/null
[ -n "$(find "$TRIAL/screens" -name '*.png' -size +0c)" ]
# The libraries that read a telephone's pictures came along.
.venv/bin/python -c 'import sys
from PIL import Image
from pillow_heif import register_heif_opener
register_heif_opener()
Image.new("RGB", (64, 48), "green").save(sys.argv[1])' "$TRIAL/photo.heic"
open_notebook() { alone "$PROGRAM/carnet" --data-dir "$TRIAL/carnet" \
  --passphrase-file "$TRIAL/carnet/phrase.txt" "$@"; }
open_notebook attach "$TRIAL/photo.heic" --to "$(open_notebook list visit --limit 1 --json |
  .venv/bin/python -c 'import json, sys; print(json.load(sys.stdin)[0]["code"])')" \
  --people non >/dev/null
echo "The program starts, in the window and on the command line."
echo "$PROGRAM: $(du -sm "$PROGRAM" | cut -f1) MB"
