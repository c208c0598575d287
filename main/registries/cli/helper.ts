import { spawn } from 'node:child_process';
import { z } from 'zod';
import { AppFailure } from '../../../contract/errors.ts';
import type { Credentials } from '../credentials.ts';

const TIMEOUT_MS = 30_000;
const MAX_OUTPUT = 1_048_576;
const NOT_FOUND = /credentials not found/i;
const NAME = /^[\w.-]+$/;

const Answer = z.object({ Username: z.string(), Secret: z.string() });
const Listed = z.record(z.string(), z.string());

/**
 * A credential helper, `docker-credential-<name>` (docker/docker-credential-helpers). Secrets go by stdin and stdout
 * only. Rejects with `registry-auth`-free data: `unsupported` when it is not there, `unexpected` with its own words.
 */
export interface CredentialHelper {
  /** Undefined where it has none. */
  get(key: string): Promise<Credentials | undefined>;
  store(key: string, credentials: Credentials): Promise<void>;
  /** What is not there is fine. */
  erase(key: string): Promise<void>;
  /** Keys with their user names. */
  list(): Promise<Readonly<Record<string, string>>>;
}

export function credentialHelper(name: string, env: NodeJS.ProcessEnv = process.env): CredentialHelper {
  const ask = (action: string, input: string) => run(name, action, input, env);
  return {
    async get(key) {
      const { status, output } = await ask('get', key);
      if (status !== 0) {
        if (NOT_FOUND.test(output)) return undefined;
        throw failed(name, 'give the sign-in', output);
      }
      const { Username, Secret } = parsed(Answer, output, name);
      return Username === '<token>' ? { identityToken: Secret } : { username: Username, password: Secret };
    },
    async store(key, credentials) {
      const [Username, Secret] =
        'identityToken' in credentials
          ? ['<token>', credentials.identityToken]
          : [credentials.username, credentials.password];
      const { status, output } = await ask('store', JSON.stringify({ ServerURL: key, Username, Secret }));
      if (status !== 0) throw failed(name, 'keep the sign-in', output.replaceAll(Secret, '••••'));
    },
    async erase(key) {
      const { status, output } = await ask('erase', key);
      if (status !== 0 && !NOT_FOUND.test(output)) throw failed(name, 'forget the sign-in', output);
    },
    async list() {
      const { status, output } = await ask('list', '');
      if (status !== 0) throw failed(name, 'list its sign-ins', output);
      return parsed(Listed, output, name);
    },
  };
}

function run(name: string, action: string, input: string, env: NodeJS.ProcessEnv) {
  return new Promise<{ status: number | null; output: string }>((resolve, reject) => {
    if (!NAME.test(name)) return reject(missing(name)); // it comes from a file: never a path
    const helper = spawn(`docker-credential-${name}`, [action], {
      env,
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
    });
    let output = '';
    helper.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.length > MAX_OUTPUT) helper.kill('SIGKILL');
    });
    helper.on('error', () => reject(missing(name)));
    helper.on('close', (status) => resolve({ status, output: output.trim() }));
    helper.stdin.on('error', () => {}); // it may end without reading
    helper.stdin.end(input);
  });
}

/** Without its output: that is where the secret would be. */
function parsed<T>(schema: z.ZodType<T>, output: string, name: string): T {
  try {
    return schema.parse(JSON.parse(output || '{}'));
  } catch {
    throw new AppFailure({
      code: 'unexpected',
      message: `The credential helper “${name}” gave no answer that could be understood.`,
      hint: `Try docker-credential-${name} list in a terminal.`,
      detail: 'no JSON of the expected form',
    });
  }
}

const missing = (name: string): AppFailure =>
  new AppFailure({
    code: 'unsupported',
    message: `The credential helper “${name}”, which the CLI’s config.json names, cannot be run.`,
    hint: `Install docker-credential-${name} and put it on the PATH, or take the name out of config.json.`,
  });

const failed = (name: string, what: string, output: string): AppFailure =>
  new AppFailure({
    code: 'unexpected',
    message: `The credential helper “${name}” could not ${what}.`,
    hint: `Its keychain may be locked or not set up: try docker-credential-${name} list in a terminal.`,
    detail: `docker-credential-${name}`,
    engineText: output.slice(0, 500) || `docker-credential-${name} said nothing.`,
  });
