import { DOCKER_HUB } from '../../../contract/model/imageReference.ts';

/** What is known of a vendor's registry: how it is called, and how one signs in. */
export interface RegistryKind {
  readonly id: string;
  readonly title: string;
  /** Its host; where everybody has one of their own, what that looks like. */
  readonly host?: string;
  readonly example: string;
  readonly matches: RegExp;
  /** What to give as user name and password. */
  readonly signInHint: string;
  /** Makes sign-ins by itself, where it is on the machine. */
  readonly helpers?: readonly string[];
  readonly helperHint?: string;
}

export const KINDS: readonly RegistryKind[] = [
  {
    id: 'hub',
    title: 'Docker Hub',
    host: DOCKER_HUB,
    example: DOCKER_HUB,
    matches: /^docker\.io$/,
    signInHint: 'Your Docker ID and a personal access token: hub.docker.com, Account settings, Personal access tokens.',
  },
  {
    id: 'ghcr',
    title: 'GitHub (GHCR)',
    host: 'ghcr.io',
    example: 'ghcr.io',
    matches: /^(ghcr\.io|docker\.pkg\.github\.com)$/,
    signInHint: 'Your GitHub name and a personal access token (classic) with read:packages; write:packages to push.',
  },
  {
    id: 'quay',
    title: 'Quay',
    host: 'quay.io',
    example: 'quay.io',
    matches: /^quay\.io$/,
    signInHint: 'A robot account (name+robot) and its token, or your name and an encrypted password.',
  },
  {
    id: 'gitlab',
    title: 'GitLab',
    host: 'registry.gitlab.com',
    example: 'registry.gitlab.com',
    matches: /^registry\.gitlab\./,
    signInHint:
      'Your GitLab name and an access token with read_registry; write_registry to push. A deploy token does too.',
  },
  {
    id: 'harbor',
    title: 'Harbor',
    example: 'harbor.example.com',
    matches: /(^|\.)harbor\./,
    signInHint: 'Your name and the CLI secret of your user profile, or a robot account (robot$name) and its secret.',
  },
  {
    id: 'ecr',
    title: 'Amazon ECR',
    example: '123456789012.dkr.ecr.eu-central-1.amazonaws.com',
    matches: /(\.dkr\.ecr(-fips)?\.[a-z0-9-]+\.amazonaws\.com(\.cn)?|^public\.ecr\.aws)$/,
    signInHint: 'The name AWS, and as password what “aws ecr get-login-password” prints. It is good for 12 hours.',
    helpers: ['ecr-login'],
    helperHint: 'docker-credential-ecr-login signs in by itself with your AWS credentials.',
  },
  {
    id: 'google',
    title: 'Google Artifact Registry, GCR',
    example: 'europe-west3-docker.pkg.dev',
    matches: /(-docker\.pkg\.dev|(^|\.)gcr\.io)$/,
    signInHint:
      'The name oauth2accesstoken, and as password what “gcloud auth print-access-token” prints. It is good for an hour.',
    helpers: ['gcloud', 'gcr'],
    helperHint:
      'docker-credential-gcloud (or -gcr) signs in by itself with your Google account: gcloud auth configure-docker.',
  },
  {
    id: 'acr',
    title: 'Azure (ACR)',
    example: 'myregistry.azurecr.io',
    matches: /\.azurecr\.(io|cn|us)$/,
    signInHint: 'A token’s name and password, or a service principal’s id and secret. “az acr login” signs in too.',
    helpers: ['acr-env', 'acr', 'acr-linux', 'acr-darwin', 'acr-win32'],
    helperHint: 'docker-credential-acr-env signs in by itself with your Azure credentials.',
  },
];

export const OTHER: RegistryKind = {
  id: 'other',
  title: 'Another registry',
  example: 'registry.example.com:5000',
  matches: /(?!)/,
  signInHint: 'Many registries want an access token in place of the password.',
};

export const kindOf = (name: string): RegistryKind => KINDS.find(({ matches }) => matches.test(name)) ?? OTHER;

/** `Docker Hub`, else its host. */
export const registryTitle = (name: string): string => (name === DOCKER_HUB ? 'Docker Hub' : name);
