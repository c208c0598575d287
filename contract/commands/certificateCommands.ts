import { type BundleFormat, type CertificateSettings, kindOfSubject, type KeyType } from '../model/certificates.ts';
import { joinWords, quoteWord } from './words.ts';

/** Something that a step does, in the folder of the certificates. */
export type CertificateAct =
  | { readonly type: 'write'; readonly file: string; readonly lines: readonly string[] }
  /** `passphrase`: it asks for that of the authority’s key, at a terminal; `args` has where it goes without one. */
  | { readonly type: 'openssl'; readonly args: readonly string[]; readonly passphrase?: readonly string[] }
  | { readonly type: 'remove'; readonly files: readonly string[] }
  | { readonly type: 'chmod'; readonly mode: '600' | '644'; readonly files: readonly string[] };

/** One of the ten steps: what it is for, what it does, and the same in a shell. */
export interface CertificateStep {
  readonly title: string;
  readonly acts: readonly CertificateAct[];
  readonly command: string;
}

const PRIVATE_FILES = ['ca-key.pem', 'server-key.pem', 'key.pem'] as const;
const PUBLIC_FILES = ['ca.pem', 'server-cert.pem', 'cert.pem'] as const;

type Wanted = Omit<CertificateSettings, 'passphrase'> & { readonly hasPassphrase: boolean };

/**
 * From an empty folder to certificates for both sides. What runs and what is shown are the same acts; a passphrase is in
 * neither: openssl asks for it. Works with OpenSSL from 1.1 on and with LibreSSL (macOS).
 */
export function certificateSteps(wanted: Wanted): readonly CertificateStep[] {
  const { folder, name, authorityDays } = wanted;
  return [
    {
      title: 'A folder that nobody else can look into',
      acts: [],
      command: `umask 077 && mkdir -p ${quoteWord(folder)} && cd ${quoteWord(folder)}`,
    },
    step('The authority’s key: whoever has it can make more certificates', [authorityKey(wanted)]),
    step(`The authority’s certificate, for ${counted(authorityDays)}: both sides trust what it signs`, [
      write('ca.cnf', authorityConfig(name)),
      askingIf(wanted.hasPassphrase, '-passin', [
        ...['req', '-new', '-x509', '-sha256', '-days', String(authorityDays), '-config', 'ca.cnf'],
        ...['-key', 'ca-key.pem', '-out', 'ca.pem'],
      ]),
    ]),
    ...engineSteps(wanted, ''),
    ...clientSteps(wanted, ''),
    step('Both are checked; requests go, and keys are for you alone', [
      ...checks(['server', 'client'], ''),
      { type: 'remove', files: ['ca.cnf', ...requestFiles(['server', 'client'])] },
      { type: 'chmod', mode: '600', files: [...PRIVATE_FILES, 'ca.srl'] },
      { type: 'chmod', mode: '644', files: PUBLIC_FILES },
    ]),
  ];
}

/** Which of the two certificates. */
export type CertificatePart = 'server' | 'client';

export const CERTIFICATE_FILES: Record<CertificatePart, { readonly key: string; readonly cert: string }> = {
  server: { key: 'server-key.pem', cert: 'server-cert.pem' },
  client: { key: 'key.pem', cert: 'cert.pem' },
};

/** Where new certificates wait until they are in use, in the folder of those that they replace. */
export const RENEWAL_FOLDER = 'renewal';

type Renewed = Omit<Wanted, 'authorityDays'> & { readonly parts: readonly CertificatePart[] };

/** New keys and certificates by the authority that is there, beside those that are in use. */
export function renewalSteps(wanted: Renewed): readonly CertificateStep[] {
  const { folder, parts } = wanted;
  const files = parts.map((part) => CERTIFICATE_FILES[part]);
  return [
    {
      title: 'A folder for what is new, in that of the authority; what is in use stays as it is',
      acts: [],
      command: `umask 077 && cd ${quoteWord(folder)} && mkdir ${RENEWAL_FOLDER} && cd ${RENEWAL_FOLDER}`,
    },
    ...(parts.includes('server') ? engineSteps(wanted, '../') : []),
    ...(parts.includes('client') ? clientSteps(wanted, '../') : []),
    step('They are checked; requests go, and keys are for you alone', [
      ...checks(parts, '../'),
      { type: 'remove', files: requestFiles(parts) },
      { type: 'chmod', mode: '600', files: files.map(({ key }) => key) },
      { type: 'chmod', mode: '644', files: files.map(({ cert }) => cert) },
    ]),
  ];
}

export const renewalCommand = (wanted: Renewed): string =>
  renewalSteps(wanted)
    .map(({ command }) => command)
    .join(' &&\n');

type Signed = Pick<Wanted, 'name' | 'names' | 'keyType' | 'days' | 'hasPassphrase'>;

/** `authority`: the way to its folder, with a slash. */
function engineSteps(wanted: Signed, authority: string): CertificateStep[] {
  const { name, days } = wanted;
  return [
    step('The engine’s key', [newKey(wanted, 'server-key.pem')]),
    step('The engine asks for a certificate', [
      write('server.cnf', requestConfig(`${name} engine`)),
      openssl('req', '-new', '-sha256', '-config', 'server.cnf', '-key', 'server-key.pem', '-out', 'server.csr'),
    ]),
    step(`It is signed for its names and addresses, to be a server, for ${counted(days)}`, [
      write('server.ext', serverExtensions(wanted)),
      sign(wanted, 'server', 'server-cert.pem', authority),
    ]),
  ];
}

