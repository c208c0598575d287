/*
 * Looks into one file system, and changes names in it, where there may be no other program at all:
 *
 *   pid:N         the root of process N, which is that of a container whose processes are seen
 *   cgroup:ID     the root of the first process of the container with this id
 *   /path         this directory
 *
 * It makes that its own root, so that no path and no symbolic link leads out of it. Then it reads requests from its
 * input until that ends: length u32, id u32, operation u8, payload. Each is done by a process of its own, which writes
 * answers: length u32, id u32, kind u8 ('d' data, 'e' end with an i32 error number), payload. Numbers are little endian;
 * no write is longer than PIPE_BUF, so answers of several requests do not mix. Paths end with a zero byte.
 */
#include "program.h"

enum { FRAME = 4096, HEAD = 9, ROOM = FRAME - HEAD, DEPTH = 1000, MAX_REQUEST = 8 * 1024 * 1024, PATH = 4096 };

static u8 frame[FRAME];
static u32 filled, requestId;
static i64 procDir;
static char request[MAX_REQUEST + 1];

/* ---- answers ---- */

static void writeAll(i64 file, const void *bytes, u64 count) {
  const u8 *at = bytes;
  while (count > 0) {
    i64 written = CALL(write, file, at, count, 0, 0);
    if (written == -EINTR) continue;
    if (written <= 0) quit(1); /* nobody listens any more */
    at += written;
    count -= (u64)written;
  }
}
static void sendFrame(u8 kind) {
  u32 length = filled + 5;
  memcpy(frame, &length, 4);
  memcpy(frame + 4, &requestId, 4);
  frame[8] = kind;
  writeAll(1, frame, HEAD + filled);
  filled = 0;
}
static void put(const void *bytes, u64 count) {
  const u8 *from = bytes;
  while (count > 0) {
    u64 now = ROOM - filled < count ? ROOM - filled : count;
    memcpy(frame + HEAD + filled, from, now);
    filled += (u32)now;
    from += now;
    count -= now;
    if (filled == ROOM) sendFrame('d');
  }
}
static void flush(void) { if (filled > 0) sendFrame('d'); }
static void finish(i64 error) {
  flush();
  int code = (int)(error < 0 ? -error : error);
  memcpy(frame + HEAD, &code, 4);
  filled = 4;
  sendFrame('e');
  quit(0);
}

/* ---- what a name is ---- */

static i64 look(i64 dir, const char *name, struct statx *found, int flags) {
  return CALL(statx, dir, name, flags, STATX_BASIC_STATS, found);
}
static int isDirectory(const struct statx *s) { return (s->mode & S_IFMT) == S_IFDIR; }

/* mode u32, uid u32, gid u32, links u32, size u64, mtime seconds i64, nanoseconds u32, device u32, inode u64,
   mode of what a symbolic link leads to u32 (0: nothing), length of name u16, of target u16, name, target */
static void putEntry(i64 dir, const char *name, const char *shown, const struct statx *s) {
  static char target[PATH];
  u16 nameLength = (u16)lengthOf(shown), targetLength = 0;
  u32 mode = s->mode, followed = 0, device = s->dev_major << 20 ^ s->dev_minor;
  if ((mode & S_IFMT) == S_IFLNK) {
    i64 length = CALL(readlinkat, dir, name, target, PATH, 0);
    if (length > 0) targetLength = (u16)length;
    struct statx end;
    if (look(dir, name, &end, 0) == 0) followed = end.mode;
  }
  put(&mode, 4); put(&s->uid, 4); put(&s->gid, 4); put(&s->nlink, 4); put(&s->size, 8);
  put(&s->mtime.seconds, 8); put(&s->mtime.nanoseconds, 4); put(&device, 4); put(&s->ino, 8);
  put(&followed, 4); put(&nameLength, 2); put(&targetLength, 2);
  put(shown, nameLength);
  put(target, targetLength);
}

/* ---- walking ---- */

typedef i64 visit(i64 dir, const char *name, const struct statx *s, int depth);

