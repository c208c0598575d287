/**
 * The names that a busybox answers to, read from the program (which may be one of another architecture): they lie in it
 * one after the other, sorted, as C strings.
 */
export function appletNames(busybox: Buffer): readonly string[] {
  const first = Buffer.from('[\0[[\0');
  for (let start = busybox.indexOf(first); start >= 0; start = busybox.indexOf(first, start + 1)) {
    const names = sortedStrings(busybox, start);
    if (names.length > 100 && names.includes('sh')) return names;
  }
  throw new Error('This busybox has no list of its commands.');
}

function sortedStrings(bytes: Buffer, start: number): readonly string[] {
  const names: string[] = [];
  for (let at = start; ;) {
    const end = bytes.indexOf(0, at);
    const name = bytes.toString('latin1', at, end);
    if (!/^[a-z0-9[_.-]+$/.test(name) || (names.at(-1) ?? '') > name) return names;
    names.push(name);
    at = end + 1;
  }
}
