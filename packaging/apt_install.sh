#!/bin/sh
# Install Debian packages; what apt says is shown only when it fails.
set -u
said=$(mktemp)
trap 'rm -f "$said"' EXIT
export DEBIAN_FRONTEND=noninteractive

if apt-get update -q >"$said" 2>&1 &&
  apt-get install -qy --no-install-recommends "$@" >>"$said" 2>&1; then
  exit 0
fi
tail -n 20 "$said" >&2
exit 1
