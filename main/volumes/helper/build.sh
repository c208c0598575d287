#!/bin/sh
# Builds volumeTool.c for the architectures that engines run on, and writes both into volumeTool.ts.
# Debian: gcc, gcc-aarch64-linux-gnu. CC_AMD64 and CC_ARM64 name other compilers.
set -eu
cd "$(dirname "$0")"
flags="-Os -static -nostdlib -ffreestanding -fno-stack-protector -fno-builtin -fno-pie -no-pie -fno-asynchronous-unwind-tables"
flags="$flags -Wall -Wextra -Werror -s -Wl,--build-id=none -Wl,-z,noexecstack -Wl,-z,separate-code -Wl,-z,max-page-size=4096"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# shellcheck disable=SC2086
${CC_AMD64:-gcc} $flags -fcf-protection=none volumeTool.c -o "$work/amd64"
# shellcheck disable=SC2086
${CC_ARM64:-aarch64-linux-gnu-gcc} $flags -mno-outline-atomics volumeTool.c -o "$work/arm64"
{
  echo '/** volumeTool.c, built by build.sh beside it: gzip, in base64, by the architecture as the engine says it. */'
  echo 'export const VOLUME_TOOL: Readonly<Record<string, string>> = {'
  for arch in amd64 arm64; do
    echo "  $arch:"
    gzip -9nc "$work/$arch" | base64 -w0 | sed "s/.*/    '&',/"
    echo
  done
  echo '};'
} >volumeTool.ts
