/** Where the build writes the addresses of all code that the page does not begin with. */
const LIST = 'late-code';
/** A change of the machine's networks is over after that. */
const AGAIN_AFTER_MS = [100, 500, 2000];

let fetched: Promise<void> | undefined;

/**
 * Brings all code that the page may need later into the browser's cache; `import()` then takes it from there. A browser
 * fails what it is fetching when a network of the machine comes or goes, as with each container that starts, and an
 * `import()` that has failed once fails for ever in that page (whatwg/html#6768). A `fetch` may be tried again.
 * Rejects when the server cannot be reached for some seconds; the next call tries again.
 */
export function fetchLateCode(): Promise<void> {
  fetched ??= fetchAll().catch((thrown: unknown) => {
    fetched = undefined;
    throw thrown;
  });
  return fetched;
}

async function fetchAll(): Promise<void> {
  // The desktop window reads its code from the app itself; a test may have no page any more.
  if (!globalThis.location?.protocol.startsWith('http')) return;
  const list = document.getElementById(LIST)?.textContent;
  if (list) await Promise.all((JSON.parse(list) as string[]).map(fetchPatiently));
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
