import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface TestCertificates {
  /** PEM files. */
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** An authority of its own and a certificate for localhost, 127.0.0.1 and more names, made by openssl in a folder of the test's. */
export async function makeCertificates(dir: string, names: readonly string[] = []): Promise<TestCertificates> {
  const openssl = (...args: string[]) => run('openssl', args, { cwd: dir });
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  await openssl('req', '-x509', ...curve, '-keyout', 'ca.key', '-out', 'ca.crt', '-days', '2', '-subj', '/CN=Test CA');
  await openssl('req', ...curve, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=localhost');
  await writeFile(
    join(dir, 'names'),
    `subjectAltName=${['localhost', ...names].map((name) => `DNS:${name}`).join()},IP:127.0.0.1\n`,
  );
  const signing = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'names'];
  await openssl('x509', '-req', '-in', 'server.csr', '-out', 'server.crt', ...signing);
  return { ca: join(dir, 'ca.crt'), cert: join(dir, 'server.crt'), key: join(dir, 'server.key') };
}