/* Calls for all that is in a directory; ends with the first error. */
static i64 eachOf(i64 dir, visit *call, int depth) {
  u8 entries[8192];
  for (;;) {
    i64 length = CALL(getdents64, dir, entries, sizeof entries, 0, 0);
    if (length <= 0) return length;
    for (i64 at = 0; at < length;) {
      struct dirent *entry = (struct dirent *)(entries + at);
      at += entry->length;
      if (isSame(entry->name, ".") || isSame(entry->name, "..")) continue;
      struct statx s;
      i64 error = look(dir, entry->name, &s, AT_SYMLINK_NOFOLLOW);
      if (error == -ENOENT) continue; /* went meanwhile */
      if (error == 0) error = call(dir, entry->name, &s, depth);
      if (error < 0) return error;
    }
  }
}
static i64 openDir(i64 at, const char *name, int flags) {
  return CALL(openat, at, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | flags, 0, 0);
}
static i64 inside(i64 dir, const char *name, visit *call, int depth) {
  if (depth >= DEPTH) return -ELOOP;
  i64 child = openDir(dir, name, O_NOFOLLOW);
  if (child < 0) return child == -ENOENT ? 0 : child;
  i64 error = eachOf(child, call, depth + 1);
  CALL(close, child, 0, 0, 0, 0);
  return error;
}

/* ---- operations ---- */

static i64 listOne(i64 dir, const char *name, const struct statx *s, int depth) {
  (void)depth;
  putEntry(dir, name, name, s);
  return 0;
}
static i64 list(const char *path) {
  i64 dir = openDir(AT_FDCWD, path, 0);
  return dir < 0 ? dir : eachOf(dir, listOne, 0);
}
/* As it is itself, and its path without any link. */
static i64 describe(const char *path) {
  struct statx s;
  i64 error = look(AT_FDCWD, path, &s, AT_SYMLINK_NOFOLLOW);
  if (error < 0) return error;
  putEntry(AT_FDCWD, path, path, &s);
  return 0;
}

static u8 lower(u8 c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; }
/* The pattern has lower case; * is any text, ? any byte. */
static int fits(const char *pattern, const char *name) {
  const char *star = 0, *from = 0;
  while (*name) {
    if (*pattern == '*') { star = pattern++; from = name; }
    else if (*pattern == '?' || (u8)*pattern == lower((u8)*name)) { pattern++; name++; }
    else if (star) { pattern = star + 1; name = ++from; }
    else return 0;
  }
  while (*pattern == '*') pattern++;
  return !*pattern;
}
static char walked[PATH * 4];
static u64 walkedLength;
static const char *pattern;
static u32 findings;
static i64 findOne(i64 dir, const char *name, const struct statx *s, int depth) {
  u64 before = walkedLength, length = lengthOf(name);
  if (before + length + 2 > sizeof walked) return 0;
  if (before == 0 || walked[before - 1] != '/') walked[walkedLength++] = '/';
  memcpy(walked + walkedLength, name, length + 1);
  walkedLength += length;
  i64 error = 0;
  if (fits(pattern, name)) {
    putEntry(dir, name, walked, s);
    if (findings % 16 == 0) flush();
    if (--findings == 0) error = -ESTALE; /* enough */
  }
  /* What the kernel makes up is no file, and has no end. */
  int isKernel = isSame(walked, "/proc") || isSame(walked, "/sys");
  if (error == 0 && isDirectory(s) && !isKernel) {
    error = inside(dir, name, findOne, depth);
    if (error < 0 && error != -ESTALE) error = 0; /* one that cannot be read does not end the search */
  }
  walkedLength = before;
  walked[before] = 0;
  return error;
}
static i64 find(const char *path, const char *wanted, u32 most) {
  i64 dir = openDir(AT_FDCWD, path, 0);
  if (dir < 0) return dir;
  walkedLength = lengthOf(path);
  if (walkedLength > PATH) return -EINVAL;
  memcpy(walked, path, walkedLength + 1);
  if (walkedLength == 1) walkedLength = 0;
  pattern = wanted;
  findings = most;
  return eachOf(dir, findOne, 0);
}

