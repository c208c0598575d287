/** What buildx says, in text for people, of how a build ended. */
export interface SaidEnd {
  /** BuildKit's own words, without those of the layers above it. */
  readonly message: string;
  /** Line of the Dockerfile, from 1. */
  readonly line?: number;
  /** The lines around it, as buildx shows them. */
  readonly excerpt?: string;
}

const WRAPPING =
  /^(?:failed to build|failed to solve(?: with frontend [\w.]+)?|rpc error: code = \w+ desc =|failed to receive status): /;

/** Reads `Dockerfile:14`, the excerpt between two rules, and `ERROR: …`. */
export function readEnd(text: string): SaidEnd {
  const lines = text.split(/\r?\n/);
  const at = lines.findLastIndex((line) => line.startsWith('ERROR: '));
  let message = (at < 0 ? text : lines.slice(at).join('\n')).trim().replace(/^ERROR: /, '');
  while (WRAPPING.test(message)) message = message.replace(WRAPPING, '');
  const rules = lines.flatMap((line, index) => (/^-{10,}$/.test(line) ? [index] : []));
  const [first, last] = [rules.at(-2), rules.at(-1)];
  const excerpt = first === undefined || last === undefined ? undefined : lines.slice(first + 1, last);
  const marked = excerpt?.map((line) => /^\s*(\d+) \| >>>/.exec(line)?.[1]).find((number) => number !== undefined);
  const ofParser = /parse error on line (\d+)|^dockerfile parse error line (\d+)/.exec(message);
  const line = marked ?? ofParser?.[1] ?? ofParser?.[2];
  return {
    message,
    ...(line !== undefined && { line: Number(line) }),
    ...(excerpt && excerpt.length > 0 && { excerpt: excerpt.join('\n') }),
  };
}

/** `… did not complete successfully: exit code: 127` */
export const exitCodeOf = (message: string): number | undefined => {
  const found = /exit code: (\d+)/.exec(message)?.[1];
  return found === undefined ? undefined : Number(found);
};
