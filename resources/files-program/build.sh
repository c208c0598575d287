#!/bin/sh
# Makes main/files/program/programBytes.ts out of the C source beside this script. Needs gcc 12 and, for the other
# architecture, gcc-12-aarch64-linux-gnu (both of Debian 12): the same compiler makes the same bytes.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
flags="-std=c11 -Os -static -nostdlib -ffreestanding -fno-stack-protector -fno-asynchronous-unwind-tables -fno-ident
  -fno-pic -no-pie -Wall -Wextra -Werror -Wl,--build-id=none -Wl,-z,noseparate-code -s"
cd "$here"
# shellcheck disable=SC2086 -- words, not one
${CC_AMD64:-x86_64-linux-gnu-gcc-12} $flags program.c -o "$out/amd64"
${CC_ARM64:-aarch64-linux-gnu-gcc-12} $flags program.c -o "$out/arm64"
{
  echo '/** Made by resources/files-program/build.sh. */'
  echo 'export const PROGRAM_BASE64 = {'
  for arch in amd64 arm64; do
    printf "  %s:\n    '%s',\n" "$arch" "$(base64 -w0 "$out/$arch")"
  done
  echo '} as const;'
} > "${1:-$here/../../main/files/program/programBytes.ts}"