static u64 totalFiles, totalFolders, totalBytes, totalMounts;
static u32 ownMajor, ownMinor;
static i64 measureOne(i64 dir, const char *name, const struct statx *s, int depth) {
  if (!isDirectory(s)) {
    totalFiles++;
    totalBytes += s->size;
    return 0;
  }
  totalFolders++;
  if (s->dev_major != ownMajor || s->dev_minor != ownMinor) { totalMounts++; return 0; }
  return inside(dir, name, measureOne, depth);
}
static i64 measure(const char *path) {
  struct statx s;
  i64 error = look(AT_FDCWD, path, &s, AT_SYMLINK_NOFOLLOW);
  if (error < 0) return error;
  ownMajor = s.dev_major; ownMinor = s.dev_minor;
  error = measureOne(AT_FDCWD, path, &s, 0);
  put(&totalFiles, 8); put(&totalFolders, 8); put(&totalBytes, 8); put(&totalMounts, 8);
  return error;
}

/* Never into another file system: what is mounted there belongs to somebody else. */
static i64 removeOne(i64 dir, const char *name, const struct statx *s, int depth) {
  if (!isDirectory(s)) {
    i64 error = CALL(unlinkat, dir, name, 0, 0, 0);
    return error == -ENOENT ? 0 : error;
  }
  if (s->dev_major != ownMajor || s->dev_minor != ownMinor) return -EXDEV;
  i64 error = inside(dir, name, removeOne, depth);
  if (error == 0) error = CALL(unlinkat, dir, name, AT_REMOVEDIR, 0, 0);
  return error == -ENOENT ? 0 : error;
}
static i64 removeTree(const char *path) {
  struct statx s;
  i64 error = look(AT_FDCWD, path, &s, AT_SYMLINK_NOFOLLOW);
  if (error < 0) return error;
  ownMajor = s.dev_major; ownMinor = s.dev_minor;
  totalMounts = 0;
  error = measureOne(AT_FDCWD, path, &s, 0);
  if (error < 0) return error;
  if (totalMounts > 0) return -EXDEV; /* said before anything is gone */
  return removeOne(AT_FDCWD, path, &s, 0);
}

static i64 renameTo(i64 fromDir, const char *from, i64 toDir, const char *to, int flags) {
  return CALL(renameat2, fromDir, from, toDir, to, flags);
}

/* Puts what is in one directory into another; directories that both have become one, other names are replaced. */
static i64 place(i64 fromDir, const char *from, i64 toDir, const char *to, int depth) {
  struct statx a, b;
  i64 error = look(fromDir, from, &a, AT_SYMLINK_NOFOLLOW);
  if (error < 0) return error;
  if (depth > 0 && (!isDirectory(&a) || look(toDir, to, &b, 0) < 0 || !isDirectory(&b)))
    return renameTo(fromDir, from, toDir, to, 0);
  if (depth >= DEPTH) return -ELOOP;
  i64 source = openDir(fromDir, from, O_NOFOLLOW), target = openDir(toDir, to, 0);
  if (source < 0 || target < 0) return source < 0 ? source : target;
  u8 entries[8192];
  while (error == 0) {
    i64 length = CALL(getdents64, source, entries, sizeof entries, 0, 0);
    if (length <= 0) { error = length; break; }
    for (i64 at = 0; at < length && error == 0;) {
      struct dirent *entry = (struct dirent *)(entries + at);
      at += entry->length;
      if (isSame(entry->name, ".") || isSame(entry->name, "..")) continue;
      error = place(source, entry->name, target, entry->name, depth + 1);
    }
  }
  CALL(close, source, 0, 0, 0, 0);
  CALL(close, target, 0, 0, 0, 0);
  return error < 0 ? error : CALL(unlinkat, fromDir, from, AT_REMOVEDIR, 0, 0);
}

static i64 openNew(const char *path, u32 mode, u32 uid, u32 gid) {
  i64 file = CALL(openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600, 0);
  if (file < 0) return file;
  i64 error = CALL(fchown, file, uid, gid, 0, 0);
  if (error == 0) error = CALL(fchmod, file, mode & 07777, 0, 0, 0);
  if (error < 0) { CALL(unlinkat, AT_FDCWD, path, 0, 0, 0); CALL(close, file, 0, 0, 0, 0); return error; }
  return file;
}
static i64 makeFile(const char *path, u32 mode, u32 uid, u32 gid) {
  i64 file = openNew(path, mode, uid, gid);
  return file < 0 ? file : 0;
}
static i64 makeFolder(const char *path, u32 mode, u32 uid, u32 gid) {
  i64 error = CALL(mkdirat, AT_FDCWD, path, 0700, 0, 0);
  if (error < 0) return error;
  i64 dir = openDir(AT_FDCWD, path, O_NOFOLLOW);
  if (dir < 0) return dir;
  error = CALL(fchown, dir, uid, gid, 0, 0);
  return error < 0 ? error : CALL(fchmod, dir, mode & 07777, 0, 0, 0);
}

