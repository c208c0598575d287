import type { NamedChange } from '../../../contract/model/files.ts';
import { toFailure } from '../../docker/errors.ts';
import type { Connection } from '../../docker/connection.ts';
import { requestJson } from '../../docker/request.ts';

interface SaidChange {
  readonly Path: string;
  readonly Kind: number;
}

const KINDS = ['changed', 'added', 'deleted'] as const;
const VALID_MS = 2000;

/**
 * `GET /containers/<id>/changes`, of which only the names in one directory are kept. The engine compares all of the
 * container each time: an answer serves those who ask within two seconds.
 */
export function createChanges() {
  let last: { readonly key: string; readonly at: number; readonly said: Promise<readonly SaidChange[]> } | undefined;

  return async (connection: Connection, id: string, directory: string, signal: AbortSignal): Promise<NamedChange[]> => {
    const key = `${connection.context} ${id}`;
    if (!last || last.key !== key || Date.now() - last.at > VALID_MS) {
      const path = `/containers/${id}/changes`;
      const said = requestJson<readonly SaidChange[] | null>(connection.docker, { method: 'GET', path }).then(
        (changes) => changes ?? [],
      );
      said.catch(() => {}); // told to who asks
      last = { key, at: Date.now(), said };
    }
    try {
      return namesIn(await last.said, directory);
    } catch (thrown) {
      last = undefined;
      throw toFailure(thrown, { context: connection.context, kind: 'container' }, signal);
    }
  };
}

export function namesIn(said: readonly SaidChange[], directory: string): NamedChange[] {
  const prefix = directory === '/' ? '/' : `${directory}/`;
  return said.flatMap(({ Path, Kind }) => {
    const name = Path.startsWith(prefix) ? Path.slice(prefix.length) : '';
    const kind = KINDS[Kind];
    return name === '' || name.includes('/') || !kind ? [] : [{ name, kind }];
  });
}
