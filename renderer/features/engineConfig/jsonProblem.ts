import { t } from './texts/index.ts';

/** What is wrong with a JSON object as text; undefined when nothing is. Says the line where the engine of the page does. */
export function jsonProblem(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return undefined;
    return t('This must be one JSON object: { … }');
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    const position = /position (\d+)/.exec(message)?.[1];
    const line = position === undefined ? undefined : text.slice(0, Number(position)).split('\n').length;
    const isPlaced = line === undefined || /line \d/.test(message);
    return t('This is not JSON: {{message}}', { message: isPlaced ? message : `${message} (${line})` });
  }
}