static i64 readPart(const char *path, u64 from, u64 most) {
  struct statx s;
  i64 error = look(AT_FDCWD, path, &s, 0);
  if (error < 0) return error;
  if (isDirectory(&s)) return -EISDIR;
  if ((s.mode & S_IFMT) != S_IFREG) return -EINVAL; /* a pipe or a device may have no end */
  i64 file = CALL(openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0, 0);
  if (file < 0) return file;
  u8 bytes[ROOM];
  while (most > 0) {
    i64 count = CALL(pread64, file, bytes, most < ROOM ? most : ROOM, from, 0);
    if (count <= 0) return count;
    put(bytes, (u64)count);
    from += (u64)count;
    most -= (u64)count;
  }
  return 0;
}

/* Goes on with what is added, until it is killed. An empty frame of kind 'n' says that the file began anew. */
static i64 follow(const char *path, u64 from) {
  struct { i64 seconds, nanoseconds; } rest = {0, 200 * 1000 * 1000};
  u8 bytes[ROOM];
  for (;;) {
    struct statx opened, now;
    i64 file = CALL(openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0, 0);
    if (file < 0) return file;
    i64 error = look(file, "", &opened, 0x1000);
    if (error < 0) return error;
    if (isDirectory(&opened)) return -EISDIR;
    if ((opened.mode & S_IFMT) != S_IFREG) return -EINVAL;
    for (;;) {
      i64 count = CALL(pread64, file, bytes, ROOM, from, 0);
      if (count < 0) return count;
      if (count > 0) { put(bytes, (u64)count); flush(); from += (u64)count; continue; }
      CALL(nanosleep, &rest, 0, 0, 0, 0);
      error = look(AT_FDCWD, path, &now, 0);
      if (error == -ENOENT) continue; /* a log that is turned over comes back */
      if (error < 0) return error;
      if (now.ino != opened.ino || now.size < from) break;
    }
    CALL(close, file, 0, 0, 0, 0);
    from = 0;
    sendFrame('n');
  }
}

/* The path without links, as this root has it. */
static i64 resolve(const char *path, char *resolved) {
  char link[32] = "self/fd/";
  i64 file = CALL(openat, AT_FDCWD, path, O_PATH | O_CLOEXEC, 0, 0);
  if (file < 0) return file;
  u64 at = 8, value = (u64)file;
  char digits[20];
  int count = 0;
  do digits[count++] = (char)('0' + value % 10); while (value /= 10);
  while (count > 0) link[at++] = digits[--count];
  link[at] = 0;
  i64 length = CALL(readlinkat, procDir, link, resolved, PATH - 1, 0);
  CALL(close, file, 0, 0, 0, 0);
  if (length < 0) return length;
  resolved[length] = 0;
  return 0;
}

