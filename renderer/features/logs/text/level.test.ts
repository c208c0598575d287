import { describe, expect, it } from 'vitest';
import { type LogLevel, levelOf } from './level.ts';

const cases: readonly [LogLevel | undefined, string][] = [
  ['error', '{"level":"error","msg":"disk full"}'],
  ['error', '{"time":"2026-11-21T10:00:00Z","severity": "CRITICAL","message":"x"}'],
  ['warn', '{"level":40,"time":1732183200000,"msg":"pino"}'],
  ['error', '{"level":60,"msg":"fatal in pino"}'],
  ['debug', '{"@l":"Debug","@m":"serilog"}'],
  ['info', '{"msg":"ERROR is only a word here","level":"info"}'],
  [undefined, '{"msg":"ERROR is only a word here"}'],
  ['error', `{"msg":"${'x'.repeat(300)}","level":"error"}`],
  ['info', 'time=2026-11-21T10:00:00Z level=info msg="an error was avoided"'],
  ['error', 'ts=1 level="error" err="boom"'],
  ['error', 'E1121 10:00:00.000000       1 main.go:42] failed'],
  ['warn', 'W1121 10:00:00.000000       1 main.go:42] slow'],
  ['info', 'I1121 10:00:00.000000       1 main.go:42] fine'],
  ['error', '2026/11/21 10:00:00 [error] 29#29: *1 open() failed (2: No such file)'],
  ['info', '2026/11/21 10:00:00 [notice] 1#1: using the "epoll" event method'],
  ['error', '[Sat Nov 21 10:00:00.1 2026] [core:error] [pid 9] AH00037: Symbolic link not allowed'],
  ['warn', '2026-11-21T10:00:00.000000Z 0 [Warning] [MY-010068] [Server] CA certificate is self signed.'],
  ['info', '2026-11-21 10:00:00.000 UTC [1] LOG:  database system is ready to accept connections'],
  ['error', '2026-11-21 10:00:00.000 UTC [77] FATAL:  role "x" does not exist'],
  ['error', '2026-11-21 10:00:00,000 ERROR [main] org.example.Main - it broke'],
  ['info', '10:00:00.000 [main] INFO  org.example.Main - started'],
  ['warn', 'WARN: this is old'],
  ['debug', 'DEBUG:root:reading'],
  ['error', 'error: cannot open file'],
  ['error', 'TypeError: x is not a function'],
  ['error', 'Exception in thread "main" java.lang.IllegalStateException: no'],
  ['error', 'Traceback (most recent call last):'],
  ['error', 'panic: runtime error: index out of range'],
  ['warn', 'npm warning: deprecated'],
  [undefined, '0 errors, 0 warnings'],
  [undefined, 'GET /error HTTP/1.1 200'],
  [undefined, 'no error was found'],
  [undefined, 'this information is plain'],
  [undefined, ''],
  [undefined, `${'x'.repeat(500)} ERROR far away`],
];

describe('the level of a line', () => {
  it.each(cases)('is %s: %s', (level, line) => {
    expect(levelOf(line)).toBe(level);
  });
});
