/** Where the build writes the addresses of all code that the page does not begin with. */
const LIST = 'late-code';
/** A change of the machine's networks is over after that. */
const AGAIN_AFTER_MS = [100, 500, 2000];
/** What is wanted now is shown first. */
const REST_MS = 500;

interface LateCode {
  /** Addresses. */
  readonly files: readonly string[];
  /** Of a module that is imported late, by its name: which of the files it cannot do without. */
  readonly needs: Readonly<Record<string, readonly number[]>>;
}

const fetched = new Map<string, Promise<void>>();

/**
 * Brings the code that the page may need later into the browser's cache; `import()` then takes it from there. A browser
 * fails what it is fetching when a network of the machine comes or goes, as with each container that starts, and an
 * `import()` that has failed once fails for ever in that page (whatwg/html#6768). A `fetch` may be tried again.
 * With `module` it resolves as soon as that one can be imported, and fetches the others behind it.
 * Rejects when the server cannot be reached for some seconds; the next call tries again.
 */
export async function fetchLateCode(module?: string): Promise<void> {
  // The desktop window reads its code from the app itself; a test may have no page any more.
  if (!globalThis.location?.protocol.startsWith('http')) return;
  const list = document.getElementById(LIST)?.textContent;
  if (!list) return;
  const { files, needs } = JSON.parse(list) as LateCode;
  const wanted = module === undefined ? undefined : needs[module]?.map((index) => files[index] ?? '');
  await Promise.all((wanted ?? files).map(fetchOfAll));
  // Whoever needs one of these asks for it again, and hears what is wrong.
  if (wanted) setTimeout(() => fetchLateCode().catch(() => {}), REST_MS);
}

function fetchOfAll(address: string): Promise<void> {
  const known = fetched.get(address);
  if (known) return known;
  const fetching = fetchPatiently(address);
  fetched.set(address, fetching);
  fetching.catch(() => fetched.delete(address));
  return fetching;
}

async function fetchPatiently(address: string): Promise<void> {
  for (const delay of AGAIN_AFTER_MS) {
    try {
      return await fetchOnce(address);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, delay));
    }
  }
  return fetchOnce(address);
}

async function fetchOnce(address: string): Promise<void> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`The server answered ${response.status} for ${address}.`);
  await response.arrayBuffer(); // to its end: only then it is in the cache
}
