import { webAddress } from '../../contract/model/webAddress.ts';
import { z } from 'zod';
import type { CheckFinding } from '../../contract/model/dockerfile.ts';

const Location = z
  .object({
    ranges: z.array(z.object({ start: z.object({ line: z.number() }), end: z.object({ line: z.number() }) })).nullish(),
  })
  .nullish();

/** What `docker buildx build --call=check,format=json` writes; of BuildKit's `subrequests/lint`. */
const Checked = z.object({
  warnings: z
    .array(
      z.object({
        ruleName: z.string(),
        description: z.string().nullish(),
        url: z.string().nullish(),
        detail: z.string().nullish(),
        location: Location,
      }),
    )
    .nullish(),
  buildError: z.object({ message: z.string(), location: Location }).nullish(),
});

export interface Checked {
  readonly findings: readonly CheckFinding[];
  /** Images that could not be asked for: no fault of the Dockerfile's. */
  readonly unresolved: readonly string[];
}

/** Undefined when this is not the answer of a check. */
export function parseCheck(stdout: string): Checked | undefined {
  const parsed = Checked.safeParse(json(stdout));
  if (!parsed.success) return undefined;
  const { warnings, buildError } = parsed.data;
  const image = buildError && /failed to resolve source metadata for (\S+?):? /.exec(buildError.message)?.[1];
  const findings: CheckFinding[] = (warnings ?? []).map(({ ruleName, description, url, detail, location }) => ({
    ruleName,
    severity: 'warning',
    message: detail || description || ruleName,
    ...(description && { description }),
    ...(webAddress(url) !== undefined && { url: webAddress(url) }),
    ...linesOf(location),
  }));
  if (buildError && !image) {
    findings.push({
      ruleName: 'BuildError',
      severity: 'error',
      message: buildError.message.replace(/^dockerfile parse error on line \d+: /, ''),
      ...linesOf(buildError.location),
    });
  }
  return { findings, unresolved: image ? [image.replace(/:$/, '')] : [] };
}

function linesOf(location: z.infer<typeof Location>): Pick<CheckFinding, 'startLine' | 'endLine'> {
  const [range] = location?.ranges ?? [];
  return range && range.start.line > 0
    ? { startLine: range.start.line, endLine: Math.max(range.start.line, range.end.line) }
    : {};
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
