#pragma once
/* The few system calls that the program makes. It has no C library: so it is small, static, and the same everywhere. */
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long u64;
typedef long i64;

#if defined(__x86_64__)
enum {
  SYS_read = 0, SYS_write = 1, SYS_close = 3, SYS_lseek = 8, SYS_mmap = 9, SYS_munmap = 11, SYS_pread64 = 17, SYS_mremap = 25,
  SYS_nanosleep = 35, SYS_sendfile = 40, SYS_socket = 41, SYS_bind = 49, SYS_listen = 50, SYS_clone = 56,
  SYS_wait4 = 61, SYS_kill = 62, SYS_fcntl = 72, SYS_ftruncate = 77,
  SYS_chdir = 80, SYS_fchdir = 81, SYS_fchmod = 91, SYS_fchown = 93, SYS_prctl = 157, SYS_chroot = 161,
  SYS_lsetxattr = 189, SYS_fsetxattr = 190, SYS_lgetxattr = 192, SYS_fgetxattr = 193, SYS_llistxattr = 195,
  SYS_flistxattr = 196, SYS_getdents64 = 217, SYS_fadvise64 = 221, SYS_exit_group = 231, SYS_openat = 257,
  SYS_mkdirat = 258, SYS_mknodat = 259, SYS_fchownat = 260, SYS_newfstatat = 262, SYS_unlinkat = 263,
  SYS_linkat = 265, SYS_symlinkat = 266, SYS_readlinkat = 267, SYS_fchmodat = 268, SYS_sync_file_range = 277,
  SYS_utimensat = 280, SYS_accept4 = 288,
  SYS_renameat2 = 316, SYS_statx = 332,
  O_DIRECTORY = 0200000, O_NOFOLLOW = 0400000,
};
static inline i64 call6(i64 n, i64 a, i64 b, i64 c, i64 d, i64 e, i64 f) {
  register i64 r10 __asm__("r10") = d, r8 __asm__("r8") = e, r9 __asm__("r9") = f;
  i64 result;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  return result;
}
#elif defined(__aarch64__)
enum {
  SYS_lsetxattr = 6, SYS_fsetxattr = 7, SYS_lgetxattr = 9, SYS_fgetxattr = 10, SYS_llistxattr = 12,
  SYS_flistxattr = 13, SYS_fcntl = 25, SYS_mknodat = 33, SYS_mkdirat = 34, SYS_unlinkat = 35, SYS_symlinkat = 36,
  SYS_linkat = 37, SYS_ftruncate = 46, SYS_chdir = 49, SYS_fchdir = 50, SYS_chroot = 51, SYS_fchmod = 52,
  SYS_fchmodat = 53, SYS_fchownat = 54, SYS_fchown = 55, SYS_openat = 56, SYS_close = 57, SYS_getdents64 = 61,
  SYS_lseek = 62, SYS_read = 63, SYS_write = 64, SYS_pread64 = 67, SYS_sendfile = 71, SYS_readlinkat = 78,
  SYS_newfstatat = 79, SYS_sync_file_range = 84,
  SYS_utimensat = 88, SYS_exit_group = 94, SYS_nanosleep = 101, SYS_kill = 129, SYS_prctl = 167, SYS_socket = 198,
  SYS_bind = 200, SYS_listen = 201, SYS_munmap = 215, SYS_mremap = 216,
  SYS_clone = 220, SYS_mmap = 222, SYS_fadvise64 = 223, SYS_accept4 = 242, SYS_wait4 = 260, SYS_renameat2 = 276, SYS_statx = 291,
  O_DIRECTORY = 040000, O_NOFOLLOW = 0100000,
};
static inline i64 call6(i64 n, i64 a, i64 b, i64 c, i64 d, i64 e, i64 f) {
  register i64 x8 __asm__("x8") = n, x0 __asm__("x0") = a, x1 __asm__("x1") = b, x2 __asm__("x2") = c,
               x3 __asm__("x3") = d, x4 __asm__("x4") = e, x5 __asm__("x5") = f;
  __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
  return x0;
}
#else
#error "Only amd64 and arm64."
#endif

#define CALL(name, a, b, c, d, e) call6(SYS_##name, (i64)(a), (i64)(b), (i64)(c), (i64)(d), (i64)(e), 0)

/* Older than statx, so it is there on any kernel. */
#if defined(__x86_64__)
struct stat { u64 dev, ino, nlink; u32 mode, uid, gid, pad; u64 rdev; i64 size, blksize, blocks;
              i64 atime, atimensec, mtime, mtimensec, ctime, ctimensec, unused[3]; };
#else
struct stat { u64 dev, ino; u32 mode, nlink, uid, gid; u64 rdev, pad; i64 size; u32 blksize, pad2; i64 blocks;
              i64 atime, atimensec, mtime, mtimensec, ctime, ctimensec; u32 unused[2]; };
#endif

enum {
  AT_FDCWD = -100, AT_SYMLINK_NOFOLLOW = 0x100, AT_REMOVEDIR = 0x200, AT_EMPTY_PATH = 0x1000,
  O_RDONLY = 0, O_WRONLY = 1, O_RDWR = 2, O_CREAT = 0100, O_EXCL = 0200, O_TRUNC = 01000, O_NONBLOCK = 04000, O_CLOEXEC = 02000000,
  O_PATH = 010000000,
  S_IFMT = 0170000, S_IFDIR = 0040000, S_IFREG = 0100000, S_IFLNK = 0120000,
  S_IFIFO = 0010000, S_IFCHR = 0020000, S_IFBLK = 0060000, S_IFSOCK = 0140000, SEEK_SET = 0, SEEK_DATA = 3, SEEK_HOLE = 4,
  RENAME_NOREPLACE = 1, STATX_BASIC_STATS = 0x7ff, SIGKILL = 9, SIGCHLD = 17, PR_SET_PDEATHSIG = 1, WNOHANG = 1,
  EPERM = 1, ENOENT = 2, EINTR = 4, EIO = 5, ENXIO = 6, ENOMEM = 12, EACCES = 13, EBUSY = 16, EEXIST = 17, EXDEV = 18, ENOTDIR = 20, EISDIR = 21, EINVAL = 22, EROFS = 30, EPIPE = 32,
  ENAMETOOLONG = 36, ENOSYS = 38, ELOOP = 40, EOPNOTSUPP = 95,
  ESTALE = 116,
};

/* Laid out alike on every machine, unlike struct stat. */
struct time { i64 seconds; u32 nanoseconds; u32 pad; };
struct statx {
  u32 mask, blksize; u64 attributes; u32 nlink, uid, gid; u16 mode, pad; u64 ino, size, blocks, attributes_mask;
  struct time atime, btime, ctime, mtime;
  u32 rdev_major, rdev_minor, dev_major, dev_minor; u64 mount_id; u64 spare[13];
};
struct dirent { u64 ino; i64 off; u16 length; u8 type; char name[]; };

void *memcpy(void *to, const void *from, u64 count);
void *memset(void *to, int value, u64 count);
static inline u64 lengthOf(const char *text) {
  u64 length = 0;
  while (text[length]) length++;
  return length;
}
static inline int isSame(const char *a, const char *b) {
  while (*a && *a == *b) a++, b++;
  return *a == *b;
}
static inline int beginsWith(const char *text, const char *start) {
  while (*start && *text == *start) text++, start++;
  return !*start;
}
static inline void quit(int status) { for (;;) CALL(exit_group, status, 0, 0, 0, 0); }
