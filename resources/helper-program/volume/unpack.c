/*
 * unpack: an archive from the input into the working folder, in which it shuts itself up before. The archive is one that
 * Gantry has read and written anew: POSIX (pax) headers only, each name judged; it may have holes (GNU’s sparse format
 * 1.0). What is there by a name is replaced, folders are kept. Says `T <entries>` at last.
 *
 *   unpack                  all of it from the input
 *   unpack FILE SIZE SUM    headers from the input, each of an entry that has contents followed by where these are in FILE
 *                           (8 bytes, the lowest first). `N 0 0` says before anything is changed that this is the file
 *                           that was meant: of this size, and with this checksum of its first and last 64 KiB. Then
                           `P <bytes of contents>` from time to time.
 */
#include "volume.h"

enum { BLOCK = 512, BUFFER = 1 << 18, OMIT = 0x3ffffffe, PROBE = 1 << 16, AT_ONCE = 1 << 23 };
static u8 buffer[BUFFER];
static u64 at, end;
static u64 entries;
static Area records, folders;

typedef struct { i64 seconds, nanoseconds; } Time;
static struct {
  const char *path, *link;
  u64 size, uid, gid, realSize;
  Time mtime;
  int isSparse, hasSize, hasUid, hasGid, hasTime;
} pax;

static void stop(i64 error) {
  u64 length = pax.path ? lengthOf(pax.path) : 0;
  memcpy(path, pax.path, length);
  fail(error, length);
  finish();
}

/* ---- the input ---- */

/* At most so many bytes, where they are; none at the end. */
static const u8 *take(u64 most, u64 *count) {
  while (at == end) {
    i64 got = CALL(read, 0, buffer, BUFFER, 0, 0);
    if (got == -EINTR) continue;
    if (got <= 0) stop(-EPIPE); /* it is cut short */
    at = 0;
    end = (u64)got;
  }
  *count = end - at < most ? end - at : most;
  at += *count;
  return buffer + at - *count;
}
static void takeAll(void *to, u64 count) {
  for (u8 *next = to; count > 0;) {
    u64 now;
    const u8 *from = take(count, &now);
    memcpy(next, from, now);
    next += now;
    count -= now;
  }
}
/* ---- contents: of the input, or of a file that is there ---- */

static i64 archive = -1;
static u64 contentAt, sentBytes, toldBytes;

static void beginContent(void) {
  if (archive >= 0) takeAll(&contentAt, sizeof contentAt);
}
static void takeContent(u8 *to, u64 count) {
  if (archive < 0) takeAll(to, count);
  else if (CALL(pread64, archive, to, count, contentAt, 0) != (i64)count) stop(-EPIPE);
  contentAt += count;
}
static void skip(u64 count) { for (u64 now; count > 0; count -= now) take(count, &now); }
static void skipPadding(u64 count) { skip((BLOCK - count % BLOCK) % BLOCK); }
static void endContent(u64 left, u64 size) {
  if (archive >= 0) return;
  skip(left);
  skipPadding(size);
}

/* ---- headers ---- */

