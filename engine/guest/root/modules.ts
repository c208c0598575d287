/** What is kept of the kernel's modules; what one of these needs comes along. By path below `kernel/`. */
const KEPT: readonly RegExp[] = [
  // Disks, networks and what a hypervisor offers besides.
  /^drivers\/virtio\//,
  /^drivers\/block\/(virtio_blk|loop|zram|nbd)\.ko/,
  /^drivers\/scsi\/(hv_storvsc|virtio_scsi|sd_mod)\.ko/,
  /^drivers\/(hv|vhost)\/(hv_\w+|vhost_vsock)\.ko/,
  /^drivers\/net\/hyperv\//,
  /^drivers\/pci\/controller\/pci-hyperv/,
  /^drivers\/char\/hw_random\/virtio-rng\.ko/,
  /^drivers\/acpi\/button\.ko/,
  /^drivers\/input\/evdev\.ko/,
  /^net\/vmw_vsock\/(vsock|hv_sock|vmw_vsock_virtio_transport)\.ko/,
  // Networks of containers.
  /^drivers\/net\/(virtio_net|veth|macvlan|macvtap|dummy|ifb|tun|tap|vrf|geneve|net_failover)\.ko/,
  /^drivers\/net\/(ipvlan|vxlan|wireguard|bonding)\//,
  /^net\/(netfilter|bridge|8021q|ipv4|ipv6|xfrm|tls|packet|unix|netlink|key|sctp|mptcp|llc|802)\//,
  /^net\/sched\/(sch_(htb|fq|fq_codel|netem|tbf|prio|ingress|cake)|cls_(u32|fw|bpf|flower|matchall)|act_(mirred|police|gact|bpf|skbedit))\.ko/,
  // Encryption of overlay networks, and what programs ask the kernel for.
  /^crypto\/(af_alg|algif_\w+|gcm|ccm|ctr|cbc|seqiv|echainiv|authenc\w*|hmac|ghash-generic|sha\w+|crc32\w*|xxhash_generic|zstd|lz4|blake2b\w*)\.ko/,
  /^arch\/(x86|arm64)\/crypto\/.*(aes|ghash|sha|crc)/,
  // File systems: the root's, the containers', and those that a volume can be on.
  /^fs\/(erofs|overlayfs|fuse|nfs|nfs_common|netfs|lockd|squashfs|isofs|fat|autofs|smb)\//,
  /^fs\/smb\/client\//,
  /^fs\/nls\/nls_(utf8|ascii|cp437|iso8859-1)\.ko/,
  /^fs\/binfmt_misc\.ko/,
  /^net\/(sunrpc|dns_resolver)\//,
];

const DROPPED: readonly RegExp[] = [
  /^fs\/smb\/server\//,
  /^net\/sunrpc\/xprtrdma\//,
  /^fs\/nfs\/\w+layout\//,
  /^drivers\/hv\/hv_.*(vtl|proxy)/,
  /^drivers\/virtio\/virtio_(mem|pmem|vdpa|input|dma_buf)/,
];

const isKept = (module: string): boolean =>
  KEPT.some((pattern) => pattern.test(module)) && !DROPPED.some((pattern) => pattern.test(module));

/** Lines of `modules.dep`: `kernel/a.ko: kernel/b.ko kernel/c.ko`; what is needed comes after what needs it. */
export function parseDependencies(text: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    text.split('\n').flatMap((line): [string, string[]][] => {
      const [module, rest] = line.split(':', 2);
      return module && rest !== undefined ? [[module, rest.split(' ').filter(Boolean)]] : [];
    }),
  );
}

/** Of all modules of the kernel, those that go into the root, sorted. */
export function keptModules(dependencies: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const kept = new Set<string>();
  for (const [module, needs] of dependencies) {
    if (isKept(module.replace(/^kernel\//, ''))) for (const one of [module, ...needs]) kept.add(one);
  }
  return [...kept].sort();
}

/** These modules (by name) and what they need, in the order in which they can be loaded. Throws for one that is not there. */
export function loadOrder(
  dependencies: ReadonlyMap<string, readonly string[]>,
  names: readonly string[],
): readonly string[] {
  const ordered = new Set<string>();
  for (const name of names) {
    const module = [...dependencies.keys()].find((one) => moduleName(one) === name);
    if (module === undefined) throw new Error(`The kernel has no module ${name}.`);
    for (const one of [module, ...(dependencies.get(module) ?? [])].reverse()) ordered.add(one);
  }
  return [...ordered];
}

/** `kernel/drivers/char/hw_random/virtio-rng.ko.xz` is loaded as `virtio_rng`. */
export const moduleName = (module: string): string =>
  (module.split('/').at(-1) ?? '').replace(/\.ko(\.xz)?$/, '').replaceAll('-', '_');
