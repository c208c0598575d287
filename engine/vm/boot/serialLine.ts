import { z } from 'zod';
import type { GuestReady, GuestWarning } from '../driver.ts';

/** What a line of the guest's serial port means to us. Everything else is the kernel's or a program's talk. */
export type SerialLine =
  | { readonly type: 'ready'; readonly ready: Omit<GuestReady, 'warnings'> }
  | { readonly type: 'failed'; readonly code?: string; readonly message: string }
  | { readonly type: 'warning'; readonly warning: GuestWarning }
  | { readonly type: 'stage'; readonly stage: string }
  | { readonly type: 'panic'; readonly message: string }
  | { readonly type: 'other' };

const ready = z.object({
  version: z.string(),
  addresses: z.array(z.string()),
  hostKey: z.string(),
  stagesMs: z.record(z.string(), z.number()),
});
const failed = z.object({ code: z.string(), message: z.string() });

export function parseSerialLine(line: string): SerialLine {
  const text = line.replaceAll(/[\r\0]/g, '').trim();
  const [, word, rest = ''] = /^(READY|FAILED|WARNING|STAGE)\s+(.*)$/.exec(text) ?? [];
  switch (word) {
    case 'READY': {
      const parsed = ready.safeParse(parseJson(rest));
      return parsed.success
        ? { type: 'ready', ready: parsed.data }
        : { type: 'failed', message: 'The guest says that it is ready, but not in a way this version understands.' };
    }
    case 'FAILED': {
      const parsed = failed.safeParse(parseJson(rest));
      return parsed.success ? { type: 'failed', ...parsed.data } : { type: 'failed', message: rest };
    }
    case 'WARNING': {
      const parsed = failed.safeParse(parseJson(rest));
      return { type: 'warning', warning: parsed.success ? parsed.data : { code: 'unknown', message: rest } };
    }
    case 'STAGE':
      return { type: 'stage', stage: rest.split(/\s/)[0] ?? rest };
    default: {
      const panic = /Kernel panic - not syncing: (.*)$/.exec(text)?.[1];
      return panic === undefined ? { type: 'other' } : { type: 'panic', message: panic };
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
