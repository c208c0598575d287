import type { TerminalTarget } from '../../../../contract/model/terminal.ts';
import { readOwnTerminals, writeOwnTerminals } from './ownTerminals.ts';
import { type SessionDeps, type SessionState, TerminalSession } from './terminalSession.ts';

/** All terminals of the page. They belong to no component: they go on while nobody looks. */
export class TerminalSessions {
  private readonly sessions = new Map<string, TerminalSession>();
  private readonly listeners = new Set<() => void>();
  private states: readonly SessionState[] = [];
  private loading: Promise<void> | undefined;
  private nextKey = 1;
  private readonly deps: SessionDeps;

  constructor(deps: SessionDeps) {
    this.deps = deps;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** In the order in which they were opened. The same array until something changes. */
  readonly list = (): readonly SessionState[] => this.states;

  get(key: string): TerminalSession | undefined {
    return this.sessions.get(key);
  }

  /** Opens as soon as it is first shown. Gives its key. */
  open(target: TerminalTarget, containerName?: string): string {
    return this.add({ target, containerName });
  }

  close(key: string): void {
    this.sessions.get(key)?.close();
    this.sessions.delete(key);
    this.changed();
  }

  /** Takes up what this page had before it was loaded anew. Once; again only if that failed. */
  load(): Promise<void> {
    this.loading ??= this.takeUp().catch(() => {
      this.loading = undefined;
    });
    return this.loading;
  }

  private async takeUp(): Promise<void> {
    const own = new Set(readOwnTerminals());
    if (own.size === 0) return;
    for (const terminal of await this.deps.client.terminals.list({})) {
      if (own.has(terminal.id)) this.add({ target: terminal.target, terminal });
    }
  }

  private add(start: Omit<ConstructorParameters<typeof TerminalSession>[0], 'key' | 'onChange'>): string {
    const key = `t${this.nextKey++}`;
    this.sessions.set(key, new TerminalSession({ ...start, key, onChange: () => this.changed() }, this.deps));
    this.changed();
    return key;
  }

  private changed(): void {
    const sessions = [...this.sessions.values()];
    this.states = sessions.map(({ state }) => state);
    writeOwnTerminals(sessions.flatMap(({ terminalId }) => terminalId ?? []));
    for (const listener of this.listeners) listener();
  }
}
