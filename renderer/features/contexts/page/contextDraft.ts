import type { ReadBundle } from '../../../../contract/model/certificates.ts';
import {
  type ContextDetail,
  ContextName,
  ContextSettings,
  type ContextSettingsInput,
} from '../../../../contract/model/contextEdit.ts';

export type ReachedBy = 'ssh' | 'tls' | 'socket';

/** What is typed into the dialog, as it is typed. */
export interface ContextDraft {
  readonly name: string;
  readonly description: string;
  readonly by: ReachedBy;
  /** Of each way its own: who changes their mind has lost nothing. */
  readonly ssh: string;
  readonly tls: string;
  readonly socket: string;
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
  readonly skipVerify: boolean;
}

export const EMPTY_DRAFT: ContextDraft = {
  name: '',
  description: '',
  by: 'ssh',
  ssh: '',
  tls: '',
  socket: '',
  ca: '',
  cert: '',
  key: '',
  skipVerify: false,
};

const SCHEMES: Record<ReachedBy, string> = { ssh: 'ssh://', tls: 'tcp://', socket: 'unix://' };

export function draftOf({ name, description, endpoint, skipVerify }: ContextDetail): ContextDraft {
  const by = /^ssh:/.test(endpoint) ? 'ssh' : /^(tcp|https?):/.test(endpoint) ? 'tls' : 'socket';
  const typed = endpoint.startsWith(SCHEMES[by]) ? endpoint.slice(SCHEMES[by].length) : endpoint;
  return { ...EMPTY_DRAFT, name, description, by, [by]: typed, skipVerify };
}

/** What a client’s bundle says goes over what is typed, but for a name or an address that somebody has written. */
export function withBundle(draft: ContextDraft, bundle: ReadBundle): ContextDraft {
  const { ca = '', cert = '', key = '', name = '', description = '', endpoint = '' } = bundle;
  return {
    ...draft,
    ...{ ca, cert, key },
    name: draft.name || name,
    description: draft.description || description,
    tls: draft.tls || endpoint.replace(/^tcp:\/\//, ''),
  };
}

export interface ReadDraft {
  /** Undefined while something is missing or wrong. */
  readonly settings: ContextSettings | undefined;
  readonly nameProblem: string | undefined;
}

/** `before`: what is edited; certificates that are not given stay as they are. */
export function readDraft(draft: ContextDraft, before?: ContextDetail): ReadDraft {
  const { name, description, by, ca, cert, key, skipVerify } = draft;
  const typed = draft[by].trim();
  const endpoint = typed === '' || typed.includes('://') ? typed : SCHEMES[by] + typed;
  const given = { ca: pem(ca), cert: pem(cert), key: pem(key) };
  const isKept = by === 'tls' && before !== undefined && before.skipVerify === skipVerify && !ca && !cert && !key;
  const hadTls = before !== undefined && (before.tlsFiles.length > 0 || before.skipVerify);
  const tls = by === 'tls' ? { ...given, skipVerify } : hadTls ? {} : undefined;
  const input: ContextSettingsInput = {
    name: name.trim(),
    description: description.trim(),
    endpoint,
    ...(!isKept && tls && { tls }),
  };
  const named = ContextName.safeParse(input.name);
  const read = ContextSettings.safeParse(input);
  return {
    settings: read.success ? read.data : undefined,
    nameProblem: input.name === '' || named.success ? undefined : named.error.issues[0]?.message,
  };
}

const pem = (text: string) => (text.trim() === '' ? undefined : `${text.trim()}\n`);
