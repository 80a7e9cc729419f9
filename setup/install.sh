#!/usr/bin/env bash
# Installs what Balak needs to be built on Debian 12, and nothing that is there already.
#
#   setup/install.sh --for run     to build and open the app
#   setup/install.sh --for test    the same, and what the tests drive: browsers, a screen without a monitor
#
# Asks nothing, may be run again at any time, and takes a second when nothing is missing. Rust itself comes from
# rustup and is the one thing that must be there before. Not here: building anything (see the Makefile).
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'set-up: %s\n' "$*"; }
fail() { printf 'set-up: %s\n' "$*" >&2; exit 1; }

purpose=run
while [ $# -gt 0 ]; do
    case "$1" in
        --for) purpose=${2:-}; shift 2 || shift ;;
        *) fail "I do not know '$1'. Usage: setup/install.sh [--for run|test]" ;;
    esac
done
case "$purpose" in
    run | test) ;;
    *) fail "--for is 'run' or 'test', not '$purpose'" ;;
esac

# --- Debian packages -------------------------------------------------------------------------------------------

packages=(
    # compiling: C for SQLite, and the libraries of the window (they bring GTK, soup and D-Bus with them)
    build-essential pkg-config libwebkit2gtk-4.1-dev
    # the voices: the engine that speaks, the encoder, and what the window plays them with on any desktop
    espeak-ng opus-tools gstreamer1.0-plugins-base gstreamer1.0-plugins-good
    gstreamer1.0-pulseaudio gstreamer1.0-alsa
    # fonts are cut to size by a Python program
    python3-venv
)
if [ "$purpose" = test ]; then
    packages+=(webkit2gtk-driver xvfb xauth chromium chromium-driver)
fi
# Node may be here from elsewhere than Debian, under other package names: what counts is the command.
command -v node > /dev/null || packages+=(nodejs)
command -v npm > /dev/null || packages+=(npm)

is_installed() {
    [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2> /dev/null)" = installed ]
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo > /dev/null; then
        sudo "$@"
    else
        fail "'$*' must be run as root, and there is no sudo"
    fi
}

apt_updated=no
apt_install() {
    command -v apt-get > /dev/null || fail "this is not Debian: install by your own means: $*"
    say "installing from Debian: $*"
    if [ "$apt_updated" = no ]; then
        as_root apt-get update --quiet --quiet
        apt_updated=yes
    fi
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes --quiet --quiet --no-install-recommends "$@" > /dev/null
}

missing=()
for package in "${packages[@]}"; do
    is_installed "$package" || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
    apt_install "${missing[@]}"
fi

# --- Rust for the page -----------------------------------------------------------------------------------------

export PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
command -v cargo > /dev/null || fail "Rust is missing. Install it with rustup, then run me again."

target=wasm32-unknown-unknown
has_wasm() {
    compgen -G "$(rustc --print target-libdir --target "$target")/libcore-*.rlib" > /dev/null
}
has_debian_wasm() {
    is_installed cargo-web && is_installed rustc-web && is_installed rust-web-src
}
if ! has_wasm && ! has_debian_wasm; then
    say "installing the Rust target $target"
    if ! rustup target add "$target" || ! has_wasm; then
        say "rustup cannot give it; Debian's Rust for browsers will build it from source"
        apt_install cargo-web rustc-web rust-web-src
    fi
fi
if [ "$purpose" = test ]; then
    cargo clippy --version > /dev/null 2>&1 || rustup component add clippy
    cargo fmt --version > /dev/null 2>&1 || rustup component add rustfmt
fi

# --- npm and Python packages: installed again whenever their list differs from the one installed last ------------

if ! cmp --silent package-lock.json node_modules/.installed-lock; then
    say "installing from npm: fonts and wasm-opt"
    npm ci --no-audit --no-fund --silent
    cp package-lock.json node_modules/.installed-lock
fi

requirements=setup/fonts/requirements.txt
if [ -f "$requirements" ] && ! cmp --silent "$requirements" .venv/.installed-requirements; then
    say "installing into .venv: $(grep -v '^#' "$requirements" | tr '\n' ' ')"
    python3 -m venv --clear .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement "$requirements"
    cp "$requirements" .venv/.installed-requirements
fi

say "everything for '$purpose' is installed"
