import { PROJECT_NAME, PROJECT_NAME_RULE } from '../../../../contract/model/projectName.ts';
import type { StackFiles } from '../../../../contract/model/stack.ts';
import { t } from '../texts/index.ts';

/** What is typed, line by line. */
export interface FilesDraft {
  readonly project: string;
  readonly workingDir: string;
  readonly configFiles: string;
  readonly envFiles: string;
  readonly profiles: string;
}

export const draftOf = (project: string, files: StackFiles | undefined): FilesDraft => ({
  project,
  workingDir: files?.workingDir ?? '',
  configFiles: (files?.configFiles ?? []).map((file) => relative(file, files?.workingDir)).join('\n'),
  envFiles: (files?.envFiles ?? []).map((file) => relative(file, files?.workingDir)).join('\n'),
  profiles: (files?.profiles ?? []).join(', '),
});

type Problems = Partial<Record<keyof FilesDraft, string>>;

/** The files that are meant; or what is wrong, by field. Names that are not absolute are in the folder. */
export function readFilesDraft(
  draft: FilesDraft,
): { readonly project: string; readonly files: StackFiles } | { readonly problems: Problems } {
  const workingDir = draft.workingDir.trim().replace(/(?<=.)[\\/]+$/, '');
  const inFolder = (file: string) => (isAbsolute(file) ? file : join(workingDir, file));
  const configFiles = lines(draft.configFiles).map(inFolder);
  const project = draft.project.trim();
  const problems: Problems = {
    ...(!PROJECT_NAME.test(project) && { project: PROJECT_NAME_RULE }),
    ...(!isAbsolute(workingDir) && { workingDir: t('Write the whole path of the folder.') }),
    ...(configFiles.length === 0 && { configFiles: t('A stack has at least one file.') }),
  };
  if (Object.keys(problems).length > 0) return { problems };
  const profiles = draft.profiles
    .split(/[\s,]+/)
    .map((profile) => profile.trim())
    .filter(Boolean);
  const envFiles = lines(draft.envFiles).map(inFolder);
  return { project, files: { workingDir, configFiles, envFiles, profiles: [...new Set(profiles)] } };
}

const lines = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

const isAbsolute = (file: string): boolean => /^(?:[\\/]|[A-Za-z]:[\\/]|[a-z][a-z0-9+.-]+:\/\/)/.test(file);

const separatorOf = (folder: string): string => (/^[A-Za-z]:\\/.test(folder) ? '\\' : '/');

function join(folder: string, file: string): string {
  const separator = separatorOf(folder);
  const parts = folder.split(/[\\/]/);
  for (const part of file.split(/[\\/]/)) {
    if (part === '..' && parts.length > 1) parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join(separator);
}

/** In the folder a file is known by its name. */
export function relative(file: string, folder: string | undefined): string {
  const start = folder === undefined ? undefined : `${folder}${separatorOf(folder)}`;
  return start !== undefined && file.startsWith(start) ? file.slice(start.length) : file;
}
