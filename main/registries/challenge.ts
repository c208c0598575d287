/** How a registry wants to be asked (RFC 9110, section 11.6.1; distribution's token authentication). */
export type Challenge =
  | { readonly scheme: 'basic' }
  | { readonly scheme: 'bearer'; readonly realm: string; readonly service?: string; readonly scope?: string };

const PART = /(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g;
const SCHEME = /(?:^|,)\s*(basic|bearer)(?:\s+|$)/gi;

/** The best of those that are offered: tokens before a password with each request. Undefined where none is known. */
export function parseChallenge(header: string | readonly string[] | undefined): Challenge | undefined {
  const offered = (typeof header === 'string' ? [header] : (header ?? [])).flatMap(parse);
  return offered.find(({ scheme }) => scheme === 'bearer') ?? offered[0];
}

function parse(header: string): Challenge[] {
  const found = [...header.matchAll(SCHEME)];
  return found.flatMap((match, index): Challenge[] => {
    const text = header.slice(match.index + match[0].length, found[index + 1]?.index);
    if (match[1]!.toLowerCase() === 'basic') return [{ scheme: 'basic' }];
    const { realm, service, scope } = parameters(text);
    if (!realm) return [];
    return [{ scheme: 'bearer', realm, ...(service && { service }), ...(scope && { scope }) }];
  });
}

function parameters(text: string): { realm?: string; service?: string; scope?: string } {
  const entries = [...text.matchAll(PART)].map(([, name, quoted, plain]) => [
    name!.toLowerCase(),
    quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '',
  ]);
  return Object.fromEntries(entries) as { realm?: string; service?: string; scope?: string };
}
