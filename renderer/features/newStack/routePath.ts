export const WAYS = ['template', 'nothing', 'commands', 'containers', 'old-file', 'git'] as const;
export type Way = (typeof WAYS)[number];

/** Not below `/stacks`: what is there is the name of a stack, and one may be called “new”. */
export const newStackRoute = (way: Way = 'template'): string => `/new-stack/${way}`;

export const templateRoute = (id: string): string => `/new-stack/template/${encodeURIComponent(id)}`;
