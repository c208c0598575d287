import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppFailure } from '../../contract/errors.ts';
import { MANAGED_SETTINGS, RELOADED_SETTINGS } from '../../contract/model/daemonConfig.ts';
import { run } from './command.ts';
import { writeFileAtomically } from './files.ts';
import type { EnginePaths } from './paths.ts';

/** daemon.json as an object. */
export type DaemonSettings = Readonly<Record<string, unknown>>;

const ALWAYS_WRITTEN: ReadonlySet<string> = new Set(['debug', 'live-restore']);

export async function readSettings(paths: EnginePaths): Promise<string> {
  try {
    return await readFile(paths.settings, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '{}';
    throw error;
  }
}

/** Throws `invalid-input` for what is not a JSON object, and for settings that are Gantry's. */
export function parseSettings(text: string, managedKeys: readonly string[] = MANAGED_SETTINGS): DaemonSettings {
  let value: unknown;
  try {
    value = JSON.parse(text.trim() === '' ? '{}' : text);
  } catch (error) {
    throw refused(`This is not JSON: ${(error as Error).message}.`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw refused('daemon.json is one JSON object: { … }.');
  const managed = managedKeys.find((key) => key in value);
  if (managed) throw refused(`“${managed}” is set by Gantry for its own engine.`, [managed], `Leave “${managed}” out.`);
  return value as DaemonSettings;
}

export type Phase = 'starting' | 'running' | 'stopping';

/**
 * What dockerd reads. `live-restore` is on while it starts, because dockerd otherwise deletes an interface called
 * `docker0`, which is another engine's; and while it runs, so that containers outlive a crash of it. It is off
 * for the stop, so that containers stop with it. Rootless, neither applies. Who sets it in daemon.json gets what they set.
 */
export function effectiveSettings(
  settings: DaemonSettings,
  paths: EnginePaths,
  placement: Placement,
  phase: Phase,
): DaemonSettings {
  const isRootless = placement.containerd === undefined;
  const wanted = settings['live-restore'] ?? (phase === 'running' && !isRootless);
  const liveRestore = isRootless ? wanted : phase === 'starting' || wanted;
  return {
    ...(placement.pool && { 'default-address-pools': [{ base: placement.pool, size: 24 }] }),
    // Not the group `docker`: this socket is for who runs the app.
    ...(placement.group !== undefined && { group: placement.group }),
    debug: false,
    ...settings,
    'live-restore': liveRestore,
    'data-root': paths.dataRoot,
    'exec-root': paths.execRoot,
    pidfile: paths.dockerdPid,
    hosts: [`unix://${paths.socket}`],
    ...(placement.containerd && { containerd: placement.containerd }),
    ...(placement.bridge && { bridge: placement.bridge }),
  };
}

/** What depends on how dockerd runs here; rootless it has a network and a containerd of its own anyway. */
export interface Placement {
  readonly containerd?: string;
  readonly bridge?: string;
  readonly pool?: string;
  readonly group?: string;
}

/** Asks dockerd itself. Throws `invalid-input` with its words. */
export async function validateSettings(
  settings: DaemonSettings,
  dockerd: string,
  paths: EnginePaths,
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const file = path.join(paths.dir, `daemon.json.${process.pid}.check`);
  await writeFileAtomically(file, JSON.stringify(settings));
  try {
    const { status, stdout, stderr } = await run(dockerd, ['--validate', '--config-file', file], { env });
    if (status === 0) return;
    if (stderr.includes('unknown flag: --validate')) throw cannotCheck();
    const engineText = (stderr || stdout).trim().replaceAll(file, 'daemon.json');
    const reason = engineText
      .split('\n')
      .at(-1)
      ?.replace(/^unable to configure the Docker daemon with file daemon\.json: /, '');
    throw refused(`dockerd refuses this: ${reason}`, [], undefined, engineText);
  } finally {
    await rm(file, { force: true });
  }
}

/**
 * Whether what changed is something dockerd reads only when it starts. A reload takes over what the file names; a
 * setting that was taken out keeps its value, but for those that we always write.
 */
export function needsRestart(before: DaemonSettings, after: DaemonSettings): boolean {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  const isTakenOver = (key: string) => ALWAYS_WRITTEN.has(key) || (RELOADED_SETTINGS.has(key) && key in after);
  return [...keys].some((key) => !isTakenOver(key) && JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}

/** `--validate` came with Docker 23. */
const cannotCheck = (): AppFailure =>
  new AppFailure({
    code: 'unsupported',
    message: 'This engine is too old to check settings before it uses them, so they were not saved.',
    hint: 'Stop the engine and install a newer one.',
  });

/** What a person wrote is not taken: the settings before stay. */
export function refused(message: string, keys: readonly string[] = [], hint?: string, engineText?: string): AppFailure {
  return new AppFailure({
    code: 'invalid-input',
    path: ['text', ...keys],
    message,
    hint: hint ?? 'The settings that were in force before are kept. Correct it and save again.',
    ...(engineText !== undefined && { engineText }),
  });
}
