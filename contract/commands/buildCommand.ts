import { type BuildSecret, type BuildSettings, type DockerfileChoice } from '../model/build.ts';
import { isSecretName } from '../model/secretName.ts';
import { type CliArgs, dockerCommand, operands, options } from './docker.ts';
import { joinWords } from './words.ts';

/** `docker buildx build …`; a Dockerfile that was pasted comes with it. Values of secrets are left to the environment. */
export function buildCommand(settings: BuildSettings, cliArgs: CliArgs = []): string {
  const command = dockerCommand(cliArgs, ['buildx', ...buildWords(settings)]);
  const text = pastedText(settings.dockerfile);
  if (text === undefined) return command;
  const end = endMark(text);
  return `${command} <<'${end}'\n${text}${end}`;
}

/** What a pasted Dockerfile is on the way to the builder: it ends with a line break, as text in a shell does. */
export const pastedText = (dockerfile: DockerfileChoice): string | undefined =>
  dockerfile.type === 'text' ? dockerfile.text.replace(/\n?$/, '\n') : undefined;

/** The words after `docker buildx`. `secretVariable` says where values come from. */
export function buildWords(settings: BuildSettings): string[] {
  const { output } = settings;
  return [
    'build',
    ...options({ builder: settings.builder, file: fileOption(settings) }),
    ...repeat('tag', settings.tags),
    ...repeat(
      'build-arg',
      // Without a value it is taken from the environment, so that no list of processes shows it.
      settings.args.map(({ name, value }) => (isSecretName(name) ? name : `${name}=${value}`)),
    ),
    ...options({
      target: settings.target,
      platform: settings.platforms.length > 0 ? settings.platforms.join(',') : undefined,
      'no-cache': settings.noCache,
      pull: settings.pull,
      network: settings.network,
      load: output.type === 'load',
      push: output.type === 'push',
      output: output.type === 'custom' ? output.value : undefined,
    }),
    ...repeat(
      'label',
      settings.labels.map(({ name, value }) => `${name}=${value}`),
    ),
    ...repeat('secret', settings.secrets.map(secretOption)),
    ...repeat('ssh', settings.ssh),
    ...repeat('cache-from', settings.cacheFrom),
    ...repeat('cache-to', settings.cacheTo),
    ...contextOperand(settings),
  ];
}

const repeat = (name: string, values: readonly string[]): string[] => values.flatMap((value) => [`--${name}`, value]);

/** `-` is the input, and no option. */
function contextOperand({ source, dockerfile }: BuildSettings): readonly string[] {
  if (source.type === 'folder') return operands([source.path]);
  if (source.type === 'remote') return operands([source.url]);
  return [dockerfile.type === 'text' ? '-' : '.'];
}

function fileOption({ source, dockerfile }: BuildSettings): string | undefined {
  if (dockerfile.type === 'default') return undefined;
  // Without a context the Dockerfile itself is what comes from the input.
  if (dockerfile.type === 'text') return source.type === 'none' ? undefined : '-';
  if (source.type !== 'folder' || isAbsolute(dockerfile.path)) return dockerfile.path;
  // The CLI reads it from the folder it is run in, not from the context.
  return `${source.path.replace(/[\\/]+$/, '')}/${dockerfile.path}`;
}

const isAbsolute = (path: string) => /^([\\/]|[A-Za-z]:[\\/])/.test(path);

function secretOption(secret: BuildSecret): string {
  const from =
    secret.from === 'file'
      ? `src=${secret.path}`
      : `env=${secret.from === 'env' ? secret.variable : secretVariable(secret.id)}`;
  return [`id=${secret.id}`, from].map(csvField).join(',');
}

/** The CLI reads a secret as a line of CSV. */
const csvField = (field: string): string => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);

/** The variable that holds a value which was typed in: whoever runs the command sets it first. */
export const secretVariable = (id: string): string =>
  `BUILD_SECRET_${id.replaceAll(/[^A-Za-z0-9]/g, '_').toUpperCase()}`;

/** What must be set before the command is run: nothing for most. */
export const variablesOf = ({ secrets, args }: BuildSettings): string[] => [
  ...secrets.flatMap((secret) => (secret.from === 'value' ? [secretVariable(secret.id)] : [])),
  ...args.flatMap(({ name }) => (isSecretName(name) ? [name] : [])),
];

function endMark(text: string): string {
  const lines = new Set(text.split('\n'));
  let mark = 'DOCKERFILE';
  for (let count = 2; lines.has(mark); count++) mark = `DOCKERFILE_${count}`;
  return mark;
}

/** `docker run` of a shell in an image, as in the last good state of a build. */
export const shellCommand = (image: string, shell: readonly string[], cliArgs: CliArgs = []): string =>
  `${dockerCommand(cliArgs, ['container', 'run', '--rm', '--interactive', '--tty', '--entrypoint', shell[0] ?? 'sh', image])}${
    shell.length > 1 ? ` ${joinWords(shell.slice(1))}` : ''
  }`;
