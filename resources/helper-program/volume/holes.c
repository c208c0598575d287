#include "volume.h"

int findParts(i64 file, const struct stat *found, Area *area) {
  area->used = 0;
  /* One without a hole takes at least its size; asking each file would cost two calls. */
  if (found->blocks * 512 >= found->size || found->size <= 0) return 0;
  u64 covered = 0;
  for (u64 at = 0; at < (u64)found->size;) {
    i64 from = CALL(lseek, file, at, SEEK_DATA, 0, 0);
    if (from == -ENXIO || from >= found->size) break;
    if (from < 0) return 0;
    i64 to = CALL(lseek, file, from, SEEK_HOLE, 0, 0);
    if (to <= from) return 0;
    if (to > found->size) to = found->size;
    Part *part = grow(area, sizeof(Part));
    *part = (Part){(u64)from, (u64)(to - from)};
    covered += part->length;
    at = (u64)to;
  }
  return covered < (u64)found->size;
}
