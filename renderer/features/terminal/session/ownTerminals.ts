const KEY = 'gantry.terminals';

/** Of this page before it was loaded anew: those of another window are not ours to take. */
export function readOwnTerminals(): readonly string[] {
  return (sessionStorage.getItem(KEY) ?? '').split(' ').filter(Boolean);
}

export function writeOwnTerminals(ids: readonly string[]): void {
  sessionStorage.setItem(KEY, ids.join(' '));
}
