import { z } from 'zod';

const durationMs = z.number().min(1, 'At least one millisecond.').optional();

/** What is absent is as the image says. */
export const RunHealthCheck = z.object({
  /** `['CMD-SHELL', 'curl -f localhost']`, `['CMD', 'curl', '-f', 'localhost']`, or `['NONE']`: not checked at all. */
  test: z
    .array(z.string())
    .refine(([kind, ...words]) => (kind === 'NONE' ? words.length === 0 : /^CMD(-SHELL)?$/.test(kind ?? '')), {
      message: 'Write the command whose exit code says whether it is healthy.',
    })
    .optional(),
  intervalMs: durationMs,
  timeoutMs: durationMs,
  /** While it lasts, failures do not count. */
  startPeriodMs: durationMs,
  /** Time between two tests while it starts. */
  startIntervalMs: durationMs,
  /** Failures in a row after which it is unhealthy. */
  retries: z.number().int().min(1, 'At least one.').optional(),
});
export type RunHealthCheck = z.infer<typeof RunHealthCheck>;

export const healthFields = { healthCheck: RunHealthCheck.optional() };
