import type { AnalyseAnswer, AnalyseRequest } from '../session/analyser.ts';
import { analyse } from './analyse.ts';

/** What the page's types do not know of the place a worker runs in. */
interface WorkerScope {
  onmessage: ((event: { readonly data: AnalyseRequest }) => void) | null;
  postMessage(answer: AnalyseAnswer): void;
}

const scope = globalThis as unknown as WorkerScope;
scope.onmessage = ({ data: { version, text, isPart } }) =>
  scope.postMessage({ version, analysis: analyse(text, isPart) });
