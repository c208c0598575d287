import { describe, expect, it, vi } from 'vitest';
import { createDetachKeys } from './detachKeys.ts';

function setUp() {
  const onDetach = vi.fn<() => void>();
  return { onDetach, press: createDetachKeys(onDetach) };
}

describe('the detach keys', () => {
  it('detach, and send nothing of themselves', () => {
    const { press, onDetach } = setUp();
    expect([press('\x10'), press('\x11')]).toEqual(['', '']);
    expect(onDetach).toHaveBeenCalledOnce();
  });

  it('detach when they come at once', () => {
    const { press, onDetach } = setUp();
    expect(press('ls\x10\x11never')).toBe('ls');
    expect(onDetach).toHaveBeenCalledOnce();
  });

  it('let Ctrl-P through with the key after it', () => {
    const { press, onDetach } = setUp();
    expect([press('\x10'), press('a'), press('\x11'), press('\x10'), press('\x10'), press('b')]).toEqual([
      '',
      '\x10a',
      '\x11',
      '',
      '\x10',
      '\x10b',
    ]);
    expect(onDetach).not.toHaveBeenCalled();
  });
});
