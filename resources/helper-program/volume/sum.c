/*
 * list, sum: for each entry of the working folder, itself first and folders before what is in them,
 *   E <kind> <mode> <uid> <gid> <mtime, seconds> <nanoseconds> <size> <major> <minor> <crc32> <lengths of target, path>
 * then target and path, and for each attribute: X <lengths of name, value>, name and value. The kind is that of a tar
 * header, `s` for a socket; of another name of a file it is `1`, and the target is its first. The checksum is that of
 * the contents with its holes as zeros; 0 in a list. `P <bytes read>` from time to time, at last `T <entries>`.
 */
#include "volume.h"

enum { CHUNK = 1 << 18, STEP = 32 << 20 };
static u8 chunk[CHUNK];
static Area parts;
static u64 entries, readBytes, toldBytes;
static int reads;

static u32 sumPart(i64 file, u32 sum, u64 from, u64 end, u64 pathLength) {
  while (from < end) {
    i64 count = CALL(pread64, file, chunk, end - from < CHUNK ? end - from : CHUNK, from, 0);
    if (count == -EINTR) continue;
    if (count < 0) { fail(count, pathLength); return sum; }
    if (count == 0) return crc32Zeros(sum, end - from); /* it was cut meanwhile */
    sum = crc32(sum, chunk, (u64)count);
    from += (u64)count;
    readBytes += (u64)count;
    if (readBytes - toldBytes < STEP) continue;
    toldBytes = readBytes;
    sayWord("P");
    sayNumber((i64)readBytes);
    sayEnd();
    flushReport();
  }
  return sum;
}
static u32 sumOf(const char *name, const struct stat *found, u64 pathLength) {
  i64 file = CALL(openat, AT_FDCWD, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0, 0);
  if (file < 0) { fail(file, pathLength); return 0; }
  u64 size = (u64)found->size, at = 0;
  u32 sum = 0;
  if (!findParts(file, found, &parts)) sum = sumPart(file, 0, 0, size, pathLength);
  else {
    const Part *part = (const Part *)parts.bytes, *end = (const Part *)(parts.bytes + parts.used);
    for (; part < end; part++) {
      sum = sumPart(file, crc32Zeros(sum, part->from - at), part->from, part->from + part->length, pathLength);
      at = part->from + part->length;
    }
    sum = crc32Zeros(sum, size - at);
  }
  CALL(close, file, 0, 0, 0, 0);
  return sum;
}
static void sayAttribute(const char *name, const void *value, u64 size) {
  sayWord("X");
  sayNumber((i64)lengthOf(name));
  sayNumber((i64)size);
  sayEnd();
  sayWord(name);
  sayBytes(value, size);
}
static void sumEntry(const char *name, const struct stat *s, u64 pathLength) {
  static const char kinds[] = "?63?5?4?0?2?s???";
  static char target[4096];
  const char *first = 0;
  u64 targetLength = 0;
  u32 sum = 0;
  char kind[] = {' ', kinds[s->mode >> 12 & 15], 0};
  entries++;
  if (!isFolder(s) && s->nlink > 1 && kind[1] != 's') first = firstName(s, pathLength, &targetLength);
  if (first) kind[1] = '1';
  else if (kind[1] == '2') {
    i64 length = CALL(readlinkat, AT_FDCWD, name, target, sizeof target, 0);
    first = target;
    targetLength = length < 0 ? 0 : (u64)length;
  } else if (isFile(s) && reads) sum = sumOf(name, s, pathLength);
  sayWord("E");
  sayWord(kind);
  sayNumber(s->mode & 07777); sayNumber(s->uid); sayNumber(s->gid);
  sayNumber(s->mtime); sayNumber(s->mtimensec);
  sayNumber(isFile(s) ? s->size : 0); sayNumber((i64)majorOf(s->rdev)); sayNumber((i64)minorOf(s->rdev));
  sayNumber(sum);
  sayNumber((i64)targetLength); sayNumber((i64)pathLength);
  sayEnd();
  sayBytes(first, targetLength);
  sayBytes(path, pathLength);
  if (kind[1] != '1') eachAttribute(name, sayAttribute);
}

void sumVolume(int readsContents) {
  struct stat found;
  reads = readsContents;
  i64 here = openHere();
  if (CALL(newfstatat, AT_FDCWD, ".", &found, AT_SYMLINK_NOFOLLOW, 0) == 0) sumEntry(".", &found, 0);
  walk(here, 0, sumEntry, 0, 0);
  sayWord("T");
  sayNumber((i64)entries);
  sayEnd();
  finish();
}
