#pragma once
#include "../program.h"

/* ---- report.c: what is said of the work, on the error output. Records, each a line and then as many bytes as its last
   numbers say: `!` error number and path of what could not be done; others in pack.c and sum.c. ---- */

void sayWord(const char *word);
void sayNumber(i64 number);
void sayBytes(const void *bytes, u64 count); /* after the line */
void sayEnd(void);                            /* of the line */
void flushReport(void);
/* What could not be done, and with which file. The status of the program is 1 then. */
void fail(i64 error, u64 pathLength);
/* What has gone to the output, which may come later than what is said. */
extern u64 outputBytes;
/* The last record, `Z <status> <bytes that went to the output>`, and the end. */
void finish(void);

/* ---- walk.c ---- */

enum { MAX_PATH = 1 << 18, MAX_DEPTH = 1500 };
/* Of the entry that is looked at, from the working folder on, without `./`; no zero at its end. */
extern char path[MAX_PATH];
typedef void Visit(const char *name, const struct stat *found, u64 pathLength);
/* Calls for everything in a folder that is the working one, folders before what is in them and `leave` after. */
void walk(i64 folder, u64 pathLength, Visit *visit, Visit *leave, int depth);
i64 openHere(void);
/* Removes a file, or a folder with all that is in it. */
i64 removeAll(const char *name);

/* ---- memory.c: what grows ---- */

typedef struct { char *bytes; u64 used, size; } Area;
void *grow(Area *area, u64 count); /* so many bytes more */
void add(Area *area, const void *bytes, u64 count);

/* ---- links.c: the first name of each file that has several ---- */

/* Null for the first, whose path is kept. */
const char *firstName(const struct stat *found, u64 pathLength, u64 *length);
void forgetNames(void);

/* ---- attributes.c ---- */

typedef void OnAttribute(const char *name, const void *value, u64 size);
/* All that a copy is to have. */
void eachAttribute(const char *file, OnAttribute *call);

/* ---- crc32.c ---- */

u32 crc32(u32 sum, const void *bytes, u64 count);
u32 crc32Zeros(u32 sum, u64 count);

/* ---- holes.c ---- */

typedef struct { u64 from, length; } Part;
/* The parts of a file that are not holes, in `area`; whether there is a hole at all. */
int findParts(i64 file, const struct stat *found, Area *area);

static inline int isFolder(const struct stat *s) { return (s->mode & S_IFMT) == S_IFDIR; }
static inline int isFile(const struct stat *s) { return (s->mode & S_IFMT) == S_IFREG; }
/* Of a device; other entries may have anything there. */
static inline u64 majorOf(u64 device) { return (device >> 8 & 0xfff) | (device >> 32 & ~0xfffUL); }
static inline u64 minorOf(u64 device) { return (device & 0xff) | (device >> 12 & ~0xffUL); }
