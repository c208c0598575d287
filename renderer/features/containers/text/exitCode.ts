import { t } from '../texts/index.ts';

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

const KNOWN: Readonly<Record<number, () => readonly [summary: string, advice: string]>> = {
  1: () => [
    t('Ended with an error of its own'),
    t('The program reported a failure. Its last log lines usually say why.'),
  ],
  2: () => [t('Ended with a usage error'), t('Programs and shells use 2 for wrong arguments. Check the command.')],
  125: () => [
    t('The engine could not run it'),
    t('The container was not started as asked: an option or a mount is not valid.'),
  ],
  126: () => [
    t('The command cannot be executed'),
    t(
      'The file is there but is not executable, or is a folder. Check its permissions, its first line (#!) and that it is built for this platform.',
    ),
  ],
  127: () => [
    t('The command was not found'),
    t('No such program in the image. Check its spelling and the PATH, or give the full path.'),
  ],
  130: () => [t('Interrupted'), t('It was ended by Ctrl-C (SIGINT).')],
  132: () => [t('Crashed: illegal instruction'), t('The image may be built for another kind of processor (SIGILL).')],
  134: () => [
    t('Aborted itself'),
    t('The program called abort (SIGABRT), often after a failed assertion. See its last log lines.'),
  ],
  137: () => [
    t('Killed'),
    t(
      'It was ended at once by SIGKILL: by “kill”, by the end of the grace period of a stop, or by the system when memory ran out.',
    ),
  ],
  139: () => [t('Crashed: segmentation fault'), t('The program touched memory that is not its own (SIGSEGV).')],
  143: () => [t('Stopped as asked'), t('It was ended by SIGTERM, which is what a stop sends first.')],
};

export function explainExit({ exitCode, isOomKilled = false, startError = '' }: Exit): ExitExplanation {
  if (isOomKilled) {
    return {
      isFailure: true,
      summary: t('Killed: out of memory'),
      advice: t('It wanted more memory than its limit allows. Raise the limit, or find out what takes the memory.'),
    };
  }
  if (startError !== '') {
    const [summary, advice] = (exitCode === 126 || exitCode === 127 ? KNOWN[exitCode]?.() : undefined) ?? [
      t('Could not be started'),
      t('The engine refused to start it; its own words say why.'),
    ];
    return { isFailure: true, summary, advice };
  }
  if (exitCode === 0) return { isFailure: false, summary: t('Ended by itself, without an error'), advice: '' };
  const known = KNOWN[exitCode]?.();
  if (known) return { isFailure: exitCode !== 143 && exitCode !== 130, summary: known[0], advice: known[1] };
  const signal = SIGNALS[exitCode - 128];
  if (exitCode > 128 && exitCode < 160) {
    const name = signal ?? t('signal {{exitCode}}', { exitCode: exitCode - 128 });
    return {
      isFailure: true,
      summary: t('Ended by {{name}}', { name }),
      advice: t('128 + {{exitCode}} says that {{name}} ended it.', { exitCode: exitCode - 128, name }),
    };
  }
  return {
    isFailure: true,
    summary: t('Ended with an error of its own'),
    advice: t('What {{exitCode}} means is up to the program. Its last log lines usually say why.', { exitCode }),
  };
}