static u64 numberOf(const u8 *field, u64 length) {
  u64 value = 0;
  if (field[0] & 0x80) {
    value = field[0] & 0x7f;
    for (u64 i = 1; i < length; i++) value = value << 8 | field[i];
    return value;
  }
  for (u64 i = 0; i < length; i++) if (field[i] >= '0' && field[i] < '8') value = value * 8 + field[i] - '0';
  return value;
}
static u64 decimal(const char **text) {
  u64 value = 0;
  for (; **text >= '0' && **text <= '9'; ++*text) value = value * 10 + (u64)(**text - '0');
  return value;
}
static Time timeOf(const char *text) {
  int isNegative = *text == '-';
  if (isNegative) text++;
  Time time = {(i64)decimal(&text), 0};
  if (*text == '.') for (i64 unit = 100000000; *++text >= '0' && *text <= '9'; unit /= 10) time.nanoseconds += (*text - '0') * unit;
  if (!isNegative) return time;
  time.seconds = -time.seconds;
  if (time.nanoseconds > 0) { time.seconds--; time.nanoseconds = 1000000000 - time.nanoseconds; }
  return time;
}
/* Cuts `records` into keys and values, each with a zero after it. */
static char *nextRecord(char **from, char **key, u64 *length) {
  char *next = *from, *last = records.bytes + records.used;
  const char *digits = next;
  if (next >= last || !*next) return 0;
  u64 all = decimal(&digits);
  if (all < 5 || all > (u64)(last - next) || *digits != ' ') stop(-EINVAL);
  *key = (char *)digits + 1;
  char *value = *key;
  while (value < next + all && *value != '=' && *value) value++;
  if (value >= next + all) stop(-EINVAL);
  *value++ = 0;
  *from = next + all;
  *length = (u64)(*from - value - 1);
  (*from)[-1] = 0;
  return value;
}
static void readRecords(void) {
  char *from = records.bytes, *key, *value;
  u64 length;
  memset(&pax, 0, sizeof pax);
  while ((value = nextRecord(&from, &key, &length))) {
    const char *text = value;
    if (isSame(key, "path") && !pax.isSparse) pax.path = value;
    else if (isSame(key, "linkpath")) pax.link = value;
    else if (isSame(key, "size")) { pax.size = decimal(&text); pax.hasSize = 1; }
    else if (isSame(key, "uid")) { pax.uid = decimal(&text); pax.hasUid = 1; }
    else if (isSame(key, "gid")) { pax.gid = decimal(&text); pax.hasGid = 1; }
    else if (isSame(key, "mtime")) { pax.mtime = timeOf(text); pax.hasTime = 1; }
    else if (isSame(key, "GNU.sparse.realsize")) pax.realSize = decimal(&text);
    else if (isSame(key, "GNU.sparse.name")) { pax.path = value; pax.isSparse = 1; }
  }
}
/* After the records were read: their keys end with a zero now. */
static void setAttributes(const char *name) {
  const char prefix[] = "SCHILY.xattr.";
  char *from = records.bytes, *last = from + records.used;
  while (from < last && *from) {
    const char *digits = from;
    u64 all = decimal(&digits), keyLength = lengthOf(digits + 1);
    const char *key = digits + 1, *value = key + keyLength + 1;
    from += all;
    if (!beginsWith(key, prefix)) continue;
    const char *attribute = key + sizeof prefix - 1;
    if (beginsWith(attribute, "trusted.") || isSame(attribute, "security.selinux")) continue;
    i64 error = CALL(lsetxattr, name, attribute, value, from - value - 1, 0);
    /* What a file system cannot have is found missing when the volume is compared. */
    if (error < 0 && error != -EOPNOTSUPP && error != -EPERM) stop(error);
  }
}

/* ---- entries ---- */

static void makeParents(char *name) {
  for (char *slash = name + 1; *slash; slash++) {
    if (*slash != '/') continue;
    *slash = 0;
    CALL(mkdirat, AT_FDCWD, name, 0755, 0, 0);
    *slash = '/';
  }
}
typedef i64 Make(const char *name, u32 mode, u64 device);
static i64 makeFile(const char *name, u32 mode, u64 device) {
  (void)mode; (void)device;
  return CALL(openat, AT_FDCWD, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600, 0);
}
static i64 makeLink(const char *name, u32 mode, u64 device) {
  (void)mode; (void)device;
  return CALL(linkat, AT_FDCWD, pax.link, AT_FDCWD, name, 0);
}
static i64 makeSymlink(const char *name, u32 mode, u64 device) {
  (void)mode; (void)device;
  return CALL(symlinkat, pax.link, AT_FDCWD, name, 0, 0);
}
static i64 makeNode(const char *name, u32 mode, u64 device) { return CALL(mknodat, AT_FDCWD, name, mode, device, 0); }
static i64 makeFolder(const char *name, u32 mode, u64 device) {
  (void)mode; (void)device;
  struct stat found;
  i64 error = CALL(mkdirat, AT_FDCWD, name, 0700, 0, 0);
  if (error != -EEXIST || CALL(newfstatat, AT_FDCWD, name, &found, AT_SYMLINK_NOFOLLOW, 0) < 0) return error;
  return isFolder(&found) ? 0 : error;
}
static i64 make(Make *call, char *name, u32 mode, u64 device) {
  i64 made = call(name, mode, device);
  if (made == -ENOENT) { makeParents(name); made = call(name, mode, device); }
  if (made == -EEXIST) { i64 error = removeAll(name); made = error < 0 ? error : call(name, mode, device); }
  if (made < 0) stop(made);
  return made;
}

