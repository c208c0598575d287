#!/bin/sh
# Makes main/firstRun/helloBytes.ts out of the C source beside this script, as ../helper-program/build.sh does: gzip, in
# base64. Needs gcc 12 and, for the other architecture, gcc-12-aarch64-linux-gnu. CC_AMD64 and CC_ARM64 name others.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
flags="-std=gnu11 -Os -static -nostdlib -ffreestanding -fno-stack-protector -fno-asynchronous-unwind-tables -fno-ident
  -fno-pic -no-pie -Wall -Wextra -Werror -Wl,--build-id=none -Wl,-z,noseparate-code -s"
sources="hello.c"
cd "$here"
# shellcheck disable=SC2086 -- words, not one
${CC_AMD64:-x86_64-linux-gnu-gcc-12} $flags $sources -o "$out/amd64"
${CC_ARM64:-aarch64-linux-gnu-gcc-12} $flags $sources -o "$out/arm64"
{
  echo '/** Made by resources/hello-program/build.sh: gzip, in base64. */'
  echo 'export const HELLO_BYTES = {'
  for arch in amd64 arm64; do
    printf "  %s:\n    '%s',\n" "$arch" "$(gzip -9nc "$out/$arch" | base64 -w0)"
  done
  echo '} as const;'
} > "${1:-$here/../../main/firstRun/helloBytes.ts}"
