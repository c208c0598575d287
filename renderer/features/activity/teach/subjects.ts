import type { EngineCall } from '../../../../contract/model/event.ts';

/** Something that an action made or changed, and that is worth being looked at. */
export interface Subject {
  readonly kind: 'container' | 'image' | 'network' | 'volume';
  /** Its id, or what an image or a volume is called. */
  readonly id: string;
  readonly isMade: boolean;
  /** A container's: it was set running. */
  readonly isStarted: boolean;
}

const CHANGES = /^\/containers\/([0-9a-f]{12,64})\/(start|restart|stop|kill|pause|unpause|update|rename)(\?|$)/;
const MAKES = /^\/(containers|networks|volumes)\/create(\?|$)/;
const NOUNS = { containers: 'container', networks: 'network', volumes: 'volume' } as const;

/** What is there to be looked at because of these requests; nothing of what they have removed again. */
export function subjectsOf(calls: readonly EngineCall[]): Subject[] {
  const found = new Map<string, Subject>();
  const add = (kind: Subject['kind'], id: string, how: Partial<Subject> = {}) => {
    const before = found.get(id);
    const { isMade = before?.isMade ?? false, isStarted = before?.isStarted ?? false } = how;
    found.set(id, { kind, id, isMade, isStarted });
  };
  for (const { method, path, status = 0, made } of calls) {
    if (status < 200 || status >= 400) continue;
    if (method === 'DELETE') found.delete(decodeURIComponent(/^\/\w+\/([^/?]+)/.exec(path)?.[1] ?? ''));
    if (method !== 'POST') continue;
    const noun = MAKES.exec(path)?.[1] as keyof typeof NOUNS | undefined;
    const [, changed, verb = ''] = CHANGES.exec(path) ?? [];
    if (noun && made !== undefined) add(NOUNS[noun], made, { isMade: true });
    else if (changed !== undefined) add('container', changed, /start$/.test(verb) ? { isStarted: true } : {});
    else if (path.startsWith('/commit') && made !== undefined) add('image', made, { isMade: true });
    else if (path.startsWith('/images/create?')) addPulled(path, add);
  }
  const all = [...found.values()];
  // What a container was made from and put on is told with it.
  return all.some(({ kind }) => kind === 'container') ? all.filter(({ kind }) => kind !== 'image') : all;
}

function addPulled(path: string, add: (kind: 'image', id: string, how: Partial<Subject>) => void): void {
  const query = new URLSearchParams(path.slice(path.indexOf('?') + 1));
  const [name, tag = ''] = [query.get('fromImage'), query.get('tag') ?? undefined];
  if (!name) return;
  add('image', tag === '' ? name : `${name}${tag.startsWith('sha256:') ? '@' : ':'}${tag}`, { isMade: true });
}

/** Whether the engine went to a registry for it. */
export const wasPulled = (calls: readonly EngineCall[]): boolean =>
  calls.some(({ path, status }) => path.startsWith('/images/create?') && status === 200);
