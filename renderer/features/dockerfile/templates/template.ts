export interface Template {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Names in a folder that speak for it. */
  readonly signs: RegExp;
  readonly dockerfile: string;
  /** Lines of a `.dockerignore` beyond the usual ones. */
  readonly ignored: readonly string[];
}

const USUAL = [
  '.git',
  '.gitignore',
  '.github',
  '.vscode',
  '.idea',
  '.DS_Store',
  '*.log',
  '*.tmp',
  '.env',
  '.env.*',
  '!.env.example',
  'Dockerfile*',
  '.dockerignore',
  'compose*.yaml',
  'docker-compose*.yml',
];

/** A `.dockerignore` for what lies in a folder. */
export function ignoreFileFor(templates: readonly Template[]): string {
  const own = [...new Set(templates.flatMap(({ ignored }) => ignored))];
  const parts = ['# Not sent to the engine, and in no image.', ...USUAL];
  return [...parts, ...(own.length > 0 ? ['', '# Made by tools: the build makes its own.', ...own] : []), ''].join(
    '\n',
  );
}

/** Those that fit a folder first. */
export function sortByFolder(templates: readonly Template[], entries: readonly string[]): readonly Template[] {
  const fits = ({ signs }: Template) => entries.some((entry) => signs.test(entry));
  return [...templates.filter(fits), ...templates.filter((template) => !fits(template))];
}

export const fitting = (templates: readonly Template[], entries: readonly string[]): readonly Template[] =>
  templates.filter(({ signs }) => entries.some((entry) => signs.test(entry)));
