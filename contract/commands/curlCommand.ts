import type { EngineCall } from '../model/event.ts';
import { joinWords } from './words.ts';

/**
 * A request to an engine as curl makes it; undefined where curl does not reach the engine by itself (SSH, TLS with its
 * certificates). Bodies are not kept, so one that had a body reads it from a file of the person.
 * https://docs.docker.com/reference/api/engine/
 */
export function curlCommand(
  { method, path, hasBody = false }: EngineCall,
  endpoint: string,
  apiVersion?: string,
): string | undefined {
  const socket = /^unix:\/\/(.+)$/.exec(endpoint)?.[1];
  const host = /^(?:tcp|http):\/\/([^/]+)\/?$/.exec(endpoint)?.[1];
  if (socket === undefined && host === undefined) return undefined;
  const version = apiVersion === undefined ? '' : `/v${apiVersion}`;
  return joinWords([
    'curl',
    ...(socket === undefined ? [] : ['--unix-socket', socket]),
    ...(method === 'GET' ? [] : method === 'HEAD' ? ['--head'] : ['--request', method]),
    ...(hasBody ? ['--header', 'Content-Type: application/json', '--data', '@body.json'] : []),
    `http://${host ?? 'localhost'}${version}${path}`,
  ]);
}