/* From file to file in the kernel. */
static void sendContent(i64 file, u64 count) {
  while (count > 0) {
    i64 sent = CALL(sendfile, file, archive, &contentAt, count < AT_ONCE ? count : AT_ONCE, 0);
    if (sent == -EINTR) continue;
    if (sent <= 0) stop(sent < 0 ? sent : -EPIPE); /* it is shorter than it was */
    count -= (u64)sent;
    sentBytes += (u64)sent;
    if (sentBytes - toldBytes < AT_ONCE) continue;
    toldBytes = sentBytes;
    sayWord("P");
    sayNumber((i64)sentBytes);
    sayEnd();
    flushReport();
  }
}
static void writeContent(i64 file, u64 count) {
  if (archive >= 0) { sendContent(file, count); return; }
  for (u64 now; count > 0; count -= now) {
    const u8 *from = take(count, &now);
    for (u64 done = 0; done < now;) {
      i64 written = CALL(write, file, from + done, now - done, 0, 0);
      if (written == -EINTR) continue;
      if (written <= 0) stop(written);
      done += (u64)written;
    }
  }
}
static u64 mapRead;
static u64 mapNumber(void) {
  static u8 block[BLOCK];
  for (u64 value = 0;;) {
    if (mapRead % BLOCK == 0) takeContent(block, BLOCK);
    u8 byte = block[mapRead++ % BLOCK];
    if (byte == '\n') return value;
    if (byte < '0' || byte > '9') stop(-EINVAL);
    value = value * 10 + byte - '0';
  }
}
static void writeSparse(i64 file, u64 size) {
  static Area parts;
  parts.used = mapRead = 0;
  for (u64 count = mapNumber(); count > 0; count--) {
    Part *part = grow(&parts, sizeof(Part));
    part->from = mapNumber();
    part->length = mapNumber();
  }
  u64 left = size - (mapRead + BLOCK - 1) / BLOCK * BLOCK;
  for (const Part *part = (const Part *)parts.bytes; (const char *)part < parts.bytes + parts.used; part++) {
    if (part->length > left) stop(-EINVAL);
    CALL(lseek, file, part->from, SEEK_SET, 0, 0);
    writeContent(file, part->length);
    left -= part->length;
  }
  endContent(left, size);
  i64 error = CALL(ftruncate, file, pax.realSize, 0, 0, 0);
  if (error < 0) stop(error);
}
static void setTime(const char *name, Time mtime) {
  const Time times[] = {{0, OMIT}, mtime};
  i64 error = CALL(utimensat, AT_FDCWD, name, times, AT_SYMLINK_NOFOLLOW, 0);
  if (error < 0) stop(error);
}
/* Its time is the last thing: whatever is put into it later changes it. */
typedef struct { u64 length; Time mtime; } Folder;
static void keepFolder(const char *name, Time mtime) {
  Folder one = {lengthOf(name) + 1, mtime};
  add(&folders, &one, sizeof one);
  add(&folders, name, one.length);
}
static void setFolderTimes(void) {
  static char name[MAX_PATH];
  for (u64 next = 0; next < folders.used;) {
    Folder one;
    memcpy(&one, folders.bytes + next, sizeof one);
    memcpy(name, folders.bytes + next + sizeof one, one.length);
    pax.path = name;
    struct stat found; /* one that was replaced later has no time of its own any more */
    if (CALL(newfstatat, AT_FDCWD, name, &found, AT_SYMLINK_NOFOLLOW, 0) == 0 && isFolder(&found)) setTime(name, one.mtime);
    next += sizeof one + one.length;
  }
}

