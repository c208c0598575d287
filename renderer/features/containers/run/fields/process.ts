import { containerNameProblem } from '../../../../../contract/model/containerName.ts';
import type { NamedValue } from '../../../../../contract/model/run.ts';
import { box, count, optionalText, optionalWord, optionalWords, plainText, word, yesOrNo } from '../draft/codecs.ts';
import { objectRows, textRows } from '../draft/field.ts';
import type { FieldsFor } from './fields.ts';

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH', 'SIGKILL'];

/** Names with values; both are taken as they are, spaces and further “=” of a value included. */
export const pairCells = {
  name: { label: 'name', codec: plainText, share: 2 },
  value: { label: 'value', codec: plainText, share: 3 },
};

/** What is run in it, and as whom. */
export const processFields = {
  image: {
    kind: 'value',
    label: 'Image',
    placeholder: 'nginx, redis:7, ghcr.io/owner/app',
    flags: [],
    codec: {
      nothing: '',
      write: (image) => image,
      read: (text) => {
        const image = text.trim();
        if (image === '') return { ok: false, message: 'Name an image, such as nginx or redis:7.' };
        return /\s/.test(image)
          ? { ok: false, message: 'An image name has no spaces. Arguments go into the command.' }
          : { ok: true, value: image };
      },
    },
  },
  name: {
    kind: 'value',
    label: 'Name',
    placeholder: 'the engine invents one',
    flags: ['--name'],
    codec: {
      write: (name) => name ?? '',
      read: (text) => {
        const name = text.trim();
        if (name === '') return { ok: true, value: undefined };
        const message = containerNameProblem(name);
        return message === undefined ? { ok: true, value: name } : { ok: false, message };
      },
    },
  },
  command: {
    kind: 'value',
    label: 'Command',
    help: 'In place of the image’s, in words as in a shell.',
    placeholder: 'that of the image',
    flags: [],
    keywords: 'cmd arguments args',
    codec: optionalWords,
  },
  entrypoint: {
    kind: 'value',
    label: 'Entrypoint',
    help: 'The program that the command is given to. "" takes the image’s away.',
    placeholder: 'that of the image',
    flags: ['--entrypoint'],
    codec: optionalWords,
  },
  workingDir: {
    kind: 'value',
    label: 'Working folder',
    placeholder: 'that of the image',
    flags: ['--workdir', '-w'],
    keywords: 'directory cwd',
    codec: optionalText,
  },
  user: {
    kind: 'value',
    label: 'User',
    help: 'A name or number, with a group after a colon: 1000:1000.',
    placeholder: 'that of the image',
    flags: ['--user', '-u'],
    keywords: 'uid gid root',
    codec: optionalWord,
  },
  groupAdd: textRows({
    label: 'Further groups',
    noun: 'group',
    help: 'Groups that its user is in besides, by name or number.',
    placeholder: 'audio, 44',
    flags: ['--group-add'],
  }),
  env: objectRows<NamedValue>(
    { label: 'Environment', noun: 'variable', flags: ['--env', '-e', '--env-file'], keywords: 'variables secret' },
    { ...pairCells, name: { ...pairCells.name, codec: word } },
  ),
  unsetEnv: textRows({
    label: 'Variables it does not get',
    noun: 'left out variable',
    help: 'Variables of the image that are taken away.',
    placeholder: 'NAME',
    flags: ['--env', '-e'],
    keywords: 'unset',
  }),
  labels: objectRows<NamedValue>(
    {
      label: 'Labels',
      noun: 'label',
      help: 'Notes on the container that tools read.',
      flags: ['--label', '-l', '--label-file'],
    },
    pairCells,
  ),
  annotations: objectRows<NamedValue>(
    { label: 'Annotations', noun: 'annotation', help: 'Handed on to the runtime.', flags: ['--annotation'] },
    pairCells,
  ),
  tty: { kind: 'value', label: 'Terminal (--tty)', input: 'box', flags: ['--tty', '-t'], codec: box },
  openStdin: {
    kind: 'value',
    label: 'Keep its input open (--interactive)',
    input: 'box',
    flags: ['--interactive', '-i'],
    keywords: 'stdin',
    codec: box,
  },
  init: {
    kind: 'value',
    label: 'A small init',
    help: 'As first process: passes signals on and clears away ended processes.',
    input: 'select',
    options: [
      { value: '', label: 'As the engine is set up' },
      { value: 'yes', label: 'Yes' },
      { value: 'no', label: 'No' },
    ],
    flags: ['--init'],
    keywords: 'tini zombie',
    codec: yesOrNo,
  },
  stopSignal: {
    kind: 'value',
    label: 'Signal to stop it',
    placeholder: 'that of the image, or SIGTERM',
    suggestions: SIGNALS,
    flags: ['--stop-signal'],
    codec: optionalWord,
  },
  stopTimeoutSeconds: {
    kind: 'value',
    label: 'Grace to stop, in seconds',
    help: 'Then it is killed; -1 waits for ever.',
    placeholder: '10',
    flags: ['--stop-timeout'],
    codec: count('the seconds', { min: -1 }),
  },
} satisfies Partial<FieldsFor>;
