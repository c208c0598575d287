import { type AppError, AppFailure } from '../../../contract/errors.ts';
import type { StackTarget } from '../../../contract/model/stackRun.ts';
import { explain } from '../../builds/failure/explain.ts';
import { exitCodeOf } from '../../builds/failure/readEnd.ts';
import { failureFromText } from '../../docker/errors.ts';
import type { ComposeLine } from '../progress/composeLine.ts';

interface FailedRun {
  readonly stack: Pick<StackTarget, 'context' | 'project' | 'files'>;
  readonly lines: readonly ComposeLine[];
  /** Our own connection to the engine broke meanwhile. */
  readonly isConnectionLost?: boolean;
}

/** Why compose did not do it, in words; its own text is one click away. */
export function composeFailure({ stack, lines, isConnectionLost = false }: FailedRun): AppFailure {
  const said = lines.filter((line) => line.type === 'error').map(({ text }) => text);
  const failed = lines.filter((line) => line.type === 'event' && line.state === 'failed');
  const ofThings = failed.map((line) => (line.type === 'event' ? line.detail || line.status : ''));
  const texts = lines.filter((line) => line.type === 'text').map(({ text }) => text);
  const text = said.findLast(Boolean) ?? ofThings.findLast(Boolean) ?? texts.findLast(Boolean) ?? '';
  const engineText = [...new Set([...ofThings, ...said, ...(text === '' ? [] : [text])])].filter(Boolean).join('\n');
  if (isConnectionLost || GONE.test(text)) return new AppFailure(engineGone(stack, engineText));
  for (const rule of RULES) {
    const match = rule.text.exec(text);
    if (match) return new AppFailure({ ...rule.make(match, text), engineText });
  }
  const ofEngine = /Error response from daemon: (.*)$/s.exec(text)?.[1];
  if (ofEngine !== undefined) return failureFromText(ofEngine, { context: stack.context, name: subjectOf(text) });
  return new AppFailure({
    code: 'unexpected',
    message:
      text === '' ? 'docker compose ended without saying why.' : `docker compose could not do it: ${firstLine(text)}`,
    detail: engineText,
    engineText,
  });
}

const GONE =
  /Cannot connect to the Docker daemon|error during connect|connection refused.*docker|code = Unavailable|read unix .*(connection reset|EOF)|^(unexpected )?EOF$|docker\.sock: connect|use of closed network connection/i;

const engineGone = ({ context, project }: FailedRun['stack'], engineText: string): AppError => ({
  code: 'engine-unreachable',
  context,
  reason: 'closed',
  message: `The engine “${context}” ended in the middle of it.`,
  hint: `What “${project}” is now is shown as it is. Do it again when the engine is back: it goes on from there.`,
  engineText,
});

interface TextRule {
  readonly text: RegExp;
  make(match: RegExpExecArray, text: string): AppError;
}

const inFile = (message: string, hint: string): AppError => ({ code: 'invalid-input', path: ['files'], message, hint });

