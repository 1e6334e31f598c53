#!/bin/sh
# The main job on invented content: a notebook, the workbooks of its financers, its window.
# REFERENCE=folder imports the real lists found there (qpv, contrats, organisations).
# The folder out/demo is made anew each time.
set -eu
cd "$(dirname "$0")/.."

DEMO=out/demo
NOTEBOOK=$DEMO/carnet
PHRASE=$NOTEBOOK/phrase.txt
WORKBOOKS=$DEMO/classeurs
SCREENS=$DEMO/screens

carnet() { .venv/bin/carnet --data-dir "$NOTEBOOK" --passphrase-file "$PHRASE" "$@"; }

window() {
  .venv/bin/python -m desktop --data-dir "$NOTEBOOK" --passphrase-file "$PHRASE" "$@"
}

import_lists() {
  # import_lists KIND PATTERN…: import the first file of the reference folder that fits.
  kind=$1
  shift
  for pattern in "$@"; do
    for file in "$REFERENCE"/$pattern; do
      [ -f "$file" ] || continue
      echo "Importing $file as $kind."
      carnet import "$file" --as "$kind" --apply
      return
    done
  done
  echo "No file for $kind in $REFERENCE." >&2
}

has_screen() {
  [ "$(uname -s)" = Darwin ] || [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]
}

name_files() {
  echo "Made:"
  find "$WORKBOOKS" "$SCREENS" -type f 2>/dev/null | sort | sed 's/^/  /'
  echo "  $NOTEBOOK  (the notebook; its passphrase is in $PHRASE)"
}

rm -rf "$DEMO"
mkdir -p "$WORKBOOKS"
.venv/bin/carnet demo "$NOTEBOOK"
if [ -n "${REFERENCE:-}" ]; then
  import_lists qpv 'qpv*.csv'
  import_lists contrats 'contrats*.csv'
  import_lists organisations 'organisations*.csv' 'structures*.csv'
fi
echo 'Writing the six workbooks of a financer, and that of all data.'
carnet export --preset epci --looked-at --out "$WORKBOOKS" >/dev/null
carnet export data --looked-at --out "$WORKBOOKS/donnees.xlsx" >/dev/null
if has_screen; then
  name_files
  echo "Opening the window; close it to end."
  window
else
  # It names its files too; once is enough.
  QT_QPA_PLATFORM=offscreen window --screenshots "$SCREENS" >/dev/null
  name_files
fi
