#pragma once
#include "system.h"

/* files.c */
void serveFiles(const char *root);
/* answer.c */
void answerHttp(const char *port, const char *text);
/* volume/ */
void packVolume(const char *file, const char *mark);
void unpackVolume(const char *file, const char *size, const char *sum);
void sumVolume(int readsContents);
void emptyVolume(void);
/* volume/crc32.c: what the processor has is used, or a table. */
void prepareCrc32(const u64 *auxiliary, int onlyTable);