const RULES: readonly TextRule[] = [
  {
    text: /unknown flag: --progress|unknown docker command|No such command|unknown shorthand/i,
    make: () => ({
      code: 'unsupported',
      message: 'This docker compose is too old.',
      hint: 'Version 2.20 or newer is needed. Gantry’s own engine brings one.',
    }),
  },
  {
    text: /env file (\S.*) not found/,
    make: ([, file = '']) =>
      inFile(
        `The file of variables ${file} is not there.`,
        'Create it, take it out of the file, or write “required: false” to it.',
      ),
  },
  {
    text: /^(?:open|stat) (.+): no such file or directory|no configuration file provided/,
    make: ([, file]) => ({
      code: 'not-found',
      message: file === undefined ? 'There is no Compose file.' : `The file ${file} is not there any more.`,
      hint: 'It was moved or removed. What runs can still be stopped and taken down.',
    }),
  },
  {
    text: /required variable (\S+) is missing a value(?:: (.+))?/,
    make: ([, name = '', why]) =>
      inFile(
        `The variable ${name} has no value, and the file asks for one${why ? `: ${why}` : ''}.`,
        `Set ${name} in .env beside the file, or in the environment Gantry is started from.`,
      ),
  },
  {
    text: /additional properties? '([^']+)' not allowed/,
    make: ([, key = ''], text) =>
      inFile(
        `“${key}” is no key that Compose knows here: ${firstLine(text)}`,
        'Look for a misspelling, or at where it stands.',
      ),
  },
  {
    text: /dependency cycle detected: (.+)/,
    make: ([, ring = '']) => inFile(`Services wait for each other in a ring: ${ring}`, 'Take one depends_on away.'),
  },
  {
    text: /^yaml: |^failed to parse |^validating |^parsing |^(?:services|networks|volumes|configs|secrets)\.|mapping values are not allowed|invalid compose|top-level object must be/i,
    make: (_match, text) =>
      inFile(`The Compose file is not right: ${firstLine(text)}`, 'Mend the file, and try again.'),
  },
  {
    text: /no such service: (\S+)/,
    make: ([, name = '']) => ({
      code: 'not-found',
      message: `There is no service “${name}” in the file.`,
      hint: 'It may be of a profile that is not chosen.',
    }),
  },
  {
    text: /(?:network|volume) (\S+) declared as external, but could not be found|external volume "([^"]+)" not found/,
    make: ([found, network, volume]) => ({
      code: 'not-found',
      message: `The file says that “${network ?? volume ?? ''}” is there already (external), and it is not.`,
      hint: found.startsWith('network') ? 'Create the network first.' : 'Create the volume first.',
    }),
  },
  {
    text: /network (\S+) was found but has incorrect label/,
    make: ([, name = '']) => ({
      code: 'conflict',
      message: `There is a network “${name}” that this stack did not make.`,
      hint: 'Write “external: true” to it in the file, or give it another name.',
    }),
  },
  {
    text: /no container found for project/,
    make: () => ({ code: 'not-found', message: 'The stack has no containers.', hint: 'Bring it up first.' }),
  },
  {
    text: /service "([^"]+)" is not running/,
    make: ([, name = '']) => ({
      code: 'conflict',
      message: `The service “${name}” is not running.`,
      hint: 'Start it first.',
    }),
  },
  {
    text: /dependency failed to start: container (\S+) (.+)|container (\S+) exited \((\d+)\)|container (\S+) is unhealthy/,
    make: ([, a, how, b, code, c]) => ({
      code: 'conflict',
      message: `“${a ?? b ?? c ?? ''}” did not come up: it ${how ?? (code === undefined ? 'is unhealthy' : `ended with code ${code}`)}.`,
      hint: 'Its log says why. What waits for it was not started.',
    }),
  },
  {
    text: /none of the selected services is configured for watch|can't watch service/i,
    make: () => inFile('No service says what is watched.', 'Write “develop: watch:” to a service.'),
  },
  {
    text: /failed to solve: (.*)|target \S+: (.*)|did not complete successfully: exit code/s,
    make([found, a, b], text): AppError {
      const message = (a ?? b ?? found).trim();
      const line = /^(?:\S*Dockerfile\S*):(\d+)$/m.exec(text)?.[1];
      const exitCode = exitCodeOf(message);
      const { title, advice } = explain({ message, instruction: 'RUN', exitCode, lastLines: [] });
      return {
        code: 'build-failed',
        message: title,
        ...(advice !== undefined && { hint: advice }),
        ...(line !== undefined && { line: Number(line) }),
      };
    },
  },
];

/** `endpoint shop-web-1 (…)` */
const subjectOf = (text: string): string | undefined => /endpoint (\S+) \(/.exec(text)?.[1];
const firstLine = (text: string): string => text.split('\n', 1)[0] ?? text;
