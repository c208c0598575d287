import ssh2, { type BaseAgent, type ParsedKey } from 'ssh2';
import { openAgent } from './agent.ts';
import { keyTypeOf } from './hostKey.ts';
import { type KeyFile, readKeyFile } from './keyFile.ts';

export interface RingKey {
  /** For the person: the file, or where else it comes from. */
  readonly label: string;
  readonly publicBlob: Buffer;
  sign(data: Buffer, hash: string | undefined): Promise<Buffer>;
}

export interface RingOptions {
  readonly identityFiles: readonly string[];
  readonly identitiesOnly: boolean;
  readonly agentPath: string | undefined;
  /** Ends what an agent is still asked. */
  readonly signal: AbortSignal;
  /** Lets no clock run while the agent asks its person. */
  readonly patiently: <T>(work: Promise<T>) => Promise<T>;
  /** Opens a private key, asking for its passphrase where it has one. Undefined when nobody gave it. */
  readonly unlock: (file: KeyFile) => Promise<ParsedKey | undefined>;
}

export interface KeyRing {
  readonly keys: readonly RingKey[];
  /** Why some are not among them. */
  readonly problems: readonly string[];
}

/**
 * All keys that may be offered, in ssh's order: those of the agent that are named, the agent's others, then files. What
 * a passphrase protects is opened only when the other side has said that it takes that key.
 */
export async function gatherKeys(options: RingOptions): Promise<KeyRing> {
  const problems: string[] = [];
  const files: KeyFile[] = [];
  for (const path of options.identityFiles) {
    const file = readKeyFile(path);
    if (file && 'problem' in file) problems.push(`${file.path} (${file.problem})`);
    else if (file) files.push(file);
  }
  const fromAgent = options.agentPath === undefined ? [] : await agentKeys(options.agentPath, options, problems);
  const isNamed = (key: RingKey) => files.some(({ publicBlob }) => publicBlob?.equals(key.publicBlob));
  const isInAgent = ({ publicBlob }: KeyFile) =>
    publicBlob && fromAgent.some((key) => key.publicBlob.equals(publicBlob));
  const keys = [
    ...fromAgent.filter(isNamed),
    ...(options.identitiesOnly ? [] : fromAgent.filter((key) => !isNamed(key))),
  ];
  for (const file of files) {
    if (isInAgent(file) || file.privateText === undefined) continue;
    const key = await fileKey(file, options.unlock);
    if (key) keys.push(key);
    else problems.push(`${file.path} (it could not be opened)`);
  }
  return { keys, problems };
}

async function fileKey(file: KeyFile, unlock: RingOptions['unlock']): Promise<RingKey | undefined> {
  // An old file does not say what it is: it has to be opened first.
  const publicBlob = file.publicBlob ?? (await unlock(file))?.getPublicSSH();
  if (!publicBlob) return undefined;
  return {
    label: file.path,
    publicBlob,
    async sign(data, hash) {
      const key = await unlock(file);
      if (!key) throw new Error('The key was not opened.');
      return key.sign(data, hash);
    },
  };
}

async function agentKeys(
  path: string,
  { signal, patiently }: Pick<RingOptions, 'signal' | 'patiently'>,
  problems: string[],
): Promise<RingKey[]> {
  const agent = openAgent(path, signal);
  try {
    return (await agent.list()).map((key) => ({
      label: `the agent’s ${key.comment || key.type}`,
      publicBlob: key.getPublicSSH(),
      sign: (data, hash) => patiently(agent.sign(key, data, hash)),
    }));
  } catch {
    problems.push('the agent (it does not answer)');
    return [];
  }
}

/** The ring as ssh2 asks it. */
export function asAgent(keys: readonly RingKey[], onSigned: () => void, onError: (error: unknown) => void): BaseAgent {
  class Ring extends ssh2.BaseAgent {
    override getIdentities(done: (error: Error | undefined, keys: string[]) => void): void {
      done(
        undefined,
        keys.map(({ publicBlob: blob }) => `${keyTypeOf(blob)} ${blob.toString('base64')}`),
      );
    }
    override sign(publicKey: unknown, data: Buffer, options: unknown, done?: unknown): void {
      const answer = (done ?? options) as (error: Error | null, signature?: Buffer) => void;
      const blob = (publicKey as ParsedKey).getPublicSSH();
      const hash = typeof options === 'object' ? (options as { hash?: string }).hash : undefined;
      const key = keys.find((one) => one.publicBlob.equals(blob));
      const signed = key ? key.sign(data, hash) : Promise.reject(new Error('There is no such key.'));
      signed.then(
        (signature) => {
          onSigned();
          answer(null, signature);
        },
        (error: Error) => {
          onError(error);
          answer(error);
        },
      );
    }
  }
  return new Ring();
}
