/*
 * answer PORT TEXT: the smallest server that there is. It says TEXT, by HTTP, to whoever connects, one after the other.
 * The self-test runs it to see that a published port leads to a container.
 */
#include "program.h"

enum { AF_INET = 2, SOCK_STREAM = 1, PORT_MAX = 65535, REQUEST_MAX = 2048, BACKLOG = 8 };
struct address { u16 family; u8 port[2]; u8 host[4]; u8 zero[8]; };

static void say(i64 to, const char *text) {
  u64 left = lengthOf(text);
  while (left) {
    i64 written = CALL(write, to, text, left, 0, 0);
    if (written == -EINTR) continue;
    if (written <= 0) return;
    text += written;
    left -= (u64)written;
  }
}

void answerHttp(const char *port, const char *text) {
  u64 number = 0;
  for (; *port >= '0' && *port <= '9' && number <= PORT_MAX; port++) number = number * 10 + (u64)(*port - '0');
  if (*port || number == 0 || number > PORT_MAX) quit(64);
  struct address all = { .family = AF_INET, .port = { (u8)(number >> 8), (u8)number } };
  i64 socket = CALL(socket, AF_INET, SOCK_STREAM, 0, 0, 0);
  if (socket < 0 || CALL(bind, socket, &all, sizeof all, 0, 0) < 0 || CALL(listen, socket, BACKLOG, 0, 0, 0) < 0) quit(1);
  static char request[REQUEST_MAX];
  for (;;) {
    i64 caller = CALL(accept4, socket, 0, 0, 0, 0);
    if (caller < 0) continue;
    CALL(read, caller, request, sizeof request, 0, 0); /* closed unread, the kernel would cut the answer off */
    say(caller, "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n");
    say(caller, text);
    CALL(close, caller, 0, 0, 0, 0);
  }
}
