#!/bin/sh
# Installs the system programs that some tests use, where that is possible: as root on a Debian-like system.
# Elsewhere the tests that need one skip and say so; under CI=true they may not.
set -u
# with Node, the built scripts of the desk are built again and compared; without, their digest is
if command -v npm >/dev/null 2>&1 && [ ! -d islands/node_modules ]; then
    (cd islands && npm ci --silent --no-audit --no-fund) || echo "npm ci failed in islands/: the scripts are not built again"
fi
missing=""
command -v tesseract >/dev/null 2>&1 || missing="$missing tesseract-ocr"
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || missing="$missing chromium"
ldconfig -p 2>/dev/null | grep -q libpangoft2 || missing="$missing libpango-1.0-0 libpangoft2-1.0-0"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null 2>&1 || missing="$missing postgresql"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing for the tests:$missing"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing >/dev/null && exit 0
fi
echo "not installed:$missing (tests that need them will skip)"
[ "${CI:-}" != true ]
