#!/bin/sh
# Make .venv and put in it what a target needs; install missing system packages where that is allowed.
#   packaging/setup.sh demo    what `make demo` and the command line need
#   packaging/setup.sh run     that, and what a microphone and the window need
#   packaging/setup.sh test    that, and what the tests need: a sound server and a screen that exist only for them
#   packaging/setup.sh bench   that, and what a yardstick needs: ffmpeg, by which vosk-transcriber reads its files
set -eu
cd "$(dirname "$0")/.."
what=${1:?say demo, run, test or bench}
PATH=$PATH:/usr/sbin:/sbin # ldconfig is there, and not on the path of everyone who may run this

packages=""
need() { # need PACKAGE COMMAND...: remember the Debian package if the command fails
    package=$1; shift
    "$@" >/dev/null 2>&1 || packages="$packages $package"
}
library() { ldconfig -p | grep -q "$1"; }

PYTHON=${PYTHON:-python3}
command -v "$PYTHON" >/dev/null || { echo "Python 3.11 or newer is needed: install python3." >&2; exit 1; }
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Python 3.11 or newer is needed; $PYTHON is $("$PYTHON" --version). Set PYTHON=... to another one." >&2
    exit 1
}
need python3-venv "$PYTHON" -c 'import ensurepip, venv'
[ "$what" != bench ] || need ffmpeg command -v ffmpeg
if [ "$what" = test ] || [ "$what" = bench ]; then
    need pulseaudio command -v pulseaudio
    need pulseaudio-utils command -v parec
    need xvfb command -v Xvfb
    need xdotool command -v xdotool
    need fonts-dejavu-core sh -c 'find /usr/share/fonts -name "DejaVu*.ttf" | grep .'
fi
if [ "$what" != demo ]; then
    need libportaudio2 library libportaudio.so.2
    need libasound2-plugins sh -c 'find /usr/lib* -name libasound_module_pcm_pulse.so | grep .'
    for pair in libegl1:libEGL.so.1 libgl1:libGL.so.1 libxkbcommon-x11-0:libxkbcommon-x11.so.0 \
        libxcb-cursor0:libxcb-cursor.so.0 libxcb-icccm4:libxcb-icccm.so.4 libxcb-keysyms1:libxcb-keysyms.so.1 \
        libxcb-image0:libxcb-image.so.0 libxcb-render-util0:libxcb-render-util.so.0 libxcb-shape0:libxcb-shape.so.0 \
        libxcb-xinerama0:libxcb-xinerama.so.0 libxcb-randr0:libxcb-randr.so.0 libdbus-1-3:libdbus-1.so.3 \
        libfontconfig1:libfontconfig.so.1; do
        need "${pair%%:*}" library "${pair#*:}"
    done
fi

if [ -n "$packages" ]; then
    as_root=""
    [ "$(id -u)" = 0 ] || as_root="sudo -n"
    if command -v apt-get >/dev/null && { [ -z "$as_root" ] || sudo -n true 2>/dev/null; }; then
        echo "Installing system packages:$packages"
        $as_root apt-get update -qq || true
        # shellcheck disable=SC2086  # a list of words on purpose
        DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $packages >/dev/null
    else
        echo "These system packages are missing and cannot be installed from here (no root, no sudo, or no apt):" >&2
        for package in $packages; do echo "    $package" >&2; done
        echo "Install them, or their like on your system, and run the same command again." >&2
        exit 1
    fi
fi

echo "Setting up .venv for $what; the first time this takes a minute or two." >&2
# Asked for pip, because one that was broken off is there and has none.
.venv/bin/python -m pip --version >/dev/null 2>&1 || "$PYTHON" -m venv .venv
extras="dev"
[ "$what" != demo ] && [ "$what" != run ] || extras="media"
.venv/bin/python -m pip install --quiet --disable-pip-version-check -e ".[$extras]"
