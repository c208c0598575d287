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
  const key = (file: string) => openssl('genpkey', ...ALGORITHMS[wanted.keyType], '-out', file);
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
    step('The engine’s key', [key('server-key.pem')]),
    step('The engine asks for a certificate', [
      write('server.cnf', requestConfig(`${name} engine`)),
      openssl('req', '-new', '-sha256', '-config', 'server.cnf', '-key', 'server-key.pem', '-out', 'server.csr'),
    ]),
    step(`It is signed for its names and addresses, to be a server, for ${counted(wanted.days)}`, [
      write('server.ext', serverExtensions(wanted)),
      sign(wanted, 'server', 'server-cert.pem'),
    ]),
    step('Your key', [key('key.pem')]),
    step('You ask for a certificate', [
      write('client.cnf', requestConfig(`${name} client`)),
      openssl('req', '-new', '-sha256', '-config', 'client.cnf', '-key', 'key.pem', '-out', 'client.csr'),
    ]),
    step(`It is signed, to be a client, for ${counted(wanted.days)}`, [
      write('client.ext', extensions('digitalSignature', 'clientAuth')),
      sign(wanted, 'client', 'cert.pem'),
    ]),
    step('Both are checked; requests go, and keys are for you alone', [
      openssl('verify', '-CAfile', 'ca.pem', '-purpose', 'sslserver', 'server-cert.pem'),
      openssl('verify', '-CAfile', 'ca.pem', '-purpose', 'sslclient', 'cert.pem'),
      {
        type: 'remove',
        files: ['ca.cnf', 'server.cnf', 'server.csr', 'server.ext', 'client.cnf', 'client.csr', 'client.ext'],
      },
      { type: 'chmod', mode: '600', files: [...PRIVATE_FILES, 'ca.srl'] },
      { type: 'chmod', mode: '644', files: PUBLIC_FILES },
    ]),
  ];
}

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

const sign = ({ days, hasPassphrase }: Wanted, who: 'server' | 'client', to: string): CertificateAct =>
  askingIf(hasPassphrase, '-passin', [
    ...['x509', '-req', '-sha256', '-days', String(days), '-in', `${who}.csr`, '-extfile', `${who}.ext`],
    ...['-CA', 'ca.pem', '-CAkey', 'ca-key.pem', '-CAserial', 'ca.srl', '-CAcreateserial', '-out', to],
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
function serverExtensions({ names, keyType }: Wanted): string[] {
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
