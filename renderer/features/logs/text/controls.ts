/**
 * What a terminal would obey and a log must not: control sequences (CSI), strings for the terminal (OSC, DCS, APC, PM,
 * SOS), other escapes, and control characters. Never crosses a newline, so it is right for one line and for a block.
 */
const SEQUENCES =
  // eslint-disable-next-line no-control-regex
  /\x1b(?:\[[0-?]*[ -/]*[@-~]?|[\]PX^_][^\x07\x1b\n]*(?:\x07|\x1b\\)?|[ -/]*[0-~]?)|[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f]/g;

export const ESCAPE = '\x1b';

/**
 * A progress bar draws itself anew after each carriage return: only what follows the last one of a line would be seen.
 * By hand, since a regular expression would take quadratic time on a line of a megabyte.
 */
export function withoutOverwritten(text: string): string {
  if (!text.includes('\r')) return text;
  return text.includes('\n') ? text.split('\n').map(lastDrawn).join('\n') : lastDrawn(text);
}

function lastDrawn(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === '\r') end -= 1;
  return line.slice(end === 0 ? 0 : line.lastIndexOf('\r', end - 1) + 1, end);
}

/** A line, or lines, as they are read: what is searched, what levels are found in, what is copied. */
export const plainText = (text: string): string => withoutOverwritten(text).replace(SEQUENCES, '');
