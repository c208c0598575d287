#include "volume.h"

static u8 said[1 << 16];
static u64 saidLength;
static int hasFailed;
u64 outputBytes;

static void sayByte(u8 byte) {
  if (saidLength == sizeof said) flushReport();
  said[saidLength++] = byte;
}
void flushReport(void) {
  for (u64 at = 0; at < saidLength;) {
    i64 count = CALL(write, 2, said + at, saidLength - at, 0, 0);
    if (count == -EINTR) continue;
    if (count <= 0) quit(2); /* nobody listens any more */
    at += (u64)count;
  }
  saidLength = 0;
}
void sayBytes(const void *bytes, u64 count) {
  for (u64 i = 0; i < count; i++) sayByte(((const u8 *)bytes)[i]);
}
void sayWord(const char *word) { sayBytes(word, lengthOf(word)); }
void sayNumber(i64 number) {
  char text[24];
  u64 at = sizeof text, rest = number < 0 ? (u64)-number : (u64)number;
  do text[--at] = (char)('0' + rest % 10); while (rest /= 10);
  if (number < 0) text[--at] = '-';
  sayByte(' ');
  sayBytes(text + at, sizeof text - at);
}
void sayEnd(void) { sayByte('\n'); }

void fail(i64 error, u64 pathLength) {
  hasFailed = 1;
  sayWord("!");
  sayNumber(-error);
  sayNumber((i64)pathLength);
  sayEnd();
  sayBytes(path, pathLength);
}
/* Stays until the input ends: two seconds after a program has ended the engine lets go of what nobody has read yet. */
void finish(void) {
  u8 rest[512];
  i64 got;
  sayWord("Z");
  sayNumber(hasFailed);
  sayNumber((i64)outputBytes);
  sayEnd();
  flushReport();
  do got = CALL(read, 0, rest, sizeof rest, 0, 0); while (got > 0 || got == -EINTR);
  quit(hasFailed);
}
