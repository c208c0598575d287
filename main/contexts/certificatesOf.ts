import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContextCertificates } from '../../contract/model/context.ts';
import { readCertificateFacts } from '../docker/certificateFacts.ts';

/** Which certificate in a context’s folder runs out first, and when. Undefined where there is none that can be read. */
export async function certificatesOf(tlsDir: string): Promise<ContextCertificates | undefined> {
  const read = async (first: ContextCertificates['first']): Promise<ContextCertificates[]> => {
    const facts = readCertificateFacts(await readFile(join(tlsDir, `${first}.pem`)).catch(() => undefined));
    return facts ? [{ first, validUntil: facts.validUntil }] : [];
  };
  const all = [...(await read('cert')), ...(await read('ca'))];
  return all.sort((a, b) => a.validUntil - b.validUntil)[0];
}
