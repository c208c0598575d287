import { expect, test } from 'vitest';
import { LineInput, withReturns } from './lineInput.ts';

const type = (input: LineInput, text: string, canType = true) => {
  const taken = input.take(Buffer.from(text), canType);
  return { ...taken, input: taken.input.toString(), echo: taken.echo.toString() };
};

test('a line goes out when it is ended, and is shown while it is typed', () => {
  const input = new LineInput();
  expect(type(input, 'hel')).toMatchObject({ input: '', echo: 'hel' });
  expect(type(input, 'lo\r')).toMatchObject({ input: 'hello\n', echo: 'lo\r\n' });
});

test('what was typed can be corrected, a whole character at a time', () => {
  const input = new LineInput();
  expect(type(input, 'aé\x7f')).toMatchObject({ echo: 'aé\b \b' });
  expect(type(input, 'b\r')).toMatchObject({ input: 'ab\n' });
  expect(type(input, 'xyz\x15\x7fk\r')).toMatchObject({ input: 'k\n' });
});

test('Ctrl-C interrupts, also where nothing can be typed; Ctrl-D on an empty line ends the input', () => {
  const input = new LineInput();
  expect(type(input, 'a\x03')).toMatchObject({ input: '', isInterrupted: true, hasEnded: false });
  expect(type(input, 'abc\x03', false)).toMatchObject({ input: '', echo: '^C\r\n', isInterrupted: true });
  expect(type(input, '\x04')).toMatchObject({ hasEnded: true });
  expect(type(input, 'a\x04')).toMatchObject({ input: 'a', hasEnded: false });
});

test('line ends become those of a screen', () => {
  expect(withReturns(Buffer.from('a\n\nb')).toString()).toBe('a\r\n\r\nb');
  expect(withReturns(Buffer.from('ab')).toString()).toBe('ab');
});
