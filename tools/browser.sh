#!/bin/sh
# Makes sure that the browser tests have Chromium and a Chinese font, or says what is missing.
set -eu

can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

apt_install() {
    echo "* Installing $1"
    export DEBIAN_FRONTEND=noninteractive
    # A first try without the update: package lists are often fresh, and an update is slow.
    apt-get install -y -qq --no-install-recommends "$1" >/dev/null 2>&1 ||
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$1"; } >/dev/null
}

find_chromium() {
    if [ -n "${QUIZSITE_CHROMIUM:-}" ]; then
        command -v "$QUIZSITE_CHROMIUM"
        return
    fi
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" && return
    done
    return 1
}

if ! find_chromium >/dev/null; then
    if [ -z "${QUIZSITE_CHROMIUM:-}" ] && can_install; then apt_install chromium || true; fi
    if ! find_chromium >/dev/null; then
        echo "The browser tests need Chromium: install chromium or google-chrome, or set QUIZSITE_CHROMIUM to its path." >&2
        exit 1
    fi
fi

has_chinese_font() {
    if command -v fc-list >/dev/null; then
        [ -n "$(fc-list :lang=zh family)" ]
    else
        find /usr/share/fonts -iname '*cjk*' 2>/dev/null | grep -q .
    fi
}

if ! has_chinese_font; then
    if can_install; then apt_install fonts-noto-cjk || true; fi
    has_chinese_font ||
        echo "Warning: no Chinese font (fonts-noto-cjk): screenshots will show boxes." >&2
fi
