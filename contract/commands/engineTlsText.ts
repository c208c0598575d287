import { kindOfSubject } from '../model/certificates.ts';
import { joinWords } from './words.ts';

/** Where Docker’s own documentation has an engine’s certificates. */
const DIR = '/etc/docker/tls';
const FILES = ['ca.pem', 'server-cert.pem', 'server-key.pem'];

/** What the engine’s machine needs of a folder of certificates: three files, never the authority’s key. */
export function placeCertificatesCommand(folder: string, machine: string | undefined): string {
  return place(FILES, folder, machine);
}

/** Of a renewal: the engine has the authority’s certificate already. */
export const placeRenewedCommand = (folder: string, machine: string | undefined): string =>
  place(FILES.slice(1), folder, machine);

function place(wanted: readonly string[], folder: string, machine: string | undefined): string {
  const made = joinWords(['sudo', 'install', '-d', '-m', '700', DIR]);
  const paths = wanted.map((file) => `${folder}/${file}`);
  const install = (files: readonly string[]) => joinWords(['sudo', 'install', '-m', '600', ...files, DIR]);
  if (machine === undefined) return `${made} &&\n${install(paths)}`;
  const there = `${made} && ${install(wanted)} && ${joinWords(['rm', ...wanted])}`;
  const host = kindOfSubject(machine) === 'IP' && machine.includes(':') ? `[${machine}]` : machine;
  return `${joinWords(['scp', ...paths, `${host}:`])} &&\n${joinWords(['ssh', '-t', machine, there])}`;
}

/** What belongs into `/etc/docker/daemon.json`, besides what is there. `dir`: where the files are. */
export const tlsDaemonJson = (port: number, dir = DIR): string =>
  JSON.stringify(
    {
      hosts: ['fd://', `tcp://0.0.0.0:${port}`],
      tlsverify: true,
      tlscacert: `${dir}/ca.pem`,
      tlscert: `${dir}/server-cert.pem`,
      tlskey: `${dir}/server-key.pem`,
    },
    undefined,
    2,
  );

/** `/etc/systemd/system/docker.service.d/tls.conf`: the unit names a host too, and dockerd refuses to be told twice. */
export const tlsDropIn = (): string =>
  ['[Service]', 'ExecStart=', 'ExecStart=/usr/bin/dockerd --containerd=/run/containerd/containerd.sock'].join('\n');

export const restartEngineCommand = (): string => 'sudo systemctl daemon-reload && sudo systemctl restart docker';

/** The docker CLI with nothing but the files: what tells whether all is in its place. */
export const tryTlsCommand = (folder: string, endpoint: string): string =>
  joinWords([
    ...['docker', '--tlsverify', '--tlscacert', `${folder}/ca.pem`, '--tlscert', `${folder}/cert.pem`],
    ...['--tlskey', `${folder}/key.pem`, '--host', endpoint, 'version'],
  ]);

/** `tcp://[2001:db8::7]:2376` */
export const tlsEndpoint = (name: string, port = 2376): string =>
  `tcp://${name.includes(':') ? `[${name}]` : name}:${port}`;
