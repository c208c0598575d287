import type { AppError } from '../../contract/errors.ts';

/** Why dockerd did not start, from the last words of its log. */
export function causeOf(logTail: readonly string[], ended: string): AppError {
  const fatal = logTail.findLast((line) =>
    /level=(fatal|panic)|^failed to start|^unable to configure|^panic:|^\[rootlesskit:parent\] error/.test(line),
  );
  const error = fatal ?? logTail.findLast((line) => line.includes('level=error'));
  const text = error ? messageOf(error) : ended;
  const engineText = logTail.slice(-20).join('\n');
  const known = KNOWN.find(([pattern]) => pattern.test(text))?.[1];
  if (known) return { ...known, engineText };
  return {
    code: 'unexpected',
    message: error ? `The engine did not start: ${text}` : `The engine ${ended}.`,
    hint: 'Its log says more. Correct what it names, then start the engine again.',
    engineText,
    detail: ended,
  };
}

const KNOWN: readonly (readonly [RegExp, AppError])[] = [
  [
    /no space left on device/i,
    {
      code: 'no-space',
      message: 'The engine did not start: the disk of its data folder is full.',
      hint: 'Free some space there, then start the engine again.',
    },
  ],
  [
    /process with PID \d+ is still running|timeout waiting for|cannot acquire lock|resource temporarily unavailable/i,
    {
      code: 'conflict',
      message: 'The engine did not start: another engine uses its data folder.',
      hint: 'Stop the other dockerd of this folder, then start the engine again.',
    },
  ],
  [
    /failed to (register|initialize).*(bridge|network)|iptables|Chain .* doesn't exist|can't initialize iptables/i,
    {
      code: 'unsupported',
      message: 'The engine did not start: it could not set up networking with iptables.',
      hint: 'See that iptables is installed and that the kernel has its modules (nf_tables, xt_nat, bridge).',
    },
  ],
  [
    /operation not permitted|permission denied/i,
    {
      code: 'permission-denied',
      message: 'The engine did not start: this machine does not let it do what it needs.',
      hint: 'In a container, it needs a privileged one; elsewhere run Gantry as root, or see the requirements of rootless mode.',
    },
  ],
];

/** The `msg` of a logfmt line, or the line. */
function messageOf(line: string): string {
  const quoted = /\bmsg="((?:[^"\\]|\\.)*)"/.exec(line)?.[1];
  const error = /\berror="((?:[^"\\]|\\.)*)"/.exec(line)?.[1];
  const text = quoted ? [quoted, error].filter(Boolean).join(': ') : line;
  return text.replaceAll(String.raw`\"`, '"');
}
