import { securityHeaders } from '../../main/server/guard.ts';
import { plainBody, type StaticFiles } from '../../main/server/staticFiles.ts';
import { isOurPage } from './address.ts';

/** Answers `gantry://app/…` with the built page, under the same policy as in a browser. */
export function answerPage(files: StaticFiles, { url, method }: Pick<Request, 'url' | 'method'>): Response {
  const file = isOurPage(url) && method === 'GET' ? files.get(new URL(url).pathname) : undefined;
  if (!file) return new Response('There is nothing here.', { status: 404, headers: securityHeaders() });
  return new Response(plainBody(file.bodies).bytes, {
    headers: { ...securityHeaders(), 'Content-Type': file.type, 'Cache-Control': file.cacheControl },
  });
}