function clientSteps(wanted: Signed, authority: string): CertificateStep[] {
  const { name, days } = wanted;
  return [
    step('Your key', [newKey(wanted, 'key.pem')]),
    step('You ask for a certificate', [
      write('client.cnf', requestConfig(`${name} client`)),
      openssl('req', '-new', '-sha256', '-config', 'client.cnf', '-key', 'key.pem', '-out', 'client.csr'),
    ]),
    step(`It is signed, to be a client, for ${counted(days)}`, [
      write('client.ext', extensions('digitalSignature', 'clientAuth')),
      sign(wanted, 'client', 'cert.pem', authority),
    ]),
  ];
}

const checks = (parts: readonly CertificatePart[], authority: string): CertificateAct[] =>
  parts.map((part) =>
    openssl('verify', '-CAfile', `${authority}ca.pem`, '-purpose', `ssl${part}`, CERTIFICATE_FILES[part].cert),
  );

const requestFiles = (parts: readonly CertificatePart[]): string[] =>
  parts.flatMap((part) => [`${part}.cnf`, `${part}.csr`, `${part}.ext`]);

/** All of them, for a shell that stops at the first that fails. */
export const certificatesCommand = (wanted: Wanted): string =>
  certificateSteps(wanted)
    .map(({ command }) => command)
    .join(' &&\n');

/** What puts the bundle into a file. */
export function bundleCommand(name: string, folder: string, format: BundleFormat): string {
  if (format === 'context') return joinWords(['docker', 'context', 'export', name, bundleFile(name, format)]);
  return joinWords(['tar', '-cf', bundleFile(name, format), '-C', folder, 'ca.pem', 'cert.pem', 'key.pem']);
}

export const bundleFile = (name: string, format: BundleFormat): string =>
  format === 'context' ? `${name}.dockercontext` : `${name}-client.tar`;

const ALGORITHMS: Record<KeyType, readonly string[]> = {
  'ecdsa-p256': [
    '-algorithm',
    'EC',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-pkeyopt',
    'ec_param_enc:named_curve',
  ],
  'rsa-3072': ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:3072'],
  'rsa-4096': ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:4096'],
};

const newKey = ({ keyType }: Pick<Wanted, 'keyType'>, file: string): CertificateAct =>
  openssl('genpkey', ...ALGORITHMS[keyType], '-out', file);

const openssl = (...args: string[]): CertificateAct => ({ type: 'openssl', args });
const write = (file: string, lines: readonly string[]): CertificateAct => ({ type: 'write', file, lines });

const askingIf = (hasPassphrase: boolean, option: string, args: readonly string[]): CertificateAct => ({
  type: 'openssl',
  args,
  ...(hasPassphrase && { passphrase: [option, 'stdin'] }),
});

const authorityKey = ({ keyType, hasPassphrase }: Wanted): CertificateAct =>
  askingIf(hasPassphrase, '-pass', [
    'genpkey',
    ...ALGORITHMS[keyType],
    ...(hasPassphrase ? ['-aes-256-cbc'] : []),
    ...['-out', 'ca-key.pem'],
  ]);

const sign = (
  { days, hasPassphrase }: Pick<Wanted, 'days' | 'hasPassphrase'>,
  who: CertificatePart,
  to: string,
  authority: string,
): CertificateAct =>
  askingIf(hasPassphrase, '-passin', [
    ...['x509', '-req', '-sha256', '-days', String(days), '-in', `${who}.csr`, '-extfile', `${who}.ext`],
    ...['-CA', `${authority}ca.pem`, '-CAkey', `${authority}ca-key.pem`, '-CAserial', `${authority}ca.srl`],
    ...['-CAcreateserial', '-out', to],
  ]);

const subject = (commonName: string) => [
  '[req]',
  'prompt = no',
  'distinguished_name = name',
  '[name]',
  `CN = ${commonName}`,
];

const requestConfig = subject;

/** What an authority may do is in its certificate itself: it can sign certificates, and no further authorities. */
const authorityConfig = (name: string) => [
  ...['[req]', 'prompt = no', 'distinguished_name = name', 'x509_extensions = authority'],
  ...['[name]', `CN = ${name} authority`],
  ...['[authority]', 'basicConstraints = critical,CA:TRUE,pathlen:0', 'keyUsage = critical,keyCertSign,cRLSign'],
  'subjectKeyIdentifier = hash',
];

const extensions = (keyUsage: string, purpose: string) => [
  'basicConstraints = critical,CA:FALSE',
  `keyUsage = critical,${keyUsage}`,
  `extendedKeyUsage = ${purpose}`,
  'subjectKeyIdentifier = hash',
  'authorityKeyIdentifier = keyid',
];

/** Clients compare the address they dial with these alone; the common name is not looked at any more. */
function serverExtensions({ names, keyType }: Pick<Wanted, 'names' | 'keyType'>): string[] {
  const usage = keyType === 'ecdsa-p256' ? 'digitalSignature' : 'digitalSignature,keyEncipherment';
  const unique = [...new Set(names.map((name) => name.replace(/\.$/, '')))];
  const alternatives = unique.map((name) => `${kindOfSubject(name)}:${name}`);
  return [...extensions(usage, 'serverAuth'), `subjectAltName = ${alternatives.join(',')}`];
}

const step = (title: string, acts: readonly CertificateAct[]): CertificateStep => ({
  title,
  acts,
  command: acts.map(commandOf).join(' &&\n'),
});

function commandOf(act: CertificateAct): string {
  switch (act.type) {
    case 'write':
      return `printf '%s\\n' ${act.lines.map(quoteWord).join(' ')} > ${act.file}`;
    case 'openssl':
      return joinWords(['openssl', ...act.args]);
    case 'remove':
      return joinWords(['rm', '-f', ...act.files]);
    case 'chmod':
      return joinWords(['chmod', act.mode, ...act.files]);
  }
}

const counted = (days: number) => (days === 1 ? 'one day' : `${days} days`);
