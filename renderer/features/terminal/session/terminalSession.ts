import { type AppError, toAppError } from '../../../../contract/errors.ts';
import type { GantryClient } from '../../../../contract/index.ts';
import type { Terminal, TerminalOutput, TerminalTarget } from '../../../../contract/model/terminal.ts';
import type { Screen, ScreenSize } from '../screen/screen.ts';
import { createDetachKeys } from './detachKeys.ts';
import { createFlow } from './flow.ts';
import { createInputWriter } from './inputWriter.ts';
import { t } from '../texts/index.ts';

export type TerminalStatus =
  /** Not opened until it is first looked at: only then is its size known. */
  | { readonly type: 'waiting' }
  | { readonly type: 'opening' }
  | { readonly type: 'open' }
  | { readonly type: 'detached' }
  | { readonly type: 'ended'; readonly exitCode?: number; readonly message: string }
  | { readonly type: 'failed'; readonly error: AppError };

export interface SessionState {
  /** Of this page; main has its own id. */
  readonly key: string;
  readonly target: TerminalTarget;
  /** Name of the container, or the beginning of its id until it is known. */
  readonly containerName: string;
  /** What runs in it, once it is known. */
  readonly program?: string;
  /** The docker command that opens the same. */
  readonly command?: string;
  readonly status: TerminalStatus;
}

export interface SessionDeps {
  readonly client: Pick<GantryClient, 'terminals' | 'containers'>;
  readonly follow: <T>(what: {
    open: (signal: AbortSignal) => AsyncIterable<T>;
    onItem: (item: T) => void;
    onError: (error: AppError) => void;
  }) => () => void;
  readonly createScreen: () => Screen;
}

interface SessionStart {
  readonly key: string;
  readonly target: TerminalTarget;
  readonly containerName?: string;
  /** One that main has already: it is taken up again. */
  readonly terminal?: Terminal;
  readonly onChange: () => void;
}

const RESIZE_MS = 80;
const UNSENT_MS = 1000;
const encoder = new TextEncoder();
const dim = (text: string) => `\x1b[0;2m${text}\x1b[0m\r\n`;

/** One terminal: its screen, and the connection to the program in it. Lives until it is closed, seen or not. */
export class TerminalSession {
  readonly screen: Screen;
  state: SessionState;
  private terminal: Terminal | undefined;
  /** Of the program that runs now: what was typed for one never reaches the next. */
  private input: ReturnType<typeof createInputWriter> | undefined;
  private stopReading: (() => void) | undefined;
  private resizeTimer: ReturnType<typeof setTimeout> | undefined;
  private isClosed = false;
  private readonly deps: SessionDeps;
  private readonly onChange: () => void;

  constructor({ key, target, containerName, terminal, onChange }: SessionStart, deps: SessionDeps) {
    this.deps = deps;
    this.onChange = onChange;
    this.terminal = terminal;
    this.state = {
      key,
      target,
      containerName: containerName ?? target.ref.id.slice(0, 12),
      program: terminal?.program,
      command: terminal?.command,
      status: { type: 'waiting' },
    };
    this.screen = deps.createScreen();
    this.wire();
    if (containerName === undefined) void this.learnName();
    // One that is taken up is read at once: main closes what nobody reads.
    if (terminal) void this.begin();
  }

  /** Main's name for it, while there is one. */
  get terminalId(): string | undefined {
    return this.terminal?.id;
  }

  /** Called when its element is in the page: opens what was waiting for a size. */
  show(): void {
    this.screen.fit();
    if (this.state.status.type === 'waiting') void this.begin();
  }

  /** Whether this main process is another than the one that it was attached to, and which has ended. */
  hasSuccessor(startedAt: number | undefined): boolean {
    const before = this.terminal?.processStartedAt;
    return this.state.status.type === 'ended' && before !== undefined && startedAt !== undefined && startedAt > before;
  }

  /** The same again, after it has ended: below what is on the screen. */
  restart(): void {
    this.terminal = undefined;
    this.screen.write(`\r\n${dim('─'.repeat(Math.max(2, this.screen.size.columns - 2)))}`);
    void this.begin();
  }

  /** Leaves the main process without stopping it. */
  detach(): void {
    if (this.state.target.type !== 'attach' || this.state.status.type !== 'open') return;
    this.end({ type: 'detached' });
    void this.closeInMain();
  }

