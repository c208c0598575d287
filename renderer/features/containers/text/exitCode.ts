/** How a container ended, in plain words. */
export interface ExitExplanation {
  readonly isFailure: boolean;
  /** One line: “Ended well”. */
  readonly summary: string;
  /** Why, and what to look at; empty where there is nothing to say. */
  readonly advice: string;
}

interface Exit {
  readonly exitCode: number;
  readonly isOomKilled?: boolean;
  /** The engine's words when a start failed. */
  readonly startError?: string;
}

const SIGNALS: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  14: 'SIGALRM',
  15: 'SIGTERM',
  24: 'SIGXCPU',
  25: 'SIGXFSZ',
  31: 'SIGSYS',
};

const KNOWN: Readonly<Record<number, readonly [summary: string, advice: string]>> = {
  1: ['Ended with an error of its own', 'The program reported a failure. Its last log lines usually say why.'],
  2: ['Ended with a usage error', 'Programs and shells use 2 for wrong arguments. Check the command.'],
  125: ['The engine could not run it', 'The container was not started as asked: an option or a mount is not valid.'],
  126: [
    'The command cannot be executed',
    'The file is there but is not executable, or is a folder. Check its permissions, its first line (#!) and that it is built for this platform.',
  ],
  127: [
    'The command was not found',
    'No such program in the image. Check its spelling and the PATH, or give the full path.',
  ],
  130: ['Interrupted', 'It was ended by Ctrl-C (SIGINT).'],
  132: ['Crashed: illegal instruction', 'The image may be built for another kind of processor (SIGILL).'],
  134: [
    'Aborted itself',
    'The program called abort (SIGABRT), often after a failed assertion. See its last log lines.',
  ],
  137: [
    'Killed',
    'It was ended at once by SIGKILL: by “kill”, by the end of the grace period of a stop, or by the system when memory ran out.',
  ],
  139: ['Crashed: segmentation fault', 'The program touched memory that is not its own (SIGSEGV).'],
  143: ['Stopped as asked', 'It was ended by SIGTERM, which is what a stop sends first.'],
};

export function explainExit({ exitCode, isOomKilled = false, startError = '' }: Exit): ExitExplanation {
  if (isOomKilled) {
    return {
      isFailure: true,
      summary: 'Killed: out of memory',
      advice: 'It wanted more memory than its limit allows. Raise the limit, or find out what takes the memory.',
    };
  }
  if (startError !== '') {
    const [summary, advice] = (exitCode === 126 || exitCode === 127 ? KNOWN[exitCode] : undefined) ?? [
      'Could not be started',
      'The engine refused to start it; its own words say why.',
    ];
    return { isFailure: true, summary, advice };
  }
  if (exitCode === 0) return { isFailure: false, summary: 'Ended by itself, without an error', advice: '' };
  const known = KNOWN[exitCode];
  if (known) return { isFailure: exitCode !== 143 && exitCode !== 130, summary: known[0], advice: known[1] };
  const signal = SIGNALS[exitCode - 128];
  if (exitCode > 128 && exitCode < 160) {
    const name = signal ?? `signal ${exitCode - 128}`;
    return {
      isFailure: true,
      summary: `Ended by ${name}`,
      advice: `128 + ${exitCode - 128} says that ${name} ended it.`,
    };
  }
  return {
    isFailure: true,
    summary: 'Ended with an error of its own',
    advice: `What ${exitCode} means is up to the program. Its last log lines usually say why.`,
  };
}
