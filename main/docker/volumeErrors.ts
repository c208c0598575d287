import { conflict, invalid, type Rule } from './errorRule.ts';

/** Volumes and their drivers. */
export const volumeErrors: readonly Rule[] = [
  {
    text: /create .*: ".*" includes invalid characters for a local volume name/,
    make: (_, { kind, name = '' }) =>
      kind === 'volume'
        ? invalid(
            'name',
            `“${name}” is no name for a volume.`,
            'Use letters, digits, “_”, “.” and “-”, a letter or digit first.',
          )
        : undefined,
  },
  {
    text: /volume name is too short/,
    make: (_, { name = '' }) =>
      invalid('name', `The name “${name}” is too short.`, 'Use at least two letters or digits.'),
  },
  {
    text: /create .*: invalid option: "(.*?)"/,
    make: ([, option = '']) =>
      invalid('options', `The local driver knows no option “${option}”.`, 'It knows type, device, o and size.'),
  },
  {
    text: /create .*: missing required option: "(.*?)"/,
    make: ([, option = '']) =>
      invalid(
        'options',
        `The option “${option}” is missing.`,
        'A type of file system needs type and device, as mount does.',
      ),
  },
  {
    text: /failed to mount local volume: mount (\S+?):\S+, (?:flags|data): .*: ([^:]+)$/,
    make: ([, device = '', why = '']) =>
      conflict(`The volume’s place, ${device.replace(/^:/, '')}, could not be mounted: ${why}.`, hintFor(why)),
  },
];

function hintFor(why: string): string {
  if (/no such file/.test(why)) return 'The folder is not on the engine’s machine, or the server has no such share.';
  if (/no such device|unknown filesystem/.test(why)) {
    return 'The engine’s machine cannot mount this type: it may lack a program or module (nfs-common, cifs-utils).';
  }
  if (/refused|timed out|unreachable|no route/.test(why))
    return 'Check the address of the server, and that it exports the folder.';
  if (/permission|access denied/.test(why))
    return 'The server does not let the engine’s machine in: check its exports, user and password.';
  return 'Make the volume anew with other options: those of a volume cannot be changed.';
}
