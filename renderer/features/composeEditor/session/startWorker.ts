import type { AnalysisWorker } from './analyser.ts';

/** A file of our own, as the page's policy wants it. */
export const startWorker = (): AnalysisWorker =>
  new Worker(new URL('../language/worker.ts', import.meta.url), { type: 'module', name: 'compose' }) as AnalysisWorker;
