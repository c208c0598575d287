/** SSH to other machines and to the guest: the only user of ssh2. */
export { connectSsh, type SshOptions } from './connect.ts';
export type { SshConnection, SshProcess } from './connection.ts';
export { type DockerTunnel, openDockerTunnel } from './dockerTunnel.ts';
export { type KeyPair, makeKeyPair } from './keyPair.ts';
