#!/usr/bin/env bash
# Chromium and PostgreSQL, for the tests: installed from Debian when root, else a sentence that says what to install.
set -euo pipefail
missing=()
command -v chromium >/dev/null || missing+=(chromium)
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  echo "Installing ${missing[*]} for the tests."
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" fonts-liberation fonts-dejavu-core >/dev/null
else
  echo "The tests need ${missing[*]}: install with 'sudo apt-get install ${missing[*]}', then run make test again." >&2
  exit 1
fi
