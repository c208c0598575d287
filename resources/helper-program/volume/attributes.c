#include "volume.h"

static char names[1 << 16], value[1 << 16];

/* The others belong to the machine. */
static int isKept(const char *name) { return !isSame(name, "security.selinux") && !beginsWith(name, "trusted."); }

void eachAttribute(const char *file, OnAttribute *call) {
  i64 length = CALL(llistxattr, file, names, sizeof names, 0, 0);
  for (i64 at = 0; at < length; at += (i64)lengthOf(names + at) + 1) {
    if (!isKept(names + at)) continue;
    i64 size = CALL(lgetxattr, file, names + at, value, sizeof value, 0);
    if (size < 0) continue;
    call(names + at, value, (u64)size);
  }
}
