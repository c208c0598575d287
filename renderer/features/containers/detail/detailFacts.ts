import type { ContainerDetail } from '../../../../contract/model/container.ts';
import { formatElapsed } from '../../../ui/index.ts';
import { explainExit } from '../text/exitCode.ts';
import { plural, t } from '../texts/index.ts';

/** Something about a container that a person should know first. */
export interface Finding {
  readonly tone: 'bad' | 'warn' | 'info';
  readonly title: string;
  readonly text: string;
  /** Its last log lines say more. */
  readonly wantsLog: boolean;
}

/** A main process that ends sooner than this was probably not meant to. */
const EARLY_MS = 5000;
const LOOP_RESTARTS = 3;

type Facts = Pick<
  ContainerDetail,
  | 'state'
  | 'exitCode'
  | 'isOomKilled'
  | 'startError'
  | 'startedAt'
  | 'finishedAt'
  | 'restartCount'
  | 'restartPolicy'
  | 'hasTty'
  | 'hasOpenStdin'
  | 'entrypoint'
  | 'command'
  | 'health'
  | 'hasInit'
  | 'stopSignal'
>;

const SHELL = /(^|\/)(ba|a|da|z)?sh$/;

export function findingOf(detail: Facts): Finding | undefined {
  const { state, exitCode = 0, isOomKilled, startError, startedAt, finishedAt, restartCount, restartPolicy } = detail;
  const exit = explainExit({ exitCode, isOomKilled, startError });
  const isLoop = restartPolicy.name !== 'no' && restartCount >= LOOP_RESTARTS;
  if (state === 'restarting' || (isLoop && state !== 'running' && state !== 'paused')) {
    return {
      tone: 'bad',
      title: t('It starts and ends again and again: {{restartCount}} restarts', { restartCount }),
      text:
        detail.exitCode === undefined
          ? t('Stop it to end the loop.')
          : t('Last it ended with {{exitCode}}: {{summary}}. {{advice}} Stop it to end the loop.', {
              exitCode,
              summary: exit.summary.toLowerCase(),
              advice: exit.advice,
            }),
      wantsLog: true,
    };
  }
  if (state === 'running' && detail.health?.status === 'unhealthy') {
    const { failingStreak, log } = detail.health;
    return {
      tone: 'warn',
      title: plural(failingStreak, 'Its health check failed once', 'Its health check failed {{count}} times in a row'),
      text:
        log.at(-1)?.output.trim() ||
        t('The check printed nothing. The container runs on; a failing check does not end it.'),
      wantsLog: false,
    };
  }
  if (state === 'created' && startError)
    return { tone: 'bad', title: exit.summary, text: `${exit.advice} ${startError}`, wantsLog: false };
  if (state === 'dead') {
    return {
      tone: 'bad',
      title: t('It is dead'),
      text: t('The engine could not remove it wholly. Remove it again: it is then done by force.'),
      wantsLog: false,
    };
  }
  if (state !== 'exited') return undefined;

  const lived = startedAt !== undefined && finishedAt !== undefined ? finishedAt - startedAt : undefined;
  if (!exit.isFailure && lived !== undefined && lived < EARLY_MS) {
    return {
      tone: 'info',
      title: t('Its main process ended after {{lived}}, without an error', { lived: formatElapsed(lived) }),
      text: earlyAdvice(detail),
      wantsLog: true,
    };
  }
  if (exit.isFailure) {
    const early =
      lived !== undefined && lived < EARLY_MS ? t('It lived for {{lived}}. ', { lived: formatElapsed(lived) }) : '';
    return {
      tone: 'bad',
      title: `${exit.summary} (${exitCode})`,
      text: early + (startError ? `${exit.advice} ${startError}` : exit.advice) + deafAdvice(detail),
      wantsLog: true,
    };
  }
  return { tone: 'info', title: `${exit.summary} (${exitCode})`, text: exit.advice, wantsLog: true };
}

/** Of a program that runs as the first process the kernel drops each signal that it does not listen to itself. */
function deafAdvice({ exitCode, isOomKilled, hasInit = false, stopSignal }: Facts): string {
  if (exitCode !== 137 || isOomKilled || hasInit) return '';
  return t(
    ' If it was a stop, its main process may ignore {{stopSignal}}, as a shell that is the first process does: run it with an init (--init), or give it a longer grace period.',
    { stopSignal },
  );
}

function earlyAdvice({ entrypoint, command, hasTty, hasOpenStdin }: Facts): string {
  const program = [...entrypoint, ...command];
  const isShell = program.length === 1 && SHELL.test(program[0] ?? '');
  if (isShell && !(hasTty && hasOpenStdin)) {
    return t(
      'A shell without a terminal has nothing to read, so it ends at once. Run it with an interactive terminal, or give it a command.',
    );
  }
  return t(
    'A container lives as long as its main process. If it should stay, the program has to run in the foreground and not as a daemon.',
  );
}
