import {
  type CertificateDefaults,
  CertificateSettings,
  type KeyType,
} from '../../../../contract/model/certificates.ts';
import { t } from '../texts/index.ts';

/** What is typed into the dialog. Where something was not touched, it follows from the rest. */
export interface CertificateDraft {
  readonly isHere: boolean;
  /** One on each line, or after commas. */
  readonly names: string | undefined;
  readonly name: string | undefined;
  readonly folder: string | undefined;
  readonly days: number | string;
  readonly authorityDays: number | string;
  readonly keyType: KeyType;
  readonly passphrase: string;
  readonly repeated: string;
}

export const NEW_CERTIFICATES: CertificateDraft = {
  isHere: false,
  names: undefined,
  name: undefined,
  folder: undefined,
  days: 365,
  authorityDays: 3650,
  keyType: 'ecdsa-p256',
  passphrase: '',
  repeated: '',
};

export type CertificateField = 'names' | 'name' | 'folder' | 'days' | 'authorityDays' | 'passphrase' | 'repeated';

export interface ReadCertificateDraft {
  /** What the fields show. */
  readonly names: string;
  readonly name: string;
  readonly folder: string;
  /** Names that are offered, and not yet there. */
  readonly offered: readonly string[];
  /** Undefined while something is missing or wrong. */
  readonly settings: CertificateSettings | undefined;
  /** Of fields that somebody has written in. */
  readonly problems: Partial<Record<CertificateField, string>>;
}

const LOOPBACK = ['localhost', '127.0.0.1'];

export function readCertificateDraft(draft: CertificateDraft, defaults: CertificateDefaults): ReadCertificateDraft {
  const own = [defaults.hostName, ...defaults.addresses, ...LOOPBACK];
  const names = draft.names ?? (draft.isHere ? own.join('\n') : '');
  const list = [...new Set(names.split(/[\s,]+/).filter((name) => name !== ''))];
  const name = draft.name ?? nameFrom(draft.isHere ? defaults.hostName : (list[0] ?? ''));
  const separator = defaults.parentFolder.includes('\\') ? '\\' : '/';
  const folder = draft.folder ?? `${defaults.parentFolder}${separator}${name === '' ? 'engine' : name}`;
  const { keyType, passphrase } = draft;
  const days = Number(draft.days);
  const authorityDays = Number(draft.authorityDays);
  const read = CertificateSettings.safeParse({
    ...{ name: name.trim(), folder: folder.trim(), names: list, keyType, passphrase, days, authorityDays },
  });
  const problems: Partial<Record<CertificateField, string>> = {};
  for (const { path, message } of read.error?.issues ?? []) {
    const field = path[0] as CertificateField;
    const wrong = field === 'names' && typeof path[1] === 'number' ? `“${list[path[1]]}”: ${message}` : message;
    if (isTouched(field, draft)) problems[field] ??= wrong;
  }
  const isRepeated = passphrase === draft.repeated;
  if (!isRepeated && draft.repeated !== '') problems.repeated = t('It is not the same as above.');
  return {
    ...{ names, name, folder, problems },
    offered: (draft.isHere ? own : LOOPBACK).filter((one) => !list.includes(one)),
    settings: read.success && isRepeated ? read.data : undefined,
  };
}

function isTouched(field: CertificateField, draft: CertificateDraft): boolean {
  if (field === 'names') return draft.names !== undefined && draft.names.trim() !== '';
  if (field === 'name') return draft.name !== undefined && draft.name !== '';
  return true;
}

/** `lab.example.org` is `lab`; an address is taken whole. */
function nameFrom(machine: string): string {
  const bare = /^[\d.]+$/.test(machine) ? machine : (machine.replace(/^\*\./, '').split('.')[0] ?? '');
  const name = bare
    .replaceAll(/[^a-zA-Z0-9_.+-]+/g, '-')
    .replace(/^[^a-zA-Z0-9]+/, '')
    .slice(0, 40);
  return name === 'default' || name.length === 1 ? `${name}-engine` : name;
}