  /** For good: what runs in a shell ends, a main process goes on. */
  close(): void {
    this.isClosed = true;
    this.stopReading?.();
    clearTimeout(this.resizeTimer);
    void this.closeInMain();
    this.screen.dispose();
  }

  private wire(): void {
    const write = (bytes: Uint8Array) => {
      if (this.state.status.type === 'open') this.input?.write(bytes);
    };
    const detachKeys = this.state.target.type === 'attach' ? createDetachKeys() : undefined;
    this.screen.onInput((typed) => {
      const { text, isDetach } = detachKeys?.(typed) ?? { text: typed, isDetach: false };
      write(encoder.encode(text));
      if (isDetach) this.detach();
    });
    this.screen.onBinary(write);
    this.screen.onResize((size) => {
      clearTimeout(this.resizeTimer);
      this.resizeTimer = setTimeout(() => this.resizeInMain(size), RESIZE_MS);
    });
  }

  private async begin(): Promise<void> {
    this.become({ status: { type: 'opening' } });
    try {
      const isTakenUp = this.terminal !== undefined;
      const { size } = this.screen;
      this.terminal ??= await this.deps.client.terminals.open({ target: this.state.target, ...size });
      if (this.isClosed) return void this.closeInMain();
      const { id, program, command } = this.terminal;
      this.input = createInputWriter((bytes) => this.deps.client.terminals.write({ terminalId: id, bytes }));
      this.become({ status: { type: 'open' }, program, command });
      if (isTakenUp) {
        this.screen.write(dim(t('Taken up again. What was printed before is not shown.')));
        this.resizeInMain(this.screen.size);
      }
      this.read(id);
    } catch (thrown) {
      if (!this.isClosed) this.become({ status: { type: 'failed', error: toAppError(thrown) } });
    }
  }

  private read(terminalId: string): void {
    const { client, follow } = this.deps;
    const flow = createFlow((bytes, done) => this.screen.write(bytes, done));
    this.stopReading = follow({
      open: (signal) => exitOf(client.terminals.output({ terminalId }, { signal }), (bytes) => flow.push(bytes)),
      onItem: ({ exitCode, message }) => this.end({ type: 'ended', exitCode, message }),
      onError: (error) => this.end({ type: 'failed', error }),
    });
  }

  private end(status: TerminalStatus): void {
    this.stopReading?.();
    this.stopReading = undefined;
    clearTimeout(this.resizeTimer);
    this.become({ status });
  }

  private become(change: Partial<SessionState>): void {
    this.state = { ...this.state, ...change };
    this.onChange();
  }

  private resizeInMain(size: ScreenSize): void {
    if (!this.terminal || this.state.status.type !== 'open') return;
    // A terminal that has just ended says so by its output.
    this.deps.client.terminals.resize({ terminalId: this.terminal.id, ...size }).catch(() => {});
  }

  private async closeInMain(): Promise<void> {
    const { terminal, input } = this;
    this.terminal = undefined;
    if (!terminal) return;
    // What was typed before still belongs to the program that is left; one that does not read it is not waited for.
    await Promise.race([input?.sent(), new Promise((resolve) => setTimeout(resolve, UNSENT_MS))]);
    // Main closes what belongs to a lost connection by itself.
    await this.deps.client.terminals.close({ terminalId: terminal.id }).catch(() => {});
  }

  private async learnName(): Promise<void> {
    try {
      const { name } = await this.deps.client.containers.inspect(this.state.target.ref);
      if (!this.isClosed) this.become({ containerName: name });
    } catch {
      // The terminal works without, and says itself what is wrong with its container.
    }
  }
}

type Exit = Extract<TerminalOutput, { type: 'exit' }>;

/** Puts what comes on the screen, no faster than it takes it; gives the end, also where the source forgets to say it. */
async function* exitOf(source: AsyncIterable<TerminalOutput>, push: (bytes: Uint8Array) => Promise<void>) {
  let exit: Exit | undefined;
  for await (const item of source) {
    if (item.type === 'data') await push(item.bytes);
    else exit = item;
  }
  yield exit ?? ({ type: 'exit', message: t('The terminal has ended.') } as const satisfies Exit);
}
