import path from 'node:path';
import type { StackFiles } from '../../contract/model/stack.ts';

type Labels = Readonly<Record<string, string>>;

export const PROJECT_LABEL = 'com.docker.compose.project';

/**
 * How Compose was called for what carries these labels; undefined where they do not say. Profiles are in no label.
 * Compose 1 wrote paths that begin in the project's folder; a file `-` was standard input, and is nowhere.
 */
export function labelledFiles(labels: Labels): StackFiles | undefined {
  const workingDir = labels['com.docker.compose.project.working_dir'];
  const configFiles = split(labels['com.docker.compose.project.config_files']);
  if (!workingDir || configFiles.length === 0 || configFiles.includes('-')) return undefined;
  const absolute = (file: string) => (isAbsolute(file) ? file : path.join(workingDir, file));
  return {
    workingDir,
    configFiles: configFiles.map(absolute),
    envFiles: split(labels['com.docker.compose.project.environment_file']).map(absolute),
    profiles: [],
  };
}

const split = (text: string | undefined): string[] => (text ?? '').split(',').filter(Boolean);

/** Here or on a computer of another kind, or at an address. */
const isAbsolute = (file: string): boolean =>
  path.posix.isAbsolute(file) || path.win32.isAbsolute(file) || /^[a-z][a-z0-9+.-]*:/i.test(file);

export const sameFiles = (a: StackFiles | undefined, b: StackFiles | undefined): boolean =>
  a === b ||
  (a !== undefined &&
    b !== undefined &&
    a.workingDir === b.workingDir &&
    sameList(a.configFiles, b.configFiles) &&
    sameList(a.envFiles, b.envFiles) &&
    sameList(a.profiles, b.profiles));

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one, index) => one === b[index]);
