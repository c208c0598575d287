import { DaemonConfig, isManagedSetting } from '../../../contract/model/daemonConfig.ts';
import { readConfig } from './configText.ts';
import { jsonProblem } from './jsonProblem.ts';
import { t } from './texts/index.ts';

export interface ConfigProblem {
  /** The key at fault; absent where the text is no JSON. */
  readonly key?: string;
  readonly message: string;
  /** Offsets in the text that it is about. */
  readonly from: number;
  readonly to: number;
  /** dockerd may know a key that the documents do not: it has the last word there. */
  readonly isError: boolean;
}

/** What is wrong in a daemon.json, before dockerd is asked. */
export function configProblems(text: string): readonly ConfigProblem[] {
  if (text.trim() === '') return [];
  const broken = jsonProblem(text);
  const config = readConfig(text);
  if (broken !== undefined || !config) {
    return [{ message: broken ?? '', from: 0, to: text.length, isError: true }];
  }
  const checked = DaemonConfig.safeParse(config);
  if (checked.success) return [];
  return checked.error.issues.flatMap((issue): readonly ConfigProblem[] => {
    if (issue.code === 'unrecognized_keys' && issue.path.length === 0) {
      return issue.keys.map((key) => ({
        key,
        message: isManagedSetting(key)
          ? t('“{{key}}” is set by Gantry for its own engine: leave it out.', { key })
          : t('“{{key}}” is no documented setting. dockerd decides when you save.', { key }),
        isError: isManagedSetting(key),
        ...placeOf(text, key),
      }));
    }
    const [key = '', ...rest] = issue.path.map(String);
    const message = `${[key, ...rest].join('.')}: ${issue.message}`;
    return [{ key, message, isError: true, ...placeOf(text, key) }];
  });
}

/** Where a key of the outermost object stands. */
function placeOf(text: string, key: string): { readonly from: number; readonly to: number } {
  const found = new RegExp(`${escaped(JSON.stringify(key))}\\s*:`).exec(text);
  const from = found?.index ?? 0;
  return { from, to: found ? from + JSON.stringify(key).length : text.length };
}

const escaped = (literal: string): string => literal.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
