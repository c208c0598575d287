import path from 'node:path';
import type { DockerfileChoice } from '../../../contract/model/build.ts';
import type { ContextEntry, ContextProblem, ContextReport } from '../../../contract/model/buildContext.ts';
import { folderFailure } from '../findDockerfiles.ts';
import { findIgnoreRules } from './ignoreFile.ts';
import { Proposals } from './proposals.ts';
import { walkContext, type Walked } from './walkContext.ts';

const SAY_EVERY_MS = 150;
const MAX_ENTRIES = 1_000_000;
const MAX_LARGEST = 12;
const MAX_PROBLEMS = 100;

/** What a build of this folder would send: now and then what is known so far, at last all of it. */
export async function* measureContext(
  folder: string,
  dockerfile: DockerfileChoice,
  signal: AbortSignal,
): AsyncGenerator<ContextReport> {
  const root = path.resolve(folder);
  const rules = await findIgnoreRules(root, dockerfile);
  const tally = new Tally(root);
  const report = (isComplete: boolean, isCut = false): ContextReport => ({
    ...tally.report(),
    isComplete,
    isCut,
    badPatterns: rules.bad,
    ...(rules.file !== undefined && { ignoreFile: rules.file }),
  });
  let saidAt = Date.now();
  try {
    for await (const walked of walkContext(root, rules, signal)) {
      tally.add(walked);
      if (tally.count >= MAX_ENTRIES) return yield report(true, true);
      if (Date.now() - saidAt < SAY_EVERY_MS) continue;
      saidAt = Date.now();
      yield report(false);
    }
  } catch (thrown) {
    signal.throwIfAborted();
    throw folderFailure(root, thrown);
  }
  yield report(true);
}

class Tally {
  count = 0;
  readonly #root: string;
  readonly #top = new Map<string, { sizeBytes: number; fileCount: number; isDirectory: boolean }>();
  readonly #problems: ContextProblem[] = [];
  readonly #proposals = new Proposals();
  #problemCount = 0;
  #ignoredCount = 0;
  #fileCount = 0;
  #sizeBytes = 0;

  constructor(root: string) {
    this.#root = root;
  }

  add(walked: Walked): void {
    this.count += 1;
    if (walked.type === 'ignored') this.#ignoredCount += 1;
    else if (walked.type === 'unreadable') this.#problem({ path: walked.path, kind: 'unreadable' });
    else this.#addEntry(walked);
  }

  #addEntry({ path: own, kind, sizeBytes, target }: Extract<Walked, { type: 'entry' }>): void {
    const [first = own] = own.split('/', 1);
    const top = this.#top.get(first) ?? { sizeBytes: 0, fileCount: 0, isDirectory: kind === 'folder' };
    this.#top.set(first, top);
    this.#proposals.add(own, sizeBytes);
    if (kind === 'symlink' && target !== undefined && this.#leaves(own, target)) {
      this.#problem({ path: own, kind: 'leaves-context', target });
    }
    if (kind === 'special') this.#problem({ path: own, kind: 'special' });
    if (kind === 'folder') return;
    top.sizeBytes += sizeBytes;
    top.fileCount += 1;
    this.#fileCount += 1;
    this.#sizeBytes += sizeBytes;
  }

  report() {
    const largest: ContextEntry[] = [...this.#top]
      .map(([own, entry]) => ({ path: own, ...entry }))
      .sort((a, b) => b.sizeBytes - a.sizeBytes || a.path.localeCompare(b.path))
      .slice(0, MAX_LARGEST);
    return {
      fileCount: this.#fileCount,
      sizeBytes: this.#sizeBytes,
      ignoredCount: this.#ignoredCount,
      largest,
      problems: [...this.#problems],
      problemCount: this.#problemCount,
      proposals: this.#proposals.list(),
    };
  }

  #problem(problem: ContextProblem): void {
    this.#problemCount += 1;
    if (this.#problems.length < MAX_PROBLEMS) this.#problems.push(problem);
  }

  /** A builder only has the context: a link to elsewhere leads to nothing there, or to a file of the image. */
  #leaves(own: string, target: string): boolean {
    if (path.isAbsolute(target)) return true;
    const relative = path.relative(this.#root, path.resolve(this.#root, path.dirname(own), target));
    return relative === '..' || relative.startsWith(`..${path.sep}`);
  }
}
