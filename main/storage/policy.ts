import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import {
  type LockedSetting,
  type PolicyStatus,
  SETTING_PATHS,
  valueAt,
  withValueAt,
} from '../../contract/model/settingPath.ts';
import { Settings } from '../../contract/model/settings.ts';
import { placesOf } from './readSettings.ts';

type Env = Readonly<Record<string, string | undefined>>;

const PolicyFile = z.object({
  /** Said to the person wherever something is locked. */
  reason: z.string().max(2000).optional(),
  /** In the form of `settings.json`: what stands here holds, and cannot be changed in Gantry. */
  settings: z.record(z.string(), z.unknown()).default({}),
});

/** Only administrators write there. */
export function policyFileOf(env: Env, platform: NodeJS.Platform): string {
  if (platform === 'darwin') return '/Library/Application Support/Gantry/policy.json';
  if (platform === 'win32') return path.win32.join(env['PROGRAMDATA'] ?? 'C:\\ProgramData', 'Gantry', 'policy.json');
  return '/etc/gantry/policy.json';
}

/**
 * What the managed file of this computer sets. Read once, at the start. A file that cannot be used sets nothing and says so:
 * Gantry is a tool of its person, and a typing mistake must not lock them out. `GANTRY_POLICY_FILE` names one to try out;
 * it counts only where the computer has none.
 */
export async function readPolicy(env: Env, platform: NodeJS.Platform): Promise<PolicyStatus> {
  for (const file of [policyFileOf(env, platform), env['GANTRY_POLICY_FILE']]) {
    if (!file) continue;
    try {
      return { file, ...parsePolicy(await readFile(file, 'utf8')) };
    } catch (thrown) {
      const { code, message } = thrown as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') continue;
      return { file, locked: [], problems: [`It could not be read: ${message}`] };
    }
  }
  return { locked: [], problems: [] };
}

/** Never throws: what is wrong is told, and the rest counts. */
export function parsePolicy(text: string): Pick<PolicyStatus, 'reason' | 'locked' | 'problems'> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    return { locked: [], problems: [`It is not JSON: ${(thrown as Error).message}`] };
  }
  const checked = PolicyFile.safeParse(value);
  if (!checked.success) {
    return {
      locked: [],
      problems: checked.error.issues.map(({ path: at, message }) => `“${at.join('.')}”: ${message}`),
    };
  }
  const { reason, settings } = checked.data;
  const locked: LockedSetting[] = [];
  const problems: string[] = [];
  let rest: Readonly<Record<string, unknown>> = settings;
  for (const at of SETTING_PATHS) {
    const wanted = valueAt(settings, at);
    if (wanted === undefined) continue;
    rest = withValueAt(rest, at, undefined);
    const tried = Settings.safeParse(withValueAt({}, at, wanted));
    if (tried.success) locked.push({ path: at, value: valueAt(tried.data, at) });
    else for (const { path: where, message } of tried.error.issues) problems.push(`“${where.join('.')}”: ${message}`);
  }
  const left = placesOf(rest).filter((at) => !SETTING_PATHS.some((known) => known.startsWith(`${at}.`)));
  for (const at of left) problems.push(`“${at}” is no setting that can be managed.`);
  return { ...(reason !== undefined && { reason }), locked, problems };
}
