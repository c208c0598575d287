/*
 * The only program in the images of Gantry’s helper containers, where there may be nothing else:
 *
 *   pid:N, cgroup:ID, /path   files.c: looks into a file system and changes names in it, request by request
 *   pack [FILE MARK]          volume/pack.c: the working folder as a tar archive, to the output or into a file
 *   unpack [FILE SIZE SUM]    volume/unpack.c: an archive from the input into the working folder
 *   list, sum                 volume/sum.c: says each entry of the working folder; with the sum of its contents
 *   empty                     volume/walk.c: removes everything in the working folder
 *   answer PORT TEXT          answer.c: says TEXT by HTTP to whoever connects
 *
 * No C library: static, and the same on any distribution. Build: build.sh.
 */
#include "program.h"

#if defined(__x86_64__)
__asm__(".globl _start\n_start:\n xor %ebp, %ebp\n mov %rsp, %rdi\n and $-16, %rsp\n call start\n");
#else
__asm__(".globl _start\n_start:\n mov x29, #0\n mov x0, sp\n bl start\n");
#endif

/* What the compiler may ask for by itself. */
void *memcpy(void *to, const void *from, u64 count) {
  u8 *a = to; const u8 *b = from;
  while (count--) *a++ = *b++;
  return to;
}
void *memset(void *to, int value, u64 count) {
  u8 *a = to;
  while (count--) *a++ = (u8)value;
  return to;
}

__attribute__((used)) void start(u64 *stack) {
  u64 count = stack[0];
  char **arguments = (char **)(stack + 1);
  if (count < 2) quit(64);
  const char *wanted = arguments[1];
  if (wanted[0] == '/' || beginsWith(wanted, "pid:") || beginsWith(wanted, "cgroup:")) serveFiles(wanted);
  if (isSame(wanted, "answer") && count >= 4) answerHttp(arguments[2], arguments[3]);
  const u64 *auxiliary = stack + 2 + count;
  while (*auxiliary) auxiliary++; /* the environment */
  prepareCrc32(auxiliary + 1, isSame(arguments[count - 1], "table"));
  if (isSame(wanted, "pack") && count >= 4) packVolume(arguments[2], arguments[3]);
  if (isSame(wanted, "pack")) packVolume(0, 0);
  if (isSame(wanted, "unpack") && count >= 5) unpackVolume(arguments[2], arguments[3], arguments[4]);
  if (isSame(wanted, "unpack")) unpackVolume(0, 0, 0);
  if (isSame(wanted, "sum")) sumVolume(1);
  if (isSame(wanted, "list")) sumVolume(0);
  if (isSame(wanted, "empty")) emptyVolume();
  quit(64);
}
