/* empty: removes everything in the working folder. `T <entries>` at the end. */
#include "volume.h"

char path[MAX_PATH];

i64 openHere(void) {
  i64 here = CALL(openat, AT_FDCWD, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0, 0);
  if (here < 0) { fail(here, 0); finish(); }
  return here;
}

void walk(i64 folder, u64 pathLength, Visit *visit, Visit *leave, int depth) {
  u8 list[4096];
  if (depth > MAX_DEPTH) { fail(-ELOOP, pathLength); return; }
  for (;;) {
    i64 count = CALL(getdents64, folder, list, sizeof list, 0, 0);
    if (count < 0) fail(count, pathLength);
    if (count <= 0) return;
    for (i64 at = 0; at < count;) {
      struct dirent *entry = (struct dirent *)(list + at);
      at += entry->length;
      const char *name = entry->name;
      if (isSame(name, ".") || isSame(name, "..")) continue;
      u64 size = lengthOf(name), next = pathLength;
      if (pathLength + size + 2 > sizeof path) { fail(-ENAMETOOLONG, pathLength); continue; }
      if (pathLength > 0) path[next++] = '/';
      memcpy(path + next, name, size);
      next += size;
      struct stat found;
      i64 error = CALL(newfstatat, AT_FDCWD, name, &found, AT_SYMLINK_NOFOLLOW, 0);
      if (error == -ENOENT) continue; /* went meanwhile */
      if (error < 0) { fail(error, next); continue; }
      visit(name, &found, next);
      if (!isFolder(&found)) continue;
      i64 inner = CALL(openat, AT_FDCWD, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0, 0);
      if (inner < 0) { if (inner != -ENOENT) fail(inner, next); continue; }
      if (CALL(fchdir, inner, 0, 0, 0, 0) == 0) walk(inner, next, visit, leave, depth + 1);
      CALL(close, inner, 0, 0, 0, 0);
      if (CALL(fchdir, folder, 0, 0, 0, 0) < 0) quit(3);
      if (leave) leave(name, &found, next);
    }
  }
}

static u64 removed;
static void removeEntry(const char *name, const struct stat *found, u64 pathLength) {
  removed++;
  if (isFolder(found)) return;
  i64 error = CALL(unlinkat, AT_FDCWD, name, 0, 0, 0);
  if (error < 0 && error != -ENOENT) fail(error, pathLength);
}
static void removeFolder(const char *name, const struct stat *found, u64 pathLength) {
  (void)found;
  i64 error = CALL(unlinkat, AT_FDCWD, name, AT_REMOVEDIR, 0, 0);
  if (error < 0 && error != -ENOENT) fail(error, pathLength);
}
i64 removeAll(const char *name) {
  i64 error = CALL(unlinkat, AT_FDCWD, name, 0, 0, 0);
  if (error != -EISDIR && error != -EPERM) return error;
  i64 here = openHere(), inner = CALL(openat, AT_FDCWD, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0, 0);
  if (inner < 0) return inner;
  u64 length = lengthOf(name);
  memcpy(path, name, length);
  if (CALL(fchdir, inner, 0, 0, 0, 0) == 0) walk(inner, length, removeEntry, removeFolder, 0);
  if (CALL(fchdir, here, 0, 0, 0, 0) < 0) quit(3);
  CALL(close, inner, 0, 0, 0, 0);
  CALL(close, here, 0, 0, 0, 0);
  return CALL(unlinkat, AT_FDCWD, name, AT_REMOVEDIR, 0, 0);
}

void emptyVolume(void) {
  walk(openHere(), 0, removeEntry, removeFolder, 0);
  sayWord("T");
  sayNumber((i64)removed);
  sayEnd();
  finish();
}
