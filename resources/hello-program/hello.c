/*
 * The only program in the image of the first container: answers each request on port 80 with a page, and writes a line
 * for it. No C library: static, a few kilobytes, and the same on any distribution. Build: build.sh.
 */
#include "../helper-program/system.h"

#if defined(__x86_64__)
__asm__(".globl _start\n_start:\n xor %ebp, %ebp\n and $-16, %rsp\n call start\n");
enum { SYS_rt_sigaction = 13, SYS_sendto = 44, SYS_shutdown = 48, SYS_setsockopt = 54, SYS_uname = 63 };
#else
__asm__(".globl _start\n_start:\n mov x29, #0\n bl start\n");
enum { SYS_rt_sigaction = 134, SYS_uname = 160, SYS_sendto = 206, SYS_setsockopt = 208, SYS_shutdown = 210 };
#endif

enum { AF_INET = 2, SOCK_STREAM = 1, SOL_SOCKET = 1, SO_REUSEADDR = 2, SO_RCVTIMEO = 20, SO_SNDTIMEO = 21,
       MSG_NOSIGNAL = 0x4000, SIGINT = 2, SIGTERM = 15, SA_RESTORER = 0x04000000, ROOM = 4096 };

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

static char text[ROOM];
static u64 filled;

static void add(const char *part) {
  while (*part && filled < ROOM) text[filled++] = *part++;
}
static void addNumber(u64 number) {
  char digits[21];
  int at = 20;
  digits[at] = 0;
  do digits[--at] = (char)('0' + number % 10); while (number /= 10);
  add(digits + at);
}
static void say(const char *line) { CALL(write, 1, line, lengthOf(line), 0, 0); }

/* The first process of a container ends by no signal that it does not handle: a stop would take ten seconds. */
static void end(void) {
  say("Stopping, as I was asked to.\n");
  quit(0);
}
static void nothing(void) {}
static void endOn(int signal) {
  struct { void (*handler)(void); u64 flags; void (*restorer)(void); u64 mask; } action = { end, SA_RESTORER, nothing, 0 };
  CALL(rt_sigaction, signal, &action, 0, 8, 0);
}

static const char HEAD[] =
  "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
  "<title>Your first container</title><style>"
  ":root{color-scheme:light dark}body{font:16px/1.6 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.5rem}"
  "h1{font-size:1.6rem;line-height:1.25}code{font-family:ui-monospace,monospace}</style>"
  "<h1>Your first container runs.</h1><p>This page comes from a program in it. The program has a file system, a network "
  "address and a list of processes of its own; it sees nothing of your computer.</p><p>The container calls itself <code>";

static void answer(i64 connection, const char *name, u64 count) {
  filled = 0;
  add("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n");
  add(HEAD);
  add(name);
  add("</code>, the start of its id. It has answered <strong>");
  addNumber(count);
  add(count == 1 ? "</strong> request" : "</strong> requests");
  add(" since it was started: load the page again, and look at its logs in Gantry.</p></html>\n");
  u64 sent = 0;
  while (sent < filled) {
    i64 now = call6(SYS_sendto, connection, (i64)(text + sent), (i64)(filled - sent), MSG_NOSIGNAL, 0, 0);
    if (now <= 0) return;
    sent += (u64)now;
  }
}

/* Up to the end of the request’s head, which is at most as long as there is room. */
static int readRequest(i64 connection, char *request) {
  u64 length = 0;
  while (length < ROOM - 1) {
    i64 got = CALL(read, connection, request + length, ROOM - 1 - length, 0, 0);
    if (got <= 0) return 0;
    length += (u64)got;
    request[length] = 0;
    for (u64 at = 3; at < length; at++)
      if (request[at - 3] == '\r' && request[at - 2] == '\n' && request[at - 1] == '\r' && request[at] == '\n') return 1;
  }
  return 1;
}

/* Only what may stand in an address: a log line is not to hold what a terminal obeys. */
static void sayRequest(const char *request, u64 count) {
  filled = 0;
  add("Request ");
  addNumber(count);
  add(": ");
  for (u64 at = 0; at < 200 && request[at] > ' ' && request[at] < 127; at++) text[filled++] = request[at];
  text[filled++] = ' ';
  u64 at = 0;
  while (request[at] > ' ') at++;
  if (request[at] == ' ') at++;
  for (u64 end = at + 200; at < end && request[at] > ' ' && request[at] < 127; at++) text[filled++] = request[at];
  text[filled++] = '\n';
  CALL(write, 1, text, filled, 0, 0);
}

__attribute__((used)) void start(void) {
  static char request[ROOM];
  static char names[6][65];
  struct { u16 family; u8 port[2]; u32 address; u64 zero; } any = { AF_INET, { 0, 80 }, 0, 0 };
  struct { i64 seconds, microseconds; } patience = { 5, 0 };
  int yes = 1;
  endOn(SIGTERM);
  endOn(SIGINT);
  CALL(uname, names, 0, 0, 0, 0);
  i64 server = CALL(socket, AF_INET, SOCK_STREAM, 0, 0, 0);
  CALL(setsockopt, server, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (CALL(bind, server, &any, 16, 0, 0) < 0 || CALL(listen, server, 64, 0, 0, 0) < 0) {
    say("Port 80 of this container is taken.\n");
    quit(1);
  }
  say("Hello from your first container. I wait for requests on port 80.\n");
  for (u64 count = 0;;) {
    i64 connection = CALL(accept4, server, 0, 0, O_CLOEXEC, 0);
    if (connection < 0) continue;
    /* Whoever connects and says nothing keeps the others waiting no longer than this. */
    CALL(setsockopt, connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    CALL(setsockopt, connection, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (readRequest(connection, request)) {
      sayRequest(request, ++count);
      answer(connection, names[1], count);
    }
    CALL(shutdown, connection, 1, 0, 0, 0);
    CALL(close, connection, 0, 0, 0, 0);
  }
}
