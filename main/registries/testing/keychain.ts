import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const KEYCHAIN = 'testkeychain';

/**
 * A credential helper that really keeps what it is given, one file a server, and notes how it was called. Gives the
 * folder to put on the PATH; secrets must come by its stdin alone.
 */
export async function makeKeychain(dir: string): Promise<{ bin: string; kept: string; calls: string }> {
  const [bin, kept, calls] = ['bin', 'kept', 'calls'].map((name) => join(dir, name)) as [string, string, string];
  await mkdir(bin, { recursive: true });
  await mkdir(kept, { recursive: true });
  const file = join(bin, `docker-credential-${KEYCHAIN}`);
  const script = `#!${process.execPath}
const fs = require('fs'), path = require('path');
const input = fs.readFileSync(0, 'utf8').trim();
fs.appendFileSync(${JSON.stringify(calls)}, process.argv.slice(2).join(' ') + '\\n');
const at = (server) => path.join(${JSON.stringify(kept)}, encodeURIComponent(server));
const missing = () => { console.log('credentials not found in native keychain'); process.exit(1); };
switch (process.argv[2]) {
  case 'store': fs.writeFileSync(at(JSON.parse(input).ServerURL), input); break;
  case 'get': fs.existsSync(at(input)) ? console.log(fs.readFileSync(at(input), 'utf8')) : missing(); break;
  case 'erase': fs.existsSync(at(input)) ? fs.unlinkSync(at(input)) : missing(); break;
  case 'list': {
    const all = fs.readdirSync(${JSON.stringify(kept)}).map((name) => JSON.parse(fs.readFileSync(path.join(${JSON.stringify(kept)}, name), 'utf8')));
    console.log(JSON.stringify(Object.fromEntries(all.map(({ ServerURL, Username }) => [ServerURL, Username]))));
    break;
  }
  default: process.exit(2);
}
`;
  await writeFile(file, script);
  await chmod(file, 0o755);
  return { bin, kept, calls };
}
