import { type AnalysisRequest, type AnalysisResult, createAnalyser } from './analyse.ts';

type Question = Omit<AnalysisRequest, 'id'>;
type Answer = Omit<AnalysisResult, 'id'>;

/** Answers questions in the order in which they are asked, away from what is drawn. */
export interface Analyst {
  /** Fails with `TooSlow` when the answer does not come. */
  analyse(question: Question): Promise<Answer>;
  /** What is asked now is not wanted any more: it may end by itself soon, or is ended. */
  hurry(): void;
  dispose(): void;
}

/** The expression takes too long on some line (catastrophic backtracking). */
export class TooSlow extends Error {}

const LIMIT_MS = 3000;
const HURRY_MS = 100;

const startWorker = () => new Worker(new URL('./searchWorker.ts', import.meta.url), { type: 'module' });

interface Waiting {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: Error) => void;
}

/** With a worker, which is replaced when an expression does not come to an end; without one where none can be had. */
export function createAnalyst(start: (() => Worker) | undefined = workersExist() ? startWorker : undefined): Analyst {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let nextId = 1;
  let inline: Analyst | undefined = start ? undefined : createInlineAnalyst();

  function stop(): readonly Waiting[] {
    clearTimeout(timer);
    worker?.terminate();
    worker = undefined;
    const left = [...waiting.values()];
    waiting.clear();
    return left;
  }

  function giveUpIn(ms: number) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      for (const { reject } of stop()) reject(new TooSlow());
    }, ms);
  }

  function open(make: () => Worker): Worker {
    const opened = make();
    opened.onmessage = ({ data }: MessageEvent<AnalysisResult>) => {
      waiting.get(data.id)?.resolve(data);
      waiting.delete(data.id);
      if (waiting.size > 0) giveUpIn(LIMIT_MS);
      else clearTimeout(timer);
    };
    // The file of the worker could not be loaded: slower is better than not at all.
    opened.onerror = (event) => {
      event.preventDefault();
      const analyst = (inline = createInlineAnalyst());
      for (const { question, resolve, reject } of stop()) analyst.analyse(question).then(resolve, reject);
    };
    return opened;
  }

  return {
    analyse(question) {
      if (inline || !start) return (inline ??= createInlineAnalyst()).analyse(question);
      worker ??= open(start);
      const id = nextId++;
      worker.postMessage({ ...question, id } satisfies AnalysisRequest);
      if (waiting.size === 0) giveUpIn(LIMIT_MS);
      return new Promise((resolve, reject) => waiting.set(id, { question, resolve, reject }));
    },
    hurry() {
      if (waiting.size > 0) giveUpIn(HURRY_MS);
    },
    dispose() {
      for (const { reject } of stop()) reject(new TooSlow());
    },
  };
}

const workersExist = () => typeof Worker === 'function';

/** Block by block, so that the page can draw in between. */
function createInlineAnalyst(): Analyst {
  const analyse = createAnalyser();
  return {
    async analyse(question) {
      await new Promise<void>((resolve) => setTimeout(resolve, 0));
      return analyse({ ...question, id: 0 });
    },
    hurry() {},
    dispose() {},
  };
}
