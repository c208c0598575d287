import type { Answer } from './send.ts';

/** Where the next page is (`Link: </v2/_catalog?last=b&n=2>; rel="next"`, RFC 8288), as path and query or a whole address. */
export function nextPage({ headers, url }: Pick<Answer, 'headers' | 'url'>): string | undefined {
  const values = [headers['link'] ?? []].flat();
  for (const value of values) {
    for (const [, target, parameters] of value.matchAll(/<([^>]*)>([^<]*)/g)) {
      if (/;\s*rel\s*=\s*"?next"?/i.test(parameters ?? '') && URL.canParse(target!, url.href)) {
        return new URL(target!, url).href;
      }
    }
  }
  return undefined;
}
