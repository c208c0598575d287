import { type AppError, AppFailure, toAppError } from '../errors.ts';
import type { Contract, Handlers } from './define.ts';
import { createWindow, pump, type Window } from './pump.ts';
import { type Answer, CONNECTION_LOST, PROTOCOL, type ToClient, type ToServer, type Transport } from './transport.ts';

export interface ServeOptions {
  /** Looks at the token of the hello; an error refuses the client and closes the transport. */
  readonly authorize?: (token: string | undefined) => AppError | undefined;
}

interface Running {
  readonly window: Window;
  abort(reason?: unknown): void;
}

type Run = (input: unknown, signal: AbortSignal) => unknown;

/**
 * Answers one client over one transport until it closes. Then everything it asked for is aborted and every iterable
 * that it read is closed, without waiting for those that do not listen.
 */
export function serve<C extends Contract>(
  contract: C,
  handlers: { readonly [S in keyof C]: Handlers<C[S]> },
  transport: Transport<ToClient, ToServer>,
  { authorize }: ServeOptions = {},
): void {
  const running = new Map<number, Running>();
  let isWelcome = false;

  transport.onClose((how) => {
    for (const request of running.values()) request.abort(how === 'lost' ? CONNECTION_LOST : undefined);
    running.clear();
  });
  // Nobody above catches what a listener throws: one client's message would end the server of all.
  transport.onMessage((message: unknown) => {
    try {
      if (isToServer(message)) receive(message);
      else transport.close();
    } catch {
      transport.close();
    }
  });

  function receive(message: ToServer) {
    if (message.type === 'hello') greet(message);
    else if (!isWelcome) transport.close();
    else if (message.type === 'cancel') cancel(message.id);
    else if (message.type === 'taken') running.get(message.id)?.window.taken(message.count);
    else if (running.has(message.id)) transport.close();
    else answer(message).catch(() => transport.close());
  }

  function greet({ protocol, token }: Extract<ToServer, { type: 'hello' }>) {
    const error =
      authorize?.(typeof token === 'string' ? token : undefined) ?? (protocol === PROTOCOL ? undefined : OTHER_VERSION);
    if (error) {
      transport.send({ type: 'refused', error });
      transport.close();
      return;
    }
    isWelcome = true;
    transport.send({ type: 'welcome', protocol: PROTOCOL });
  }

  function cancel(id: number) {
    running.get(id)?.abort();
    running.delete(id);
  }

  async function answer({ id, service, method, input }: Extract<ToServer, { type: 'request' }>) {
    const controller = new AbortController();
    const { signal } = controller;
    const window = createWindow();
    const request: Running = {
      window,
      abort(reason) {
        controller.abort(reason);
        window.taken(Infinity); // a pump that waits for room sees that it is over
      },
    };
    const send = (message: Answer) => {
      if (!signal.aborted) transport.send(message);
    };
    running.set(id, request);
    try {
      const shape = own(own(contract, service), method);
      const run = own(own(handlers, service), method) as Run;
      const checked = check(shape.input.safeParse(input));
      if (shape.kind === 'call') {
        send({ id, type: 'result', value: await run(checked, signal) });
      } else {
        const source = (run(checked, signal) as AsyncIterable<unknown>)[Symbol.asyncIterator]();
        // A source that sits in a wait learns it from the signal; one that sits at a `yield` learns it here.
        const close = () => void closeSource(source);
        signal.addEventListener('abort', close, { once: true });
        await pump(source, window, signal, (items) => send({ id, type: 'items', items }));
        signal.removeEventListener('abort', close);
        send({ id, type: 'end' });
      }
    } catch (thrown) {
      send({ id, type: 'error', error: toAppError(thrown) });
      request.abort(); // closes the source when it was not the source that failed
    }
    if (running.get(id) === request) running.delete(id);
  }
}

/** Whether it is one of the messages that a client may send: whoever speaks first has not shown a token yet. */
function isToServer(message: unknown): message is ToServer {
  if (typeof message !== 'object' || message === null || !('type' in message)) return false;
  const { type, id, protocol, service, method, count } = message as Record<string, unknown>;
  if (type === 'hello') return typeof protocol === 'number'; // a token of any shape is for `authorize` to refuse
  if (!Number.isSafeInteger(id)) return false;
  if (type === 'request') return typeof service === 'string' && typeof method === 'string';
  return type === 'cancel' || (type === 'taken' && Number.isSafeInteger(count) && (count as number) >= 0);
}

async function closeSource(source: AsyncIterator<unknown>): Promise<void> {
  try {
    await source.return?.();
  } catch {
    // Nobody reads it any more.
  }
}

const OTHER_VERSION: AppError = {
  code: 'unsupported',
  message: 'This page belongs to another version of Gantry than the one that runs.',
  hint: 'Reload the page.',
};

interface Issue {
  readonly message: string;
  readonly path: readonly PropertyKey[];
}

function check<T>(
  parsed: { success: true; data: T } | { success: false; error: { readonly issues: readonly Issue[] } },
): T {
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = issue?.path.map(String) ?? [];
  const why = issue?.message.replace(/\.$/, '') ?? 'unknown reason';
  const where = path.length > 0 ? `“${path.join('.')}”` : 'The request';
  throw new AppFailure({
    code: 'invalid-input',
    message: `${where} is not valid: ${why}.`,
    path,
  });
}

/** Only names that the table itself has can be reached: never a prototype's. */
function own<T extends object>(table: T, name: string): T[keyof T] {
  if (!Object.hasOwn(table, name)) {
    throw new AppFailure({ code: 'not-found', message: `There is no “${name}” here.` });
  }
  return table[name as keyof T];
}
