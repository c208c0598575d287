import { readFile } from 'node:fs/promises';
import { homedir, hostname, networkInterfaces } from 'node:os';
import path from 'node:path';
import {
  bundleCommand,
  bundleFile,
  certificatesCommand,
  renewalCommand,
} from '../../contract/commands/certificateCommands.ts';
import { AppFailure } from '../../contract/errors.ts';
import type { ServiceOf } from '../../contract/index.ts';
import { CLIENT_FILES, makeBundle } from '../certificates/bundle.ts';
import { readCertificateSet } from '../certificates/certificateSet.ts';
import { renewCertificates } from '../certificates/renew.ts';
import { takeOver } from '../certificates/takeOver.ts';
import { makeCertificates } from '../certificates/makeCertificates.ts';
import { findOpenssl, howToInstallOpenssl, noOpenssl, opensslVersion } from '../certificates/openssl.ts';
import { readBundle } from '../certificates/readBundle.ts';
import { readCliContexts } from '../contexts/cliConfig.ts';
import type { Contexts } from '../contexts/createContexts.ts';
import { configDirOf } from '../contexts/discover.ts';
import type { ContextEditor } from '../contexts/edit.ts';
import type { Host } from '../host.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { fileFailure } from '../storage/fileFailure.ts';
import type { ActivityRecorder } from './activity.ts';
import { offerStream } from './offerStream.ts';

interface CertificatesDeps {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly host: Pick<Host, 'offerFile'>;
  readonly jobs: Jobs;
  readonly activity: ActivityRecorder;
  readonly editor: ContextEditor;
  readonly contexts: Pick<Contexts, 'rescan'>;
}

export function createCertificatesService(deps: CertificatesDeps): ServiceOf<'certificates'> {
  const { env, activity, editor, contexts } = deps;
  const configDir = configDirOf(env);
  return {
    async defaults(_input, signal) {
      const program = await findOpenssl(env);
      const openssl = program && (await opensslVersion(program, env, signal));
      return {
        ...(openssl && { openssl }),
        howToInstall: howToInstallOpenssl(),
        parentFolder: path.join(env['HOME'] || homedir(), 'docker-certificates'),
        hostName: hostname(),
        addresses: ownAddresses(),
      };
    },

    async create(settings, signal) {
      const openssl = await findOpenssl(env);
      if (!openssl) throw noOpenssl();
      const { name, passphrase } = settings;
      const command = certificatesCommand({ ...settings, hasPassphrase: passphrase !== '' });
      return activity.record({ context: name, title: `Make certificates for ${name}`, command }, () =>
        makeCertificates(settings, { openssl, env, signal }),
      );
    },

    inspectSet: ({ folder }) => readCertificateSet(folder),

    async renew(renewal, signal) {
      const openssl = await findOpenssl(env);
      if (!openssl) throw noOpenssl();
      const { name, hasPassphrase } = await readCertificateSet(renewal.folder);
      const command = renewalCommand({ ...renewal, name, hasPassphrase });
      return activity.record({ context: name, title: `Renew certificates of ${name}`, command }, () =>
        renewCertificates(renewal, { openssl, env, signal }),
      );
    },

    async takeOver({ folder, context: name }, signal) {
      const context = (await readCliContexts(configDir)).find((one) => one.name === name);
      if (!context) throw noContext(name);
      const state = await takeOver({ folder, context, editor, signal });
      await contexts.rescan();
      return state;
    },

    async addContext({ folder, settings }) {
      const pem = (file: string) => {
        const from = path.join(folder, file);
        return readFile(from, 'utf8').catch((thrown: unknown) => {
          throw fileFailure(thrown, from, 'read');
        });
      };
      const [ca, cert, key] = await Promise.all(CLIENT_FILES.map(pem));
      const paths = {
        ca: path.join(folder, 'ca.pem'),
        cert: path.join(folder, 'cert.pem'),
        key: path.join(folder, 'key.pem'),
      };
      await editor.create({ ...settings, tls: { ca, cert, key, skipVerify: false } }, paths);
      await contexts.rescan();
    },

    async saveBundle({ source, format }) {
      const { name } = source;
      const find = async (wanted: string) => (await readCliContexts(configDir)).find((one) => one.name === wanted);
      const from = source.type === 'folder' ? source.folder : ((await find(name))?.tlsDir ?? '');
      // Before anything is offered: what is missing is said here, not by a download that breaks off.
      const bytes = await makeBundle(source, format, { configDir, find });
      return offerStream(deps, {
        context: name,
        title: `Export ${name} for a client`,
        command: bundleCommand(name, from, format),
        file: bundleFile(name, format),
        totalBytes: bytes.length,
        async *open() {
          yield bytes;
        },
      });
    },

    readBundle: async ({ bytes }) => readBundle(bytes),
  };
}

const noContext = (name: string) =>
  new AppFailure({
    code: 'not-found',
    message: `The docker CLI has no context “${name}”.`,
    hint: 'It may have been removed meanwhile.',
  });

function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((of) => of ?? []);
  // Link-local ones are of one wire and need a zone, which no certificate has.
  return all
    .filter(({ internal, address }) => !internal && !/^(fe80:|169\.254\.)/i.test(address))
    .map(({ address }) => address);
}
