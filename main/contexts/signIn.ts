import { randomUUID } from 'node:crypto';
import type { SignInQuestion } from '../../contract/model/signIn.ts';
import { loadSsh, parseSshAddress, SecretMemory, type SshPrompts } from '../../engine/index.ts';
import { AppFailure } from '../../contract/errors.ts';
import type { Tunnel } from '../docker/endpoint.ts';
import { Wake } from '../docker/wake.ts';
import { sshUnreachable } from '../docker/sshErrors.ts';
import { SshFailure } from '../../engine/index.ts';

export type SignInAnswer =
  { readonly type: 'trust' } | { readonly type: 'text'; readonly text: string } | { readonly type: 'cancel' };

/** Opens engines elsewhere by SSH, asking the person where it must; what was answered is kept for this session. */
export interface SignIn {
  questions(signal: AbortSignal): AsyncIterable<readonly SignInQuestion[]>;
  answer(id: string, answer: SignInAnswer): void;
  /** Rejects with `engine-unreachable`. */
  readonly openTunnel: (context: string, url: string, signal: AbortSignal | undefined) => Promise<Tunnel>;
  close(): void;
}

interface Open {
  readonly question: SignInQuestion;
  readonly settle: (answer: SignInAnswer) => void;
}

/** Over a union, member by member. */
type Asked = SignInQuestion extends infer Q ? (Q extends SignInQuestion ? Omit<Q, 'id' | 'context'> : never) : never;

export function createSignIn({ env }: { readonly env: Readonly<Record<string, string | undefined>> }): SignIn {
  const secrets = new SecretMemory();
  const open = new Map<string, Open>();
  const watchers = new Set<Wake>();
  const changed = () => watchers.forEach(({ wake }) => wake());

  function ask(context: string, asked: Asked, signal: AbortSignal): Promise<SignInAnswer> {
    const id = randomUUID();
    return new Promise<SignInAnswer>((resolve) => {
      const settle = (answer: SignInAnswer) => {
        signal.removeEventListener('abort', cancel);
        if (open.delete(id)) changed();
        resolve(answer);
      };
      const cancel = () => settle({ type: 'cancel' });
      if (signal.aborted) return resolve({ type: 'cancel' });
      signal.addEventListener('abort', cancel);
      open.set(id, { question: { ...asked, id, context }, settle });
      changed();
    });
  }

  const promptsFor = (context: string): SshPrompts => ({
    confirmHostKey: async (question, signal) => (await ask(context, question, signal)).type === 'trust',
    async askSecret(question, signal) {
      const answer = await ask(context, question, signal);
      return answer.type === 'text' ? answer.text : undefined;
    },
  });

  return {
    async *questions(signal) {
      const mine = new Wake();
      watchers.add(mine);
      signal.addEventListener('abort', mine.wake, { once: true });
      try {
        while (!signal.aborted) {
          yield [...open.values()].map(({ question }) => question);
          await mine.wait();
        }
      } finally {
        watchers.delete(mine);
        signal.removeEventListener('abort', mine.wake);
      }
    },
    answer: (id, answer) => open.get(id)?.settle(answer),
    async openTunnel(context, url, signal) {
      const address = parseSshAddress(url);
      if (!address) throw badAddress(context, url);
      try {
        const { openDockerTunnel } = await loadSsh();
        return await openDockerTunnel(address, { env, secrets, prompts: promptsFor(context), signal });
      } catch (thrown) {
        throw thrown instanceof SshFailure ? sshUnreachable(context, url, thrown) : thrown;
      }
    },
    close() {
      for (const { settle } of open.values()) settle({ type: 'cancel' });
      changed();
    },
  };
}

function badAddress(context: string, url: string): AppFailure {
  return new AppFailure({
    code: 'engine-unreachable',
    context,
    reason: 'unsupported',
    message: `“${url}” is not an address at which an engine can be reached by SSH.`,
    hint: 'It is ssh://USER@HOST, with :PORT and /path/to/docker.sock where they differ from the usual. A password does not belong in it.',
  });
}
