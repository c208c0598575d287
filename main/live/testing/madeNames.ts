import { afterEach } from 'vitest';
import { removeAll, testName } from './engineCli.ts';

/** Call it once in a file: gives names for containers, and takes away after each test what bears them. */
export function madeNames(): (what: string) => string {
  let made: string[] = [];
  afterEach(async () => {
    await removeAll(made);
    made = [];
  });
  return (what) => {
    const fresh = testName(what);
    made.push(fresh);
    return fresh;
  };
}
