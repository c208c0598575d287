import { containerNameProblem } from '../../../../../contract/model/containerName.ts';
import type { NamedValue } from '../../../../../contract/model/run.ts';
import { box, count, optionalText, optionalWord, optionalWords, plainText, word, yesOrNo } from '../draft/codecs.ts';
import { keepingGetters, objectRows, textRows } from '../draft/field.ts';
import type { FieldsFor } from './fields.ts';
import { t } from '../../texts/index.ts';

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH', 'SIGKILL'];

/** Names with values; both are taken as they are, spaces and further “=” of a value included. */
export const pairCells = {
  name: {
    get label() {
      return t('name');
    },
    codec: plainText,
    share: 2,
  },
  value: {
    get label() {
      return t('value');
    },
    codec: plainText,
    share: 3,
  },
};

/** What is run in it, and as whom. */
export const processFields = {
  image: {
    kind: 'value',
    get label() {
      return t('Image');
    },
    get placeholder() {
      return t('nginx, redis:7, ghcr.io/owner/app');
    },
    flags: [],
    codec: {
      nothing: '',
      write: (image) => image,
      read: (text) => {
        const image = text.trim();
        if (image === '') return { ok: false, message: t('Name an image, such as nginx or redis:7.') };
        return /\s/.test(image)
          ? { ok: false, message: t('An image name has no spaces. Arguments go into the command.') }
          : { ok: true, value: image };
      },
    },
  },
  name: {
    kind: 'value',
    get label() {
      return t('Name');
    },
    get placeholder() {
      return t('the engine invents one');
    },
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
    get label() {
      return t('Command');
    },
    get help() {
      return t('In place of the image’s, in words as in a shell.');
    },
    get placeholder() {
      return t('that of the image');
    },
    flags: [],
    keywords: 'cmd arguments args',
    codec: optionalWords,
  },
  entrypoint: {
    kind: 'value',
    get label() {
      return t('Entrypoint');
    },
    get help() {
      return t('The program that the command is given to. "" takes the image’s away.');
    },
    get placeholder() {
      return t('that of the image');
    },
    flags: ['--entrypoint'],
    codec: optionalWords,
  },
  workingDir: {
    kind: 'value',
    get label() {
      return t('Working folder');
    },
    get placeholder() {
      return t('that of the image');
    },
    flags: ['--workdir', '-w'],
    keywords: 'directory cwd',
    codec: optionalText,
  },
  user: {
    kind: 'value',
    get label() {
      return t('User');
    },
    get help() {
      return t('A name or number, with a group after a colon: 1000:1000.');
    },
    get placeholder() {
      return t('that of the image');
    },
    flags: ['--user', '-u'],
    keywords: 'uid gid root',
    codec: optionalWord,
  },
  groupAdd: textRows({
    get label() {
      return t('Further groups');
    },
    get noun() {
      return t('group');
    },
    get help() {
      return t('Groups that its user is in besides, by name or number.');
    },
    placeholder: 'audio, 44',
    flags: ['--group-add'],
  }),
  env: objectRows<NamedValue>(
    {
      get label() {
        return t('Environment');
      },
      get noun() {
        return t('variable');
      },
      flags: ['--env', '-e', '--env-file'],
      keywords: 'variables secret',
    },
    { ...pairCells, name: keepingGetters(pairCells.name, { codec: word }) },
  ),
  unsetEnv: textRows({
    get label() {
      return t('Variables it does not get');
    },
    get noun() {
      return t('left out variable');
    },
    get help() {
      return t('Variables of the image that are taken away.');
    },
    placeholder: 'NAME',
    flags: ['--env', '-e'],
    keywords: 'unset',
  }),
  labels: objectRows<NamedValue>(
    {
      get label() {
        return t('Labels');
      },
      get noun() {
        return t('label');
      },
      get help() {
        return t('Notes on the container that tools read.');
      },
      flags: ['--label', '-l', '--label-file'],
    },
    pairCells,
  ),
  annotations: objectRows<NamedValue>(
    {
      get label() {
        return t('Annotations');
      },
      get noun() {
        return t('annotation');
      },
      get help() {
        return t('Handed on to the runtime.');
      },
      flags: ['--annotation'],
    },
    pairCells,
  ),
  tty: {
    kind: 'value',
    get label() {
      return t('Terminal (--tty)');
    },
    input: 'box',
    flags: ['--tty', '-t'],
    codec: box,
  },
  openStdin: {
    kind: 'value',
    get label() {
      return t('Keep its input open (--interactive)');
    },
    input: 'box',
    flags: ['--interactive', '-i'],
    keywords: 'stdin',
    codec: box,
  },
  init: {
    kind: 'value',
    get label() {
      return t('A small init');
    },
    get help() {
      return t('As first process: passes signals on and clears away ended processes.');
    },
    input: 'select',
    options: [
      {
        value: '',
        get label() {
          return t('As the engine is set up');
        },
      },
      {
        value: 'yes',
        get label() {
          return t('Yes');
        },
      },
      {
        value: 'no',
        get label() {
          return t('No');
        },
      },
    ],
    flags: ['--init'],
    keywords: 'tini zombie',
    codec: yesOrNo,
  },
  stopSignal: {
    kind: 'value',
    get label() {
      return t('Signal to stop it');
    },
    get placeholder() {
      return t('that of the image, or SIGTERM');
    },
    suggestions: SIGNALS,
    flags: ['--stop-signal'],
    codec: optionalWord,
  },
  stopTimeoutSeconds: {
    kind: 'value',
    get label() {
      return t('Grace to stop, in seconds');
    },
    get help() {
      return t('Then it is killed; -1 waits for ever.');
    },
    placeholder: '10',
    flags: ['--stop-timeout'],
    codec: count(() => t('the seconds'), { min: -1 }),
  },
} satisfies Partial<FieldsFor>;
