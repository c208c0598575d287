#!/bin/sh
# Makes main/helperProgram/programBytes.ts out of the C sources beside this script: gzip, in base64. Needs gcc 12 and,
# for the other architecture, gcc-12-aarch64-linux-gnu (both of Debian 12): the same compiler makes the same bytes.
# CC_AMD64 and CC_ARM64 name other compilers.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
flags="-std=gnu11 -Os -static -nostdlib -ffreestanding -fno-stack-protector -fno-asynchronous-unwind-tables -fno-ident
  -fno-pic -no-pie -Wall -Wextra -Werror -Wl,--build-id=none -Wl,-z,noseparate-code -s"
sources="program.c answer.c files.c volume/attributes.c volume/crc32.c volume/holes.c volume/links.c volume/memory.c
  volume/pack.c volume/report.c volume/sum.c volume/unpack.c volume/walk.c"
cd "$here"
# shellcheck disable=SC2086 -- words, not one
${CC_AMD64:-x86_64-linux-gnu-gcc-12} $flags $sources -o "$out/amd64"
${CC_ARM64:-aarch64-linux-gnu-gcc-12} $flags $sources -o "$out/arm64"
{
  echo '/** Made by resources/helper-program/build.sh: gzip, in base64. */'
  echo 'export const PROGRAM_BYTES = {'
  for arch in amd64 arm64; do
    printf "  %s:\n    '%s',\n" "$arch" "$(gzip -9nc "$out/$arch" | base64 -w0)"
  done
  echo '} as const;'
} > "${1:-$here/../../main/helperProgram/programBytes.ts}"
