import { describe, expect, it } from 'vitest';
import { createDetachKeys } from './detachKeys.ts';

const sent = (text: string) => ({ text, isDetach: false });

describe('the detach keys', () => {
  it('detach, and send nothing of themselves', () => {
    const press = createDetachKeys();
    expect([press('\x10'), press('\x11')]).toEqual([sent(''), { text: '', isDetach: true }]);
  });

  it('detach when they come at once, after what was typed before them', () => {
    expect(createDetachKeys()('ls\x10\x11never')).toEqual({ text: 'ls', isDetach: true });
  });

  it('let Ctrl-P through with the key after it', () => {
    const press = createDetachKeys();
    const keys = ['\x10', 'a', '\x11', '\x10', '\x10', 'b'];
    expect(keys.map(press)).toEqual(['', '\x10a', '\x11', '', '\x10', '\x10b'].map(sent));
  });
});
