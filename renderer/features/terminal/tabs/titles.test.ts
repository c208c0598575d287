import { describe, expect, it } from 'vitest';
import type { SessionState } from '../session/terminalSession.ts';
import { titlesOf } from './titles.ts';

const session = (key: string, id: string, change: Partial<SessionState> = {}): SessionState => ({
  key,
  target: { type: 'exec', ref: { context: 'default', id } },
  containerName: id,
  status: { type: 'open' },
  ...change,
});

describe('the title of a terminal', () => {
  it('is the program, with a number where a container has it twice', () => {
    const sessions = [
      session('1', 'a', { program: '/bin/bash' }),
      session('2', 'a', { program: '/bin/bash' }),
      session('3', 'b', { program: '/bin/bash' }),
      session('4', 'a', { program: 'ash' }),
    ];
    expect([...titlesOf(sessions).values()]).toEqual(['bash', 'bash 2', 'bash', 'ash']);
  });

  it('says which one is the main process, and what was asked for while the program is not known', () => {
    const attach = { type: 'attach', ref: { context: 'default', id: 'a' } } as const;
    const zsh = { type: 'exec', ref: { context: 'default', id: 'a' }, shell: '/bin/zsh' } as const;
    const sessions = [session('1', 'a', { target: attach }), session('2', 'a', { target: zsh }), session('3', 'a')];
    expect([...titlesOf(sessions).values()]).toEqual(['main process', 'zsh', 'shell']);
  });
});