static void unpackEntry(const u8 *block) {
  static char name[101], link[101];
  char type = (char)block[156];
  u32 mode = (u32)numberOf(block + 100, 8) & 07777;
  memcpy(name, block, 100);
  memcpy(link, block + 157, 100);
  if (!pax.path) pax.path = name;
  if (!pax.link) pax.link = link;
  if (!pax.hasSize) pax.size = numberOf(block + 124, 12);
  if (!pax.hasUid) pax.uid = numberOf(block + 108, 8);
  if (!pax.hasGid) pax.gid = numberOf(block + 116, 8);
  if (!pax.hasTime) pax.mtime = (Time){(i64)numberOf(block + 136, 12), 0};
  u64 major = numberOf(block + 329, 8), minor = numberOf(block + 337, 8);
  u64 device = (minor & 0xff) | (major & 0xfff) << 8 | (minor & ~0xffUL) << 12 | (major & ~0xfffUL) << 32;
  char *to = (char *)pax.path;
  u64 length = lengthOf(to);
  while (length > 1 && to[length - 1] == '/') to[--length] = 0;
  entries++;
  i64 file = -1;
  switch (type) {
    case '1': make(makeLink, to, 0, 0); return;
    case '2': make(makeSymlink, to, 0, 0); break;
    case '3': make(makeNode, to, S_IFCHR | 0600, device); break;
    case '4': make(makeNode, to, S_IFBLK | 0600, device); break;
    case '5': make(makeFolder, to, 0, 0); break;
    case '6': make(makeNode, to, S_IFIFO | 0600, 0); break;
    default:
      file = make(makeFile, to, 0, 0);
      if (pax.size > 0) beginContent();
      if (pax.isSparse) writeSparse(file, pax.size);
      else {
        writeContent(file, pax.size);
        endContent(0, pax.size);
      }
  }
  /* The owner before the mode and the attributes: it takes the set-user-id bit and the capabilities away. */
  i64 error = CALL(fchownat, AT_FDCWD, to, pax.uid, pax.gid, AT_SYMLINK_NOFOLLOW);
  if (error == 0 && type != '2') error = CALL(fchmodat, AT_FDCWD, to, mode, 0, 0);
  if (error < 0) stop(error);
  setAttributes(to);
  if (type == '5') keepFolder(to, pax.mtime);
  else setTime(to, pax.mtime);
  if (file >= 0) CALL(close, file, 0, 0, 0, 0);
}

static void openArchive(const char *file, const char *size, const char *sum) {
  struct stat found;
  archive = CALL(openat, AT_FDCWD, file, O_RDONLY | O_CLOEXEC, 0, 0);
  if (archive < 0) stop(archive);
  i64 error = CALL(newfstatat, archive, "", &found, AT_EMPTY_PATH, 0);
  if (error < 0) stop(error);
  u64 length = (u64)found.size;
  i64 first = CALL(pread64, archive, buffer, PROBE, 0, 0);
  u32 probed = crc32(0, buffer, first < 0 ? 0 : (u64)first);
  i64 last = CALL(pread64, archive, buffer, PROBE, length < PROBE ? 0 : length - PROBE, 0);
  probed = crc32(probed, buffer, last < 0 ? 0 : (u64)last);
  if (decimal(&size) != length || decimal(&sum) != probed) stop(-EXDEV);
  sayWord("N");
  sayNumber(0);
  sayNumber(0);
  sayEnd();
  flushReport();
}

void unpackVolume(const char *file, const char *size, const char *sum) {
  static u8 block[BLOCK];
  if (file) openArchive(file, size, sum);
  i64 error = CALL(chroot, ".", 0, 0, 0, 0);
  if (error < 0) stop(error);
  for (;;) {
    takeAll(block, BLOCK);
    if (block[0] == 0 && block[156] == 0) break;
    if (block[156] == 'x') {
      u64 size = numberOf(block + 124, 12);
      records.used = 0;
      takeAll(grow(&records, size + 1), size);
      records.bytes[size] = 0;
      records.used = size;
      skipPadding(size);
      readRecords();
      continue;
    }
    unpackEntry(block);
    memset(&pax, 0, sizeof pax);
    records.used = 0;
  }
  setFolderTimes();
  sayWord("T");
  sayNumber((i64)entries);
  sayEnd();
  finish();
}
