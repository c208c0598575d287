import { existsSync } from 'node:fs';
import ssh2, { type AuthHandlerMiddleware, type KeyboardInteractiveAuthMethod, type ParsedKey } from 'ssh2';
import type { HostSettings } from './config/resolve.ts';
import type { KeyFile } from './keyFile.ts';
import { asAgent, gatherKeys } from './keyRing.ts';
import type { PassphraseQuestion, PasswordQuestion } from '../../contract/model/signIn.ts';
import { SshFailure } from './problem.ts';
import type { SecretMemory } from './secrets.ts';

const MAX_TRIES = 3;

export type AskSecret = (question: PassphraseQuestion | PasswordQuestion) => Promise<string | undefined>;

export interface Authenticating {
  readonly settings: HostSettings;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly secrets: SecretMemory;
  readonly ask: AskSecret;
  /** Lets no clock run while the agent asks its person. */
  readonly patiently: <T>(work: Promise<T>) => Promise<T>;
  /** Ends what an agent is still asked. */
  readonly signal: AbortSignal;
  /** A key that is given outright: then nothing else is tried. */
  readonly privateKey: string | undefined;
  /** The person, or a rule, ended it. */
  readonly onEnd: (failure: SshFailure) => void;
}

/** How one connection is signed in to: keys, then a password; what was tried is told when none of it was taken. */
export class Authentication {
  readonly #options: Authenticating;
  readonly tried: string[] = [];
  offered: readonly string[] = [];
  /** Is remembered from now on, and forgotten again when the other side does not take it. */
  #given: string | undefined;
  #passwordTries = 0;
  #hasTriedKeys = false;
  #isOver = false;
  #hasSigned = false;

  constructor(options: Authenticating) {
    this.#options = options;
  }

  readonly handler: AuthHandlerMiddleware = (left, _partly, next) => {
    if (this.#isOver) return next(false as never);
    this.#next((left as readonly string[] | null) ?? undefined).then(
      (method) => next(method as Parameters<typeof next>[0]),
      (thrown: unknown) => {
        this.#end(thrown);
        next(false as never);
      },
    );
  };

  get failure(): SshFailure {
    const { settings } = this.#options;
    const { user, hostName } = settings;
    return new SshFailure(hostName, { type: 'auth-failed', user, tried: this.tried, offered: this.offered });
  }

