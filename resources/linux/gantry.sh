#!/bin/sh
# Gantry: a window where there can be one, else, or when asked for, a page for a browser. The window is Electron; the
# page needs Node, which Electron must not be in a released app (its switch for that is off).
here=/opt/Gantry
least=20.19

wants_browser() {
  for arg; do
    case $arg in --browser | --port | --port=* | --no-open | --help | -h | remove-data) return 0 ;; esac
  done
  # Electron's sandbox does not run as root, and without a display there is nowhere to draw.
  [ -z "$DISPLAY$WAYLAND_DISPLAY" ] || [ "$(id -u)" = 0 ]
}

if ! wants_browser "$@"; then
  exec "$here/gantry" "$@"
fi

for node in "$GANTRY_NODE" node nodejs; do
  [ -n "$node" ] && command -v "$node" >/dev/null 2>&1 || continue
  version=$("$node" --version 2>/dev/null | sed 's/^v//')
  [ "$(printf '%s\n%s\n' "$least" "$version" | sort -V | head -n 1)" = "$least" ] || continue
  exec "$node" "$here/resources/browser/dist/main/packaged.mjs" "$@"
done
echo "Without a window Gantry needs Node $least or newer: install the package nodejs, or name one by GANTRY_NODE." >&2
exit 1
