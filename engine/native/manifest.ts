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

const DOCKER = '28.5.2';
const COMPOSE = '2.40.3';
const BUILDX = '0.29.1';

/**
 * Checksums as they are recorded in public: those of Compose and buildx in the Dockerfile of Docker's official image
 * `docker:28.5.2`; Docker publishes none for its own archives, but several projects that fetched them have written down
 * the same ones. One that were wrong could only be refused.
 */
const SHA256 = {
  x64: {
    docker: 'ea90cfd12e1eeb12aa1c971741adb8bd4ed88e2a574eaac13f5029a1dbc6300d',
    compose: 'dba9d98e1ba5bfe11d88c99b9bd32fc4a0624a30fafe68eea34d61a3e42fd372',
    buildx: '7d2d7d6d4680aa349614965aaa33ccec43f1a9a21e908a5ce4cb6adfa5ad5141',
  },
  arm64: {
    docker: '9e4f82996ab790724094475ebed33a736434bfe5d45231b676fef22ffb80044d',
    compose: 'd26373b19e89160546d15407516cc59f453030d9bc5b43ba7faf16f7b4980137',
    buildx: '50e85c4e290b698908421161c1aee069bcc5d4a65b7b7201bfac3a176b223a7e',
  },
};

const staticArchives = (arch: string, goArch: string, sha256: (typeof SHA256)['x64']): readonly Archive[] => [
  {
    name: 'docker',
    version: DOCKER,
    url: `https://download.docker.com/linux/static/stable/${arch}/docker-${DOCKER}.tgz`,
    sha256: sha256.docker,
    format: 'tar.gz',
    folder: '.',
  },
  {
    name: 'docker-compose',
    version: COMPOSE,
    url: `https://github.com/docker/compose/releases/download/v${COMPOSE}/docker-compose-linux-${arch}`,
    sha256: sha256.compose,
    format: 'file',
    folder: 'cli-plugins',
  },
  {
    name: 'docker-buildx',
    version: BUILDX,
    url: `https://github.com/docker/buildx/releases/download/v${BUILDX}/buildx-v${BUILDX}.linux-${goArch}`,
    sha256: sha256.buildx,
    format: 'file',
    folder: 'cli-plugins',
  },
];

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
    x64: staticArchives('x86_64', 'amd64', SHA256.x64),
    arm64: staticArchives('aarch64', 'arm64', SHA256.arm64),
  },
};
