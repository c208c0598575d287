import type { Duplex } from 'node:stream';
import ssh2, { type BaseAgent, type ParsedKey } from 'ssh2';

/** Listing needs nobody. */
const LIST_PATIENCE_MS = 5000;
/** Somebody may have to touch a key, or to confirm on the screen. */
const SIGN_PATIENCE_MS = 90_000;

/** The person’s agent. Each request goes over a connection of its own, which ends with it, however it ends. */
export interface AgentClient {
  /** Rejects when it does not answer. */
  list(): Promise<readonly ParsedKey[]>;
  sign(key: ParsedKey, data: Buffer, hash: string | undefined): Promise<Buffer>;
}

type Answered<T> = (error: Error | null | undefined, value?: T) => void;

/** `signal` ends what is still waited for. ssh2 alone would wait for an agent that hangs until the app ends. */
export function openAgent(path: string, signal: AbortSignal): AgentClient {
  function request<T>(patienceMs: number, ask: (agent: BaseAgent<ParsedKey>, answered: Answered<T>) => void) {
    const agent = ssh2.createAgent(path) as BaseAgent<ParsedKey>;
    const getStream = agent.getStream?.bind(agent);
    let stream: Duplex | undefined;
    let isOver = false;
    agent.getStream = (opened) =>
      getStream?.((error, found) => {
        stream = found ?? undefined;
        if (isOver) stream?.destroy();
        opened(error, found as Duplex);
      });
    const until = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
    const end = () => stream?.destroy();
    return new Promise<T>((resolve, reject) => {
      const giveUp = () => reject(new Error('The agent does not answer.'));
      if (until.aborted) return giveUp();
      until.addEventListener('abort', giveUp, { once: true });
      ask(agent, (error, value) => {
        until.removeEventListener('abort', giveUp);
        if (error || value === undefined) reject(error ?? new Error('The agent said nothing.'));
        else resolve(value);
      });
    }).finally(() => {
      isOver = true;
      end();
    }) as Promise<T>;
  }

  return {
    list: () =>
      request<readonly ParsedKey[]>(LIST_PATIENCE_MS, (agent, answered) =>
        agent.getIdentities((error, keys) => answered(error, (keys ?? []) as ParsedKey[])),
      ),
    sign: (key, data, hash) =>
      request<Buffer>(SIGN_PATIENCE_MS, (agent, answered) =>
        agent.sign(key, data, hash === undefined ? {} : { hash: hash as 'sha256' }, (error, signature) =>
          answered(error, signature && Buffer.from(signature as Buffer)),
        ),
      ),
  };
}
