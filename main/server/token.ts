import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { AppError } from '../../contract/errors.ts';

export interface TokenGate {
  readonly token: string;
  /** The error for a wrong token; takes the same time for each wrong one. */
  check(given: string | undefined): AppError | undefined;
  /** Too many wrong ones lately: nobody is let in for a while, so that trying is hopeless. */
  isShut(): boolean;
}

const WRONG_ALLOWED = 10;
const PER_MS = 60_000;

export function createTokenGate(token = randomBytes(32).toString('base64url')): TokenGate {
  const expected = digest(token);
  let wrongAt: number[] = [];
  return {
    token,
    check(given) {
      // Digests have one length, which the comparison wants; and it tells nothing of where they differ.
      if (typeof given === 'string' && timingSafeEqual(digest(given), expected)) return undefined;
      wrongAt.push(Date.now());
      return {
        code: 'permission-denied',
        message: 'This address is no longer valid: Gantry was started again since.',
        hint: 'Open the address that it printed when it started.',
      };
    },
    isShut() {
      wrongAt = wrongAt.filter((at) => Date.now() - at < PER_MS);
      return wrongAt.length >= WRONG_ALLOWED;
    },
  };
}

const digest = (text: string) => createHash('sha256').update(text).digest();
