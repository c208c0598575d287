/* The CRC-32 of gzip and zip, at the speed of the machine: a checksum must not be what a backup waits for. */
#include "volume.h"

enum { POLYNOMIAL = 0xedb88320 };
static u32 table[8][256];
static int hasInstruction;

static void prepareTable(void) {
  for (u32 i = 0; i < 256; i++) {
    u32 sum = i;
    for (int bit = 0; bit < 8; bit++) sum = sum & 1 ? sum >> 1 ^ POLYNOMIAL : sum >> 1;
    table[0][i] = sum;
  }
  for (int t = 1; t < 8; t++)
    for (u32 i = 0; i < 256; i++) table[t][i] = table[t - 1][i] >> 8 ^ table[0][table[t - 1][i] & 255];
}
/* Eight bytes at a time. `sum` here and below is the register: the checksum with its bits turned over. */
__attribute__((optimize("O2"))) static u32 byTable(u32 sum, const u8 *at, u64 count) {
  for (; count >= 8; at += 8, count -= 8) {
    u64 next;
    __builtin_memcpy(&next, at, 8);
    next ^= sum;
    sum = table[7][next & 255] ^ table[6][next >> 8 & 255] ^ table[5][next >> 16 & 255] ^ table[4][next >> 24 & 255] ^
          table[3][next >> 32 & 255] ^ table[2][next >> 40 & 255] ^ table[1][next >> 48 & 255] ^ table[0][next >> 56];
  }
  while (count--) sum = sum >> 8 ^ table[0][(sum ^ *at++) & 255];
  return sum;
}

#if defined(__x86_64__)
/* Carry-less multiplication folds 64 bytes into those after them, again and again (V. Gopal and others: “Fast CRC
   Computation for Generic Polynomials Using PCLMULQDQ Instruction”). What is left is 16 bytes with the same remainder. */
typedef long long Two __attribute__((vector_size(16)));
typedef long long Unaligned __attribute__((vector_size(16), aligned(1), may_alias));
#define FOLD(x, by) (__builtin_ia32_pclmulqdq128(x, by, 0x00) ^ __builtin_ia32_pclmulqdq128(x, by, 0x11))

__attribute__((optimize("O2"), target("pclmul,sse2"))) static u32 byInstruction(u32 sum, const u8 *at, u64 count) {
  if (count < 128) return byTable(sum, at, count);
  const Two by64 = {0x154442bd4, 0x1c6e41596}, by16 = {0x1751997d0, 0x0ccaa009e};
  const Unaligned *from = (const Unaligned *)at;
  Two a = from[0] ^ (Two){sum, 0}, b = from[1], c = from[2], d = from[3];
  for (at += 64, count -= 64; count >= 64; at += 64, count -= 64) {
    from = (const Unaligned *)at;
    a = FOLD(a, by64) ^ from[0];
    b = FOLD(b, by64) ^ from[1];
    c = FOLD(c, by64) ^ from[2];
    d = FOLD(d, by64) ^ from[3];
  }
  b ^= FOLD(a, by16);
  c ^= FOLD(b, by16);
  d ^= FOLD(c, by16);
  return byTable(byTable(0, (const u8 *)&d, 16), at, count);
}
static int askProcessor(const u64 *auxiliary) {
  (void)auxiliary;
  u32 a = 1, b, c = 0, d;
  __asm__("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
  return c >> 1 & 1;
}
#else
__attribute__((optimize("O2"), target("+crc"))) static u32 byInstruction(u32 sum, const u8 *at, u64 count) {
  for (; count >= 8; at += 8, count -= 8) {
    u64 next;
    __builtin_memcpy(&next, at, 8);
    sum = __builtin_aarch64_crc32x(sum, next);
  }
  while (count--) sum = __builtin_aarch64_crc32b(sum, *at++);
  return sum;
}
enum { AT_HWCAP = 16, HWCAP_CRC32 = 1 << 7 };
static int askProcessor(const u64 *auxiliary) {
  for (; auxiliary[0]; auxiliary += 2)
    if (auxiliary[0] == AT_HWCAP) return (auxiliary[1] & HWCAP_CRC32) != 0;
  return 0;
}
#endif

void prepareCrc32(const u64 *auxiliary, int onlyTable) {
  prepareTable();
  hasInstruction = !onlyTable && askProcessor(auxiliary);
}
u32 crc32(u32 sum, const void *bytes, u64 count) {
  return ~(hasInstruction ? byInstruction : byTable)(~sum, bytes, count);
}

/* Multiplication of two polynomials modulo that of the checksum; the highest power is the lowest bit. */
static u32 times(u32 a, u32 b) {
  u32 product = 0;
  for (u32 bit = 1u << 31; bit; bit >>= 1) {
    if (a & bit) product ^= b;
    b = b & 1 ? b >> 1 ^ POLYNOMIAL : b >> 1;
  }
  return product;
}
/* As many zeros more: a hole has no end worth reading. */
u32 crc32Zeros(u32 sum, u64 count) {
  u32 power = 1u << 31, step = 1u << 23; /* 1, and what a byte shifts by */
  for (; count; count >>= 1, step = times(step, step))
    if (count & 1) power = times(power, step);
  return ~times(power, ~sum);
}
