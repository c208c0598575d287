const KEY = 'gantry.containers.search';

interface Kept {
  readonly context: string;
  readonly search: string;
}

/** What was searched for in this window before it was loaded anew; of another engine’s list it says nothing. */
export function readSearch(context: string): string {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Partial<Kept>;
    return kept.context === context && typeof kept.search === 'string' ? kept.search : '';
  } catch {
    return ''; // nobody is kept from their list by what cannot be read
  }
}

export const writeSearch = (context: string, search: string): void =>
  sessionStorage.setItem(KEY, JSON.stringify({ context, search } satisfies Kept));
