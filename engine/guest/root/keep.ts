/** What of the packages' files goes into the root, by path: everything that is not named here stays out. */
const KEPT: readonly RegExp[] = [
  /^usr\/sbin\/(dockerd|docker-proxy|runc|dropbear|e2fsck|mke2fs|resize2fs|tune2fs)$/,
  /^usr\/sbin\/(xtables-(nft|legacy)-multi|ip6?tables(-(nft|legacy))?(-(save|restore))?)$/,
  /^usr\/bin\/(containerd|containerd-shim-runc-v2|runc|tini-static|docker-init|dropbearkey|sshfs|fusermount3|busybox)$/,
  /^usr\/lib64\/ld-linux[^/]*$/,
  /^usr\/lib\/ld-linux[^/]*$/,
  // The libraries themselves: no folders of plugins, no character sets.
  /^usr\/lib\/[\w]+-linux-gnu\/[^/]+\.so(\.[\w.]+)?$/,
  /^usr\/lib\/[\w]+-linux-gnu\/xtables\/lib(ip6t|ipt|xt)_\w+\.so$/,
  /^usr\/share\/doc\/[^/]+\/copyright$/,
];

const DROPPED: readonly RegExp[] = [
  // Of the C library: debugging, and name services that nobody has.
  /\/lib(BrokenLocale|anl|c_malloc_debug|memusage|mvec|nsl|nss_compat|nss_hesiod|pcprofile|thread_db|util)\.so/,
  // Of others: what only their development or another program of theirs needs.
  /\/lib(gio|gobject|gthread|gmodule|girepository|asan|tsan|ubsan|gomp|itm|quadmath|pcre2-posix|psx|handle)[-\w]*(\.\d+)?\.so/,
];

export const isKept = (path: string): boolean =>
  KEPT.some((pattern) => pattern.test(path)) && !DROPPED.some((pattern) => pattern.test(path));
