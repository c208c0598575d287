/*
 * pack: the working folder as a tar archive, as POSIX has it (pax). Names begin with `./`; attributes are
 * `SCHILY.xattr.*` and holes GNU’s sparse format 1.0, as tar, Go and Python write and read them.
 *
 *   pack              to the output
 *   pack FILE MARK    into the file in place of what is in it, if that is the mark: so it is the one that was meant
 *
 * Says `N <entries> <bytes>` before, `P <written> <entries> <bytes>` from time to time, `C <length of path>`, path, of a
 * file that changed while it was read, and at last `T <entries> <bytes> <written> <crc32 of it> <sockets>`. Bytes are
 * those of files, holes included, each file once.
 */
#include "volume.h"

enum { BLOCK = 512, BUFFER = 1 << 18, STEP = 8 << 20, F_SETPIPE_SZ = 1031, SYNC_FILE_RANGE_WRITE = 2 };
static u8 buffer[BUFFER];
static u64 used, written, told;
static i64 output = 1;
static u32 sum;
static u64 entries, bytes, sockets;
static Area records, parts, map;
static char target[4096];

/* ---- the archive ---- */

static void tell(void) {
  /* The disk begins now, and has little left to do when the file is to be on it. */
  if (output != 1) CALL(sync_file_range, output, told, written - told, SYNC_FILE_RANGE_WRITE, 0);
  told = written;
  sayWord("P");
  sayNumber((i64)written);
  sayNumber((i64)entries);
  sayNumber((i64)bytes);
  sayEnd();
  flushReport();
}
static void writeOut(void) {
  sum = crc32(sum, buffer, used);
  for (u64 at = 0; at < used;) {
    i64 count = CALL(write, output, buffer + at, used - at, 0, 0);
    if (count == -EINTR) continue;
    if (count <= 0) { fail(count, 0); finish(); }
    at += (u64)count;
    if (output == 1) outputBytes += (u64)count;
  }
  written += used;
  used = 0;
  if (written - told >= STEP) tell();
}
static u8 *room(u64 count) { /* of a few blocks at most */
  if (used + count > BUFFER) writeOut();
  u8 *at = buffer + used;
  used += count;
  return at;
}
static void put(const void *from, u64 count) {
  for (const u8 *at = from; count > 0;) {
    if (used == BUFFER) writeOut();
    u64 now = BUFFER - used < count ? BUFFER - used : count;
    memcpy(buffer + used, at, now);
    used += now;
    at += now;
    count -= now;
  }
}
static void putZeros(u64 count) {
  while (count > 0) {
    if (used == BUFFER) writeOut();
    u64 now = BUFFER - used < count ? BUFFER - used : count;
    memset(buffer + used, 0, now);
    used += now;
    count -= now;
  }
}
static void pad(u64 count) { putZeros((BLOCK - count % BLOCK) % BLOCK); }

/* ---- headers ---- */