static void keepAttributes(i64 from, i64 to) {
  char names[4096], value[4096];
  i64 length = CALL(flistxattr, from, names, sizeof names, 0, 0);
  for (i64 at = 0; at < length; at += (i64)lengthOf(names + at) + 1) {
    i64 size = CALL(fgetxattr, from, names + at, value, sizeof value, 0);
    if (size >= 0) CALL(fsetxattr, to, names + at, value, size, 0);
  }
}
/* A file that is already there gets new content, and keeps the rest. It must still be as it was read: size and time. */
static i64 rewrite(const char *given, const char *temporary, u64 size, i64 seconds, u32 nanoseconds, const u8 *content, u64 count) {
  char path[PATH], beside[PATH * 2];
  i64 error = resolve(given, path);
  if (error < 0) return error;
  struct statx s;
  error = look(AT_FDCWD, path, &s, AT_SYMLINK_NOFOLLOW);
  if (error < 0) return error;
  if ((s.mode & S_IFMT) != S_IFREG) return -EINVAL;
  if (s.size != size || s.mtime.seconds != seconds || s.mtime.nanoseconds != nanoseconds) return -ESTALE;
  i64 old = CALL(openat, AT_FDCWD, path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC, 0, 0);
  if (old < 0) return old;
  u64 end = lengthOf(path);
  while (end > 0 && path[end - 1] != '/') end--;
  memcpy(beside, path, end);
  memcpy(beside + end, temporary, lengthOf(temporary) + 1);
  i64 file = openNew(beside, s.mode, s.uid, s.gid);
  if (file >= 0) {
    keepAttributes(old, file);
    for (u64 at = 0; at < count && error == 0;) {
      i64 written = CALL(write, file, content + at, count - at, 0, 0);
      if (written < 0 && written != -EINTR) error = written;
      if (written > 0) at += (u64)written;
    }
    /* Another name of the same file would keep the old content: then it is written in its place. */
    if (error == 0) error = s.nlink > 1 ? -EBUSY : renameTo(AT_FDCWD, beside, AT_FDCWD, path, 0);
    if (error < 0) CALL(unlinkat, AT_FDCWD, beside, 0, 0, 0);
    CALL(close, file, 0, 0, 0, 0);
    /* There is room for it, as has just been seen. A file that is a mount cannot be replaced either. */
    if (error != -EBUSY) return error;
  } else if (file != -EROFS && file != -EACCES && file != -EPERM) return file;
  /* Its folder may be read-only where the file, a mount, is not. */
  file = CALL(openat, AT_FDCWD, path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0, 0);
  if (file < 0) return file;
  for (u64 at = 0; at < count;) {
    i64 written = CALL(write, file, content + at, count - at, 0, 0);
    if (written < 0 && written != -EINTR) return written;
    if (written > 0) at += (u64)written;
  }
  return CALL(ftruncate, file, count, 0, 0, 0);
}

/* ---- requests ---- */

static u32 readU32(const void *at) { u32 value; memcpy(&value, at, 4); return value; }
static u64 readU64(const void *at) { u64 value; memcpy(&value, at, 8); return value; }

/* The numbers come first, then paths; the payload is followed by a zero. */
static i64 perform(char operation, const char *p, u64 length) {
  const char *next;
  switch (operation) {
    case 'l': return list(p);
    case 's': return describe(p);
    case 'z': return measure(p);
    case 'f': next = p + 4; return find(next, next + lengthOf(next) + 1, readU32(p));
    case 'r': return removeTree(p);
    case 'm': next = p + lengthOf(p) + 1; return renameTo(AT_FDCWD, p, AT_FDCWD, next, RENAME_NOREPLACE);
    case 'p': next = p + lengthOf(p) + 1; return place(AT_FDCWD, p, AT_FDCWD, next, 0);
    case 'd': return makeFolder(p + 12, readU32(p), readU32(p + 4), readU32(p + 8));
    case 'n': return makeFile(p + 12, readU32(p), readU32(p + 4), readU32(p + 8));
    case 'c': return readPart(p + 16, readU64(p), readU64(p + 8));
    case 't': return follow(p + 8, readU64(p));
    case 'w': {
      const char *path = p + 20, *temporary = path + lengthOf(path) + 1;
      const char *content = temporary + lengthOf(temporary) + 1;
      return rewrite(path, temporary, readU64(p), (i64)readU64(p + 8), readU32(p + 16), (const u8 *)content,
                     length - (u64)(content - p));
    }
    case 'q': {
      char resolved[PATH];
      i64 error = resolve(p, resolved);
      if (error == 0) put(resolved, lengthOf(resolved));
      return error;
    }
    default: return -ENOSYS;
  }
}

static int readAll(void *to, u64 count) {
  u8 *at = to;
  while (count > 0) {
    i64 got = CALL(read, 0, at, count, 0, 0);
    if (got == -EINTR) continue;
    if (got <= 0) return 0;
    at += got;
    count -= (u64)got;
  }
  return 1;
}

enum { MANY = 64 };
static struct { u32 id; i64 process; } working[MANY];

