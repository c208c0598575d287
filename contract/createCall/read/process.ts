import type { NamedValue, RunHealthCheck, RunSettings } from '../../model/run.ts';
import { toPairs } from '../../model/run/pairs.ts';
import { CONFIG_SCALARS } from '../body/scalars.ts';
import type { EngineDefaults, Made, MadeConfig, MadeHealthcheck } from './made.ts';
import { withoutPodmansOwn } from './podman.ts';

/** What somebody chose of the process; what only came from the image is not repeated. */
export function processOf(made: Made, image: MadeConfig, defaults: EngineDefaults): Partial<RunSettings> {
  const config = made.Config ?? {};
  return {
    ...scalarsOf(config, image),
    ...programOf(config, image),
    ...environmentOf(made, image),
    hostname: hostnameOf(made, defaults),
    labels: differing(config.Labels, image.Labels),
    healthCheck: healthOf(config.Healthcheck, image.Healthcheck),
  };
}

function scalarsOf(config: MadeConfig, image: MadeConfig): Partial<RunSettings> {
  const entries = Object.entries(CONFIG_SCALARS).flatMap(([ours, theirs]) => {
    const value = config[theirs];
    const isNothing = value === undefined || value === null || value === '' || value === false;
    return isNothing || value === image[theirs] ? [] : [[ours, value]];
  });
  return Object.fromEntries(entries) as Partial<RunSettings>;
}

/** From the id, or from where the container lives: then nobody chose it. */
function hostnameOf({ Id, Config, HostConfig }: Made, { hostName }: EngineDefaults): string | undefined {
  const name = Config?.Hostname || undefined;
  const { NetworkMode = '', UTSMode } = HostConfig ?? {};
  if (NetworkMode.startsWith('container:') || UTSMode === 'host' || name === Id.slice(0, 12)) return undefined;
  return NetworkMode === 'host' && name === hostName ? undefined : name;
}

/** The engine takes the image’s command only where the entrypoint is the image’s too. */
function programOf(config: MadeConfig, image: MadeConfig): Pick<RunSettings, 'entrypoint' | 'command'> {
  const [entrypoint, command] = [wordsOf(config.Entrypoint), wordsOf(config.Cmd)];
  const [imageEntrypoint, imageCommand] = [wordsOf(image.Entrypoint), wordsOf(image.Cmd)];
  const isImageEntrypoint = isSame(entrypoint, imageEntrypoint);
  const isWithoutCommand = command.length === 0 && imageCommand.length > 0;
  return {
    entrypoint: isImageEntrypoint && !isWithoutCommand ? undefined : entrypoint,
    command: command.length === 0 || (isImageEntrypoint && isSame(command, imageCommand)) ? undefined : command,
  };
}

const wordsOf = (words: readonly string[] | string | null | undefined): string[] =>
  typeof words === 'string' ? (words === '' ? [] : [words]) : [...(words ?? [])];

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((word, index) => word === b[index]);

function environmentOf({ Id: id, Config }: Made, image: MadeConfig): Pick<RunSettings, 'env' | 'unsetEnv'> {
  const { Env, Hostname: hostname, User } = Config ?? {};
  const fromImage = image.Env ?? [];
  const given = new Set(fromImage);
  const user = typeof User === 'string' ? User : undefined;
  const own = withoutPodmansOwn({ env: Env ?? [], image: fromImage, hostname, id, user }).filter(
    (variable) => !given.has(variable),
  );
  return {
    env: own.filter((variable) => variable.includes('=')).map(pairOf),
    unsetEnv: own.filter((variable) => !variable.includes('=')),
  };
}

/** At the first `=`; a value may have more of them. */
function pairOf(variable: string): NamedValue {
  const at = variable.indexOf('=');
  return { name: variable.slice(0, at), value: variable.slice(at + 1) };
}

const differing = (
  of: Readonly<Record<string, string>> | null | undefined,
  from: Readonly<Record<string, string>> | null | undefined,
): NamedValue[] =>
  toPairs(of).filter(({ name, value }) => !(from && Object.hasOwn(from, name) && from[name] === value));

function healthOf(
  check: MadeHealthcheck | null | undefined,
  image: MadeHealthcheck | null | undefined,
): RunHealthCheck | undefined {
  const [test, imageTest] = [check?.Test ?? [], image?.Test ?? []];
  const own = <K extends 'Interval' | 'Timeout' | 'StartPeriod' | 'StartInterval' | 'Retries'>(key: K) =>
    check?.[key] && check[key] !== image?.[key] ? check[key] : undefined;
  const ms = (nanoseconds: number | undefined) => nanoseconds && nanoseconds / 1e6;
  return {
    test: test.length === 0 || isSame(test, imageTest) ? undefined : [...test],
    intervalMs: ms(own('Interval')),
    timeoutMs: ms(own('Timeout')),
    startPeriodMs: ms(own('StartPeriod')),
    startIntervalMs: ms(own('StartInterval')),
    retries: own('Retries'),
  };
}
