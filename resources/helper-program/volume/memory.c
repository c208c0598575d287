#include "volume.h"

enum { PROT_READ_WRITE = 3, MAP_PRIVATE_ANONYMOUS = 0x22, MREMAP_MAYMOVE = 1 };

void *grow(Area *area, u64 count) {
  if (area->used + count > area->size) {
    u64 size = area->size ? area->size : 1 << 16;
    while (size < area->used + count) size *= 2;
    i64 at = area->size ? CALL(mremap, area->bytes, area->size, size, MREMAP_MAYMOVE, 0)
                        : call6(SYS_mmap, 0, (i64)size, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0);
    if (at < 0 && at > -4096) { fail(-ENOMEM, 0); finish(); }
    area->bytes = (char *)at;
    area->size = size;
  }
  void *room = area->bytes + area->used;
  area->used += count;
  return room;
}
void add(Area *area, const void *bytes, u64 count) { memcpy(grow(area, count), bytes, count); }
