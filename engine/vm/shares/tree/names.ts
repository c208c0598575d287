import { STATUS } from '../sftp/protocol.ts';
import { SftpProblem, malformed } from '../sftp/problem.ts';

/**
 * Names are bytes: Linux knows no characters in them. Here they are strings with one character for each byte ("latin1"),
 * which compare and split as the bytes do, and become bytes again on their way to the system.
 */
export type ByteText = string;

export const byteText = (bytes: Buffer): ByteText => bytes.toString('latin1');
export const bytesOf = (text: ByteText): Buffer => Buffer.from(text, 'latin1');
/** Of a path as programs write it. */
export const textOfPath = (path: string): ByteText => byteText(Buffer.from(path));

/** The names on the way from `root` to `path`, both as the guest knows them. Throws for what is not below it. */
export function namesBelow(root: ByteText, path: Buffer, platform: NodeJS.Platform): ByteText[] {
  const text = byteText(path);
  if (text.includes('\0')) throw malformed('a name with a zero byte');
  if (!text.startsWith('/')) throw outside();
  const names = text.split('/').filter((name) => name !== '' && name !== '.');
  if (names.includes('..')) throw outside(); // The guest's kernel resolves them: none comes from there.
  const top = root.split('/').filter((name) => name !== '');
  if (top.some((name, index) => names[index] !== name)) throw outside();
  const below = names.slice(top.length);
  if (platform === 'win32' && !below.every(isNameOfWindows)) throw new SftpProblem(STATUS.failure, 'EINVAL');
  return below;
}

export const outside = () => new SftpProblem(STATUS.permissionDenied, 'Outside of the shared folder');

/** What means something else than a name of a file there: other separators, streams, devices, names that lose their end. */
function isNameOfWindows(name: ByteText): boolean {
  const isDevice = /^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)\s*(\.|$)/i.test(name);
  // oxlint-disable-next-line no-control-regex -- these are what Windows refuses
  return !isDevice && !/[\\:*?"<>|\u0001-\u001f]/.test(name) && !/[. ]$/.test(name);
}
