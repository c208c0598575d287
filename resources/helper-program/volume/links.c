#include "volume.h"

/* Found by device and inode: a table with free places, twice as large whenever it is half full. */
typedef struct { u64 dev, ino, name; u32 length, isTaken; } Slot;
static Area slots, names;
static u64 size, taken;

static u64 placeOf(const struct stat *s) { return (s->ino * 0x9e3779b97f4a7c15UL ^ s->dev * 0xc2b2ae3d27d4eb4fUL) >> 20; }
static Slot *find(u64 dev, u64 ino) {
  const struct stat wanted = {.dev = dev, .ino = ino};
  Slot *all = (Slot *)slots.bytes;
  u64 at = placeOf(&wanted) & (size - 1);
  while (all[at].isTaken && (all[at].dev != dev || all[at].ino != ino)) at = (at + 1) & (size - 1);
  return all + at;
}
static void enlarge(void) {
  Area old = slots;
  u64 oldSize = size;
  size = size ? size * 2 : 1024;
  slots = (Area){0};
  grow(&slots, size * sizeof(Slot)); /* fresh memory is zero */
  for (u64 i = 0; i < oldSize; i++) {
    Slot one = ((Slot *)old.bytes)[i];
    if (one.isTaken) *find(one.dev, one.ino) = one;
  }
  if (oldSize) CALL(munmap, old.bytes, old.size, 0, 0, 0);
}
const char *firstName(const struct stat *found, u64 pathLength, u64 *length) {
  if (taken * 2 >= size) enlarge();
  Slot *slot = find(found->dev, found->ino);
  if (slot->isTaken) {
    *length = slot->length;
    return names.bytes + slot->name;
  }
  *slot = (Slot){found->dev, found->ino, names.used, (u32)pathLength, 1};
  taken++;
  add(&names, path, pathLength);
  return 0;
}
void forgetNames(void) {
  if (size) memset(slots.bytes, 0, size * sizeof(Slot));
  names.used = taken = 0;
}
