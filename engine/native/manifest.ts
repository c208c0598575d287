import list from '../../resources/parts.json' with { type: 'json' };
import { readParts } from './parts.ts';

/** A Debian package as we need it. That pool moves, so it names the least version, never an exact one. */
export interface DebianPackage {
  readonly name: string;
  readonly leastVersion: string;
  /** Taken when the release has it; the engine runs without it. */
  readonly isOptional?: boolean;
}

/** One archive on a web server: exact version, exact bytes. */
export interface Archive {
  readonly name: string;
  readonly version: string;
  readonly url: string;
  /** Hex. An archive without one is refused: nothing unverified is ever run. */
  readonly sha256?: string;
  /** `tar.gz`: its files go to `folder`; `file`: it is one program that becomes `folder/name`. */
  readonly format: 'tar.gz' | 'file';
  readonly folder: string;
}

export interface Manifest {
  /** What must have been taken, and run here, before an installation counts. */
  readonly programs: readonly string[];
  readonly debian: {
    /** Fresh enough first; the next is tried when one does not resolve or does not run here. */
    readonly suites: readonly string[];
    readonly mirror: string;
    readonly keyring: string;
    readonly packages: readonly DebianPackage[];
    /** Taken only where the system has no program of that name. */
    readonly ifMissing: readonly (DebianPackage & {
      readonly program: string;
      /** Of no use to root. */
      readonly isForRootless?: boolean;
    })[];
  };
  /** By `process.arch`. */
  readonly dockerStatic: Readonly<Record<string, readonly Archive[]>>;
}

/** What of the list of all parts is an engine on Linux: docker's archive, and its two plugins. */
const archivesFor = (platform: string): readonly Archive[] =>
  readParts(list).parts.flatMap(({ name, version, archives }) => {
    const archive = archives[platform];
    if (!archive || archive.format === 'zip') return [];
    return [{ name, version, ...archive, format: archive.format }];
  });

export const manifest: Manifest = {
  programs: ['dockerd', 'containerd', 'docker'],
  debian: {
    suites: ['sid', 'trixie', 'bookworm'],
    mirror: 'http://deb.debian.org/debian',
    keyring: '/usr/share/keyrings/debian-archive-keyring.gpg',
    packages: [
      { name: 'docker.io', leastVersion: '20.10' },
      { name: 'containerd', leastVersion: '1.6' },
      // For `docker run --init`: a package of its own since Debian 14, before that a part of tini.
      { name: 'tini-static', leastVersion: '0.19', isOptional: true },
      { name: 'tini', leastVersion: '0.19', isOptional: true },
      // Up to Debian 12 the command line was a part of docker.io, and Compose 2 and buildx were not packaged.
      { name: 'docker-cli', leastVersion: '26', isOptional: true },
      { name: 'docker-buildx', leastVersion: '0.13', isOptional: true },
      { name: 'docker-compose', leastVersion: '2.20', isOptional: true },
    ],
    ifMissing: [
      { name: 'runc', program: 'runc', leastVersion: '1.1' },
      { name: 'rootlesskit', program: 'rootlesskit', leastVersion: '1.1', isForRootless: true },
    ],
  },
  dockerStatic: {
    x64: archivesFor('linux-x64'),
    arm64: archivesFor('linux-arm64'),
  },
};