  /** ssh2 would go on with what is left: who refused once is not asked again. */
  #end(thrown: unknown) {
    if (!(thrown instanceof SshFailure)) return;
    this.#isOver = true;
    this.#options.onEnd(thrown);
  }

  async #next(left: readonly string[] | undefined): Promise<object | false> {
    const { user } = this.#options.settings;
    if (left === undefined) return { type: 'none', username: user }; // tells what it takes
    if (this.#hasSigned) {
      // A key may have been taken and more be wanted: ssh2 does not say what, the machine does.
      this.#hasSigned = false;
      return { type: 'none', username: user };
    }
    this.offered = [...new Set([...this.offered, ...left])];
    if (left.includes('publickey') && !this.#hasTriedKeys) {
      this.#hasTriedKeys = true;
      const agent = await this.#keys();
      if (agent) return { type: 'agent', username: user, agent };
    }
    if (this.#options.privateKey !== undefined) return false;
    if (left.includes('password')) return this.#password();
    if (left.includes('keyboard-interactive') && this.#passwordTries < MAX_TRIES) {
      this.#passwordTries += 1;
      return { type: 'keyboard-interactive', username: user, prompt: this.#answerPrompts };
    }
    return false;
  }

  async #keys() {
    const { settings, env, privateKey, patiently, signal } = this.#options;
    const unlock = (file: KeyFile) => this.#unlock(file);
    const ring =
      privateKey === undefined
        ? await gatherKeys({ ...settings, agentPath: agentPathOf(settings, env), unlock, patiently, signal })
        : { keys: [givenKey(privateKey)], problems: [] };
    this.tried.push(...ring.keys.map(({ label }) => label), ...ring.problems);
    return ring.keys.length > 0
      ? asAgent(
          ring.keys,
          () => (this.#hasSigned = true),
          (error) => this.#end(error),
        )
      : undefined;
  }

  async #unlock({ path, privateText = '' }: KeyFile): Promise<ParsedKey | undefined> {
    const { secrets, ask, settings } = this.#options;
    const open = ssh2.utils.parseKey(privateText);
    if (!(open instanceof Error)) return open;
    if (!/encrypted/i.test(open.message)) return undefined;
    for (let isRetry = false, tries = 0; tries < MAX_TRIES; tries++) {
      const remembered = secrets.get(path);
      const passphrase = remembered ?? (await ask({ type: 'passphrase', keyFile: path, isRetry }));
      if (passphrase === undefined) throw new SshFailure(settings.hostName, { type: 'declined', what: 'passphrase' });
      const key = ssh2.utils.parseKey(privateText, passphrase);
      if (!(key instanceof Error)) {
        secrets.set(path, passphrase);
        return key;
      }
      secrets.forget(path);
      isRetry = true;
    }
    return undefined;
  }

  async #password(): Promise<object | false> {
    const { settings, secrets } = this.#options;
    const name = `${settings.user}@${settings.hostName}:${settings.port}`;
    if (this.#given !== undefined) secrets.forget(name); // it was wrong
    if (this.#passwordTries >= MAX_TRIES) return false;
    const password =
      secrets.get(name) ?? (await this.#askPassword({ isShown: false, isRetry: this.#given !== undefined }));
    if (this.#passwordTries === 0) this.tried.push('password');
    this.#passwordTries += 1;
    this.#given = password;
    secrets.set(name, password);
    return { type: 'password', username: settings.user, password };
  }

  async #askPassword(how: { isShown: boolean; isRetry: boolean; prompt?: string }): Promise<string> {
    const { user, hostName: host, port } = this.#options.settings;
    const question: PasswordQuestion = { type: 'password', user, host, port, ...how };
    const answer = await this.#options.ask(question);
    if (answer === undefined) throw new SshFailure(host, { type: 'declined', what: 'password' });
    return answer;
  }

  readonly #answerPrompts: KeyboardInteractiveAuthMethod['prompt'] = (_name, _instructions, _lang, prompts, finish) => {
    const isRetry = this.#passwordTries > 1;
    if (!isRetry) this.tried.push('keyboard-interactive');
    const answers: string[] = [];
    const all = async () => {
      for (const { prompt, echo } of prompts) {
        answers.push(await this.#askPassword({ prompt: prompt.trim(), isShown: echo === true, isRetry }));
      }
      finish(answers);
    };
    all().catch((thrown: unknown) => this.#end(thrown));
  };
}

function givenKey(text: string) {
  const key = ssh2.utils.parseKey(text);
  if (key instanceof Error) throw new Error('The key that was made for this machine cannot be read.');
  return {
    label: 'its own key',
    publicBlob: key.getPublicSSH(),
    sign: async (data: Buffer, hash: string | undefined) => key.sign(data, hash),
  };
}

const WINDOWS_AGENT = String.raw`\\.\pipe\openssh-ssh-agent`;

/** `IdentityAgent`, else `SSH_AUTH_SOCK`; on Windows the agent that comes with it. */
function agentPathOf({ identityAgent }: HostSettings, env: Authenticating['env']): string | undefined {
  if (identityAgent?.toLowerCase() === 'none') return undefined;
  const named = identityAgent?.startsWith('$') ? env[identityAgent.slice(1)] : identityAgent;
  const path = named === undefined || named === 'SSH_AUTH_SOCK' ? env['SSH_AUTH_SOCK'] : named;
  if (path) return path;
  return process.platform === 'win32' && existsSync(WINDOWS_AGENT) ? WINDOWS_AGENT : undefined;
}
