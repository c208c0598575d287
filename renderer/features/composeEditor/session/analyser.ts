import { type Language, language } from '../../../i18n/index.ts';
import type { Analysis } from '../language/analysis.ts';

/** What the worker is asked, and what it answers. */
export interface AnalyseRequest {
  readonly version: number;
  readonly text: string;
  /** The stack has other files. */
  readonly isPart: boolean;
  /** What is said of it is said in this one. */
  readonly language: Language;
}
export interface AnalyseAnswer {
  readonly version: number;
  readonly analysis: Analysis;
}

/** As much of a Worker as is needed; tests have another. */
export interface AnalysisWorker {
  postMessage(request: AnalyseRequest): void;
  onmessage: ((event: { readonly data: AnalyseAnswer }) => void) | null;
  onerror: (() => void) | null;
  terminate(): void;
}

export interface Analyser {
  /** The newest wins: of texts that wait for the worker only the last is read. */
  read(version: number, text: () => string): void;
  close(): void;
}

/**
 * How long the text must stand. Long enough for two keys, too short to be felt; for a long text somewhat longer than reading it
 * takes: read behind each key it would keep a core busy, which the drawing of the next key then waits for.
 */
const LEAST_PAUSE_MS = 30;
const MOST_PAUSE_MS = 120;
const PAUSE_PER_READING = 1.5;
/** While one types on and on. */
const MOST_WAIT_MS = 400;
/** A browser fails what it loads while a network of the machine comes or goes, as with each container that starts. */
const MAX_STARTS = 5;
const AGAIN_AFTER_MS = 300;

/** Reads texts off the main thread. */
export function createAnalyser(
  start: () => AnalysisWorker,
  isPart: () => boolean,
  onRead: (version: number, analysis: Analysis) => void,
): Analyser {
  let worker: AnalysisWorker | undefined;
  let wanted: { readonly version: number; readonly text: () => string } | undefined;
  let isBusy = false;
  let isFirst = true;
  let starts = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What is wanted has waited long enough. */
  let isDue = false;
  let waitsSince: number | undefined;
  let askedAt = 0;
  let pauseMs = LEAST_PAUSE_MS;

  function begin(): AnalysisWorker {
    const begun = start();
    starts += 1;
    begun.onmessage = ({ data }) => {
      isBusy = false;
      starts = 0;
      const tookMs = performance.now() - askedAt;
      pauseMs = Math.min(MOST_PAUSE_MS, Math.max(LEAST_PAUSE_MS, tookMs * PAUSE_PER_READING));
      onRead(data.version, data.analysis);
      if (isDue) send();
    };
    begun.onerror = () => {
      begun.terminate();
      worker = undefined;
      wanted ??= asked;
      isBusy = false;
      if (starts < MAX_STARTS) timer = setTimeout(due, AGAIN_AFTER_MS);
    };
    return begun;
  }

  let asked: typeof wanted;
  function due(): void {
    isDue = true;
    send();
  }
  function send(): void {
    if (isBusy || !wanted) return;
    worker ??= begin();
    asked = wanted;
    wanted = waitsSince = undefined;
    isDue = false;
    isBusy = true;
    askedAt = performance.now();
    worker.postMessage({ version: asked.version, text: asked.text(), isPart: isPart(), language: language() });
  }

  return {
    read(version, text) {
      wanted = { version, text };
      clearTimeout(timer);
      // The first is what one waits for.
      if (isFirst) {
        isFirst = false;
        return due();
      }
      const now = performance.now();
      waitsSince ??= now;
      timer = setTimeout(due, Math.min(pauseMs, waitsSince + MOST_WAIT_MS - now));
    },
    close() {
      clearTimeout(timer);
      worker?.terminate();
      worker = undefined;
      wanted = undefined;
    },
  };
}
