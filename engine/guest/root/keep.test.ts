import { expect, test } from 'vitest';
import { isKept } from './keep.ts';

test.each([
  'usr/sbin/dockerd',
  'usr/bin/containerd-shim-runc-v2',
  'usr/bin/sshfs',
  'usr/bin/fusermount3',
  'usr/sbin/xtables-nft-multi',
  'usr/lib/x86_64-linux-gnu/libc.so.6',
  'usr/lib/aarch64-linux-gnu/ld-linux-aarch64.so.1',
  'usr/lib/x86_64-linux-gnu/xtables/libxt_conntrack.so',
  'usr/share/doc/runc/copyright',
])('%s goes into the root', (path) => expect(isKept(path)).toBe(true));

test.each([
  'usr/bin/ctr',
  'usr/lib/containerd/runc-fp',
  'usr/share/doc/runc/changelog.gz',
  'usr/lib/x86_64-linux-gnu/gconv/IBM037.so',
  'usr/lib/x86_64-linux-gnu/libnsl.so.1',
  'usr/lib/systemd/system/docker.service',
])('%s stays out', (path) => expect(isKept(path)).toBe(false));