static void reap(void) {
  int status;
  i64 ended;
  while ((ended = CALL(wait4, -1, &status, WNOHANG, 0, 0)) > 0)
    for (int i = 0; i < MANY; i++)
      if (working[i].process == ended) working[i].process = 0;
}
static void cancel(u32 id) {
  for (int i = 0; i < MANY; i++)
    if (working[i].process && working[i].id == id) CALL(kill, working[i].process, SIGKILL, 0, 0, 0);
}
static void begin(u32 id, char operation, u64 length) {
  int slot = 0;
  while (slot < MANY && working[slot].process) slot++;
  i64 process = slot == MANY ? -EBUSY : CALL(clone, SIGCHLD, 0, 0, 0, 0);
  if (process == 0) {
    CALL(prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    requestId = id;
    finish(perform(operation, request, length));
  }
  if (process > 0) {
    working[slot].id = id;
    working[slot].process = process;
    return;
  }
  requestId = id;
  int code = (int)-process;
  memcpy(frame + HEAD, &code, 4);
  filled = 4;
  sendFrame('e');
}

/* ---- whose root ---- */

static int contains(const char *text, const char *wanted) {
  u64 length = lengthOf(wanted);
  for (; *text; text++) {
    u64 i = 0;
    while (i < length && text[i] == wanted[i]) i++;
    if (i == length) return 1;
  }
  return 0;
}
static u64 numberOf(const char *text) {
  u64 value = 0;
  if (!*text) return 0;
  for (; *text; text++) {
    if (*text < '0' || *text > '9') return 0;
    value = value * 10 + (u64)(*text - '0');
  }
  return value;
}
static const char *wantedContainer;
static u64 lowest;
static i64 inspectProcess(i64 dir, const char *name, const struct statx *s, int depth) {
  (void)s; (void)depth;
  u64 number = numberOf(name);
  if (number == 0 || (lowest != 0 && number > lowest)) return 0;
  i64 process = openDir(dir, name, 0);
  if (process < 0) return 0;
  i64 file = CALL(openat, process, "cgroup", O_RDONLY, 0, 0);
  char text[8192];
  i64 length = file < 0 ? 0 : CALL(read, file, text, sizeof text - 1, 0, 0);
  if (file >= 0) CALL(close, file, 0, 0, 0, 0);
  CALL(close, process, 0, 0, 0, 0);
  text[length > 0 ? length : 0] = 0;
  if (contains(text, wantedContainer)) lowest = number;
  return 0;
}
static i64 enter(const char *root) {
  char path[64] = "/proc/";
  procDir = openDir(AT_FDCWD, "/proc", 0);
  if (root[0] == '/') { i64 error = CALL(chroot, root, 0, 0, 0, 0); return error < 0 ? error : CALL(chdir, "/", 0, 0, 0, 0); }
  if (procDir < 0) return procDir;
  if (root[0] == 'p') lowest = numberOf(root + 4);
  else {
    wantedContainer = root + 7;
    i64 error = eachOf(procDir, inspectProcess, 0);
    if (error < 0) return error;
  }
  if (lowest == 0) return -ENOENT;
  char digits[20];
  int count = 0;
  u64 at = 6;
  do digits[count++] = (char)('0' + lowest % 10); while (lowest /= 10);
  while (count > 0) path[at++] = digits[--count];
  memcpy(path + at, "/root", 6);
  i64 error = CALL(chroot, path, 0, 0, 0, 0);
  return error < 0 ? error : CALL(chdir, "/", 0, 0, 0, 0);
}

void serveFiles(const char *root) {
  i64 error = enter(root);
  int code = (int)-error;
  memcpy(frame + HEAD, &code, 4);
  filled = 4;
  sendFrame('e'); /* id 0: whether it is there */
  if (error < 0) quit(1);
  u8 head[HEAD];
  while (readAll(head, HEAD)) {
    u32 length = readU32(head) - 5, id = readU32(head + 4);
    if (length > MAX_REQUEST || !readAll(request, length)) break;
    request[length] = 0;
    reap();
    if (head[8] == 'x') cancel(id);
    else begin(id, (char)head[8], length);
  }
  quit(0);
}
