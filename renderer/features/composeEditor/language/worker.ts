import { showLanguage } from '../../../i18n/index.ts';
import type { AnalyseAnswer, AnalyseRequest } from '../session/analyser.ts';
import { analyse } from './analyse.ts';

/** What the page's types do not know of the place a worker runs in. */
interface WorkerScope {
  onmessage: ((event: { readonly data: AnalyseRequest }) => Promise<void>) | null;
  postMessage(answer: AnalyseAnswer): void;
}

const scope = globalThis as unknown as WorkerScope;
scope.onmessage = async ({ data: { version, text, isPart, language } }) => {
  await showLanguage(language);
  scope.postMessage({ version, analysis: analyse(text, isPart) });
};