static void octal(u8 *field, u64 length, u64 value) {
  for (field[--length] = 0; length-- > 0; value /= 8) field[length] = (u8)('0' + value % 8);
}
/* Octal, or GNU’s binary where that is too short. */
static void number(u8 *field, u64 length, u64 value) {
  if (value >> 3 * (length - 1) == 0) { octal(field, length, value); return; }
  for (u64 i = length; i-- > 0; value /= 256) field[i] = (u8)value;
  field[0] |= 0x80;
}
static void seal(u8 *block) {
  u32 total = 0;
  memset(block + 148, ' ', 8);
  for (int i = 0; i < BLOCK; i++) total += block[i];
  octal(block + 148, 7, total);
}
static u8 *newBlock(char type) {
  u8 *block = room(BLOCK);
  memset(block, 0, BLOCK);
  block[156] = (u8)type;
  memcpy(block + 257, "ustar\00000", 8);
  return block;
}
static u64 digitsOf(u64 value) { u64 count = 1; while (value /= 10) count++; return count; }
static void addDecimal(Area *area, u64 value) {
  u64 count = digitsOf(value);
  char *at = grow(area, count);
  do at[--count] = (char)('0' + value % 10); while (value /= 10);
}
/* `<length> <key>=<value>\n`; the length counts itself. */
static void beginRecord(const char *space, const char *key, u64 valueLength) {
  u64 rest = 3 + lengthOf(space) + lengthOf(key) + valueLength, all = rest + 1;
  while (all != rest + digitsOf(all)) all = rest + digitsOf(all);
  addDecimal(&records, all);
  add(&records, " ", 1);
  add(&records, space, lengthOf(space));
  add(&records, key, lengthOf(key));
  add(&records, "=", 1);
}
static void record(const char *space, const char *key, const void *value, u64 length) {
  beginRecord(space, key, length);
  add(&records, value, length);
  add(&records, "\n", 1);
}
static void recordName(const char *key, const char *name, u64 length, const char *after) {
  u64 end = lengthOf(after);
  beginRecord("", key, 2 + length + end);
  add(&records, "./", 2);
  add(&records, name, length);
  add(&records, after, end);
  add(&records, "\n", 1);
}
static void recordNumber(const char *key, u64 value) {
  beginRecord("", key, digitsOf(value));
  addDecimal(&records, value);
  add(&records, "\n", 1);
}
static void recordAttribute(const char *name, const void *value, u64 size) { record("SCHILY.xattr.", name, value, size); }
static void recordTime(i64 seconds, i64 nanoseconds) {
  char text[40];
  u64 at = 0;
  if (seconds < 0 && nanoseconds > 0) { seconds++; nanoseconds = 1000000000 - nanoseconds; if (seconds == 0) text[at++] = '-'; }
  if (seconds < 0) { text[at++] = '-'; seconds = -seconds; }
  u64 digits = digitsOf((u64)seconds);
  for (u64 i = digits; i-- > 0; seconds /= 10) text[at + i] = (char)('0' + seconds % 10);
  at += digits;
  if (nanoseconds > 0) {
    text[at++] = '.';
    for (u64 i = 9; i-- > 0; nanoseconds /= 10) text[at + i] = (char)('0' + nanoseconds % 10);
    for (at += 9; text[at - 1] == '0';) at--;
  }
  record("", "mtime", text, at);
}
static int isPlain(const char *name, u64 length, u64 most) {
  for (u64 i = 0; i < length; i++) if ((u8)name[i] >= 0x80) return 0;
  return length <= most;
}
static void nameInto(u8 *field, const char *name, u64 length, const char *after) {
  u64 most = 98 - lengthOf(after), now = length < most ? length : most;
  memcpy(field, "./", 2);
  memcpy(field + 2, name, now);
  if (now == length) memcpy(field + 2 + now, after, lengthOf(after));
}
static int isSparse; /* the next header is of a file with holes */
/* The extended header that the records are, if there are any, and the header. */
static void putHeader(char type, const struct stat *s, u64 pathLength, const char *link, u64 linkLength, u64 size) {
  const char *slash = type == '5' && pathLength > 0 ? "/" : "";
  int isHardLink = type == '1';
  if (!isSparse && !isPlain(path, pathLength, 98 - lengthOf(slash))) recordName("path", path, pathLength, slash);
  if (isHardLink && !isPlain(link, linkLength, 98)) recordName("linkpath", link, linkLength, "");
  if (!isHardLink && !isPlain(link, linkLength, 100)) record("", "linkpath", link, linkLength);
  if (s->mtimensec > 0 || s->mtime < 0) recordTime(s->mtime, s->mtimensec);
  u64 whole = s->mtime < 0 ? 0 : (u64)s->mtime;
  if (records.used > 0) {
    u8 *block = newBlock('x');
    memcpy(block, "PaxHeaders.0/entry", 18);
    octal(block + 100, 8, 0644);
    octal(block + 108, 8, 0);
    octal(block + 116, 8, 0);
    number(block + 124, 12, records.used);
    number(block + 136, 12, whole);
    seal(block);
    put(records.bytes, records.used);
    pad(records.used);
    records.used = 0;
  }
  u8 *block = newBlock(type);
  if (isSparse) memcpy(block, "./GNUSparseFile.0/entry", 23); /* so that nobody takes the map for what is in the file */
  else nameInto(block, path, pathLength, slash);
  octal(block + 100, 8, s->mode & 07777);
  number(block + 108, 8, s->uid);
  number(block + 116, 8, s->gid);
  number(block + 124, 12, size);
  number(block + 136, 12, whole);
  if (isHardLink) nameInto(block + 157, link, linkLength, "");
  else memcpy(block + 157, link, linkLength < 100 ? linkLength : 100);
  if (type == '3' || type == '4') {
    octal(block + 329, 8, majorOf(s->rdev));
    octal(block + 337, 8, minorOf(s->rdev));
  }
  seal(block);
  isSparse = 0;
}

/* ---- contents ---- */

