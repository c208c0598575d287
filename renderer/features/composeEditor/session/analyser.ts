import type { Analysis } from '../language/analysis.ts';

/** What the worker is asked, and what it answers. */
export interface AnalyseRequest {
  readonly version: number;
  readonly text: string;
  /** The stack has other files. */
  readonly isPart: boolean;
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

/** Long enough for a burst of keys, too short to be felt. */
const DEBOUNCE_MS = 30;
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

  function begin(): AnalysisWorker {
    const begun = start();
    starts += 1;
    begun.onmessage = ({ data }) => {
      isBusy = false;
      starts = 0;
      onRead(data.version, data.analysis);
      if (wanted) send();
    };
    begun.onerror = () => {
      begun.terminate();
      worker = undefined;
      wanted ??= asked;
      isBusy = false;
      if (starts < MAX_STARTS) timer = setTimeout(send, AGAIN_AFTER_MS);
    };
    return begun;
  }

  let asked: typeof wanted;
  function send(): void {
    if (isBusy || !wanted) return;
    worker ??= begin();
    asked = wanted;
    wanted = undefined;
    isBusy = true;
    worker.postMessage({ version: asked.version, text: asked.text(), isPart: isPart() });
  }

  return {
    read(version, text) {
      wanted = { version, text };
      clearTimeout(timer);
      // The first is what one waits for.
      if (isFirst) send();
      else timer = setTimeout(send, DEBOUNCE_MS);
      isFirst = false;
    },
    close() {
      clearTimeout(timer);
      worker?.terminate();
      worker = undefined;
      wanted = undefined;
    },
  };
}
