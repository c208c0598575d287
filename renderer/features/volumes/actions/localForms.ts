import { t } from '../texts/index.ts';

/** What the local driver can be: it mounts whatever `mount` of the engine’s machine can. */
export type LocalForm = 'disk' | 'bind' | 'nfs' | 'cifs' | 'tmpfs';

interface FormField {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly placeholder: string;
  readonly isNeeded?: boolean;
}

interface Form {
  readonly label: string;
  readonly help: string;
  readonly fields: readonly FormField[];
}

export const FORMS: Readonly<Record<LocalForm, Form>> = {
  disk: {
    get label() {
      return t('On the engine’s disk');
    },
    get help() {
      return t('What you want, unless you know otherwise.');
    },
    fields: [],
  },
  bind: {
    get label() {
      return t('A folder of the engine’s machine');
    },
    get help() {
      return t('The folder must be there. Removing the volume leaves it as it is.');
    },
    fields: [
      {
        id: 'device',
        get label() {
          return t('Folder');
        },
        placeholder: '/srv/data',
        isNeeded: true,
      },
    ],
  },
  nfs: {
    get label() {
      return t('NFS share');
    },
    get help() {
      return t('Mounted when the first container starts, and only then is it known whether the server answers.');
    },
    fields: [
      {
        id: 'server',
        get label() {
          return t('Server');
        },
        placeholder: '192.168.1.10',
        isNeeded: true,
      },
      {
        id: 'device',
        get label() {
          return t('Exported folder');
        },
        placeholder: '/export/data',
        isNeeded: true,
      },
      {
        id: 'o',
        get label() {
          return t('Mount options');
        },
        get description() {
          return t('Beside addr: rw, nfsvers=4, soft, …');
        },
        placeholder: 'rw,nfsvers=4',
      },
    ],
  },
  cifs: {
    get label() {
      return t('Windows share (SMB, CIFS)');
    },
    get help() {
      return t('The password is kept by the engine, and shown to whoever may inspect the volume.');
    },
    fields: [
      {
        id: 'device',
        get label() {
          return t('Share');
        },
        placeholder: '//server/share',
        isNeeded: true,
      },
      {
        id: 'username',
        get label() {
          return t('User');
        },
        placeholder: 'me',
      },
      {
        id: 'password',
        get label() {
          return t('Password');
        },
        placeholder: '',
      },
      {
        id: 'o',
        get label() {
          return t('Mount options');
        },
        placeholder: 'vers=3.0,uid=1000',
      },
    ],
  },
  tmpfs: {
    get label() {
      return t('In memory (tmpfs)');
    },
    get help() {
      return t('Gone when the last container that has it stops.');
    },
    fields: [
      {
        id: 'size',
        get label() {
          return t('At most');
        },
        placeholder: '100m',
      },
      {
        id: 'o',
        get label() {
          return t('Mount options');
        },
        placeholder: 'uid=1000,mode=1777',
      },
    ],
  },
};

/** The driver’s options (`type`, `device`, `o`) from what was typed. */
export function settingsOf(form: LocalForm, values: Readonly<Record<string, string>>): Record<string, string> {
  const value = (id: string) => (values[id] ?? '').trim();
  const joined = (...parts: readonly string[]) => parts.filter(Boolean).join(',');
  const given = (id: string, name = id) => (value(id) === '' ? '' : `${name}=${value(id)}`);
  switch (form) {
    case 'disk':
      return {};
    case 'bind':
      return { type: 'none', o: 'bind', device: value('device') };
    case 'nfs':
      return {
        type: 'nfs',
        o: joined(given('server', 'addr'), value('o')),
        device: `:${value('device').replace(/^:/, '')}`,
      };
    case 'cifs':
      return { type: 'cifs', o: joined(given('username'), given('password'), value('o')), device: value('device') };
    case 'tmpfs': {
      const o = joined(given('size'), value('o'));
      return { type: 'tmpfs', device: 'tmpfs', ...(o !== '' && { o }) };
    }
  }
}