/* As many bytes as were said, whatever became of the file: zeros for what it has no more. Whether it had all. */
static int putContent(i64 file, u64 from, u64 count, u64 pathLength) {
  while (count > 0) {
    if (used == BUFFER) writeOut();
    u64 now = BUFFER - used < count ? BUFFER - used : count;
    i64 got = CALL(pread64, file, buffer + used, now, from, 0);
    if (got == -EINTR) continue;
    if (got < 0) fail(got, pathLength);
    if (got <= 0) { putZeros(count); return 0; }
    used += (u64)got;
    from += (u64)got;
    count -= (u64)got;
  }
  return 1;
}
static void packFile(const char *name, const struct stat *looked, u64 pathLength) {
  i64 file = CALL(openat, AT_FDCWD, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0, 0);
  if (file == -ENOENT) { entries--; records.used = 0; return; } /* went meanwhile */
  if (file < 0) { fail(file, pathLength); return; }
  struct stat s = *looked, after;
  CALL(newfstatat, file, "", &s, AT_EMPTY_PATH, 0);
  u64 size = (u64)s.size;
  bytes += size;
  int isWhole = 1;
  if (!findParts(file, &s, &parts)) {
    putHeader('0', &s, pathLength, "", 0, size);
    isWhole = putContent(file, 0, size, pathLength);
    pad(size);
  } else {
    const Part *part = (const Part *)parts.bytes, *end = (const Part *)(parts.bytes + parts.used);
    u64 stored = 0, count = parts.used / sizeof(Part);
    int endsInHole = count == 0 || end[-1].from + end[-1].length < size;
    map.used = 0;
    addDecimal(&map, count + (u64)endsInHole);
    add(&map, "\n", 1);
    for (const Part *one = part; one < end; one++) {
      addDecimal(&map, one->from);
      add(&map, "\n", 1);
      addDecimal(&map, one->length);
      add(&map, "\n", 1);
      stored += one->length;
    }
    if (endsInHole) { addDecimal(&map, size); add(&map, "\n0\n", 3); }
    while (map.used % BLOCK) add(&map, "", 1);
    record("", "GNU.sparse.major", "1", 1);
    record("", "GNU.sparse.minor", "0", 1);
    recordName("GNU.sparse.name", path, pathLength, "");
    recordNumber("GNU.sparse.realsize", size);
    isSparse = 1;
    putHeader('0', &s, pathLength, "", 0, map.used + stored);
    put(map.bytes, map.used);
    for (; part < end; part++) isWhole &= putContent(file, part->from, part->length, pathLength);
    pad(stored);
  }
  CALL(newfstatat, file, "", &after, AT_EMPTY_PATH, 0);
  CALL(close, file, 0, 0, 0, 0);
  if (isWhole && after.mtime == s.mtime && after.mtimensec == s.mtimensec && after.size == s.size) return;
  sayWord("C");
  sayNumber((i64)pathLength);
  sayEnd();
  sayBytes(path, pathLength);
}
static void packEntry(const char *name, const struct stat *s, u64 pathLength) {
  static const char kinds[] = "?63?5?4?0?2?s???";
  char type = kinds[s->mode >> 12 & 15];
  if (type == 's') { sockets++; return; }
  entries++;
  if (type != '5' && s->nlink > 1) {
    u64 length;
    const char *first = firstName(s, pathLength, &length);
    if (first) { putHeader('1', s, pathLength, first, length, 0); return; }
  }
  eachAttribute(name, recordAttribute);
  if (type == '0') { packFile(name, s, pathLength); return; }
  i64 length = type == '2' ? CALL(readlinkat, AT_FDCWD, name, target, sizeof target, 0) : 0;
  putHeader(type, s, pathLength, target, length < 0 ? 0 : (u64)length, 0);
}
static void countEntry(const char *name, const struct stat *s, u64 pathLength) {
  u64 length;
  (void)name;
  if ((s->mode & S_IFMT) == S_IFSOCK) return;
  entries++;
  if (isFile(s) && (s->nlink == 1 || !firstName(s, pathLength, &length))) bytes += (u64)s->size;
}

static void takeFile(const char *file, const char *mark) {
  char found[65];
  output = CALL(openat, AT_FDCWD, file, O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0, 0);
  i64 length = output < 0 ? output : CALL(pread64, output, found, sizeof found - 1, 0, 0);
  if (length >= 0) {
    found[length] = 0;
    length = isSame(found, mark) ? CALL(ftruncate, output, 0, 0, 0, 0) : -EXDEV;
  }
  if (length < 0) { fail(length, 0); finish(); }
}

void packVolume(const char *file, const char *mark) {
  if (file) takeFile(file, mark);
  else CALL(fcntl, output, F_SETPIPE_SZ, 1 << 20, 0, 0);
  struct stat found;
  i64 here = openHere();
  entries = 1;
  walk(here, 0, countEntry, 0, 0);
  sayWord("N");
  sayNumber((i64)entries);
  sayNumber((i64)bytes);
  sayEnd();
  flushReport();
  forgetNames();
  entries = bytes = 0;
  CALL(lseek, here, 0, SEEK_SET, 0, 0);
  if (CALL(newfstatat, AT_FDCWD, ".", &found, AT_SYMLINK_NOFOLLOW, 0) == 0) packEntry(".", &found, 0);
  walk(here, 0, packEntry, 0, 0);
  putZeros(2 * BLOCK);
  writeOut();
  sayWord("T");
  sayNumber((i64)entries);
  sayNumber((i64)bytes);
  sayNumber((i64)written);
  sayNumber(sum);
  sayNumber((i64)sockets);
  sayEnd();
  finish();
}
