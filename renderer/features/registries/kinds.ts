import { DOCKER_HUB } from '../../../contract/model/imageReference.ts';
import { t } from './texts/index.ts';

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
    get title() {
      return t('Docker Hub');
    },
    host: DOCKER_HUB,
    example: DOCKER_HUB,
    matches: /^docker\.io$/,
    get signInHint() {
      return t('Your Docker ID and a personal access token: hub.docker.com, Account settings, Personal access tokens.');
    },
  },
  {
    id: 'ghcr',
    get title() {
      return t('GitHub (GHCR)');
    },
    host: 'ghcr.io',
    example: 'ghcr.io',
    matches: /^(ghcr\.io|docker\.pkg\.github\.com)$/,
    get signInHint() {
      return t('Your GitHub name and a personal access token (classic) with read:packages; write:packages to push.');
    },
  },
  {
    id: 'quay',
    get title() {
      return t('Quay');
    },
    host: 'quay.io',
    example: 'quay.io',
    matches: /^quay\.io$/,
    get signInHint() {
      return t('A robot account (name+robot) and its token, or your name and an encrypted password.');
    },
  },
  {
    id: 'gitlab',
    get title() {
      return t('GitLab');
    },
    host: 'registry.gitlab.com',
    example: 'registry.gitlab.com',
    matches: /^registry\.gitlab\./,
    get signInHint() {
      return t(
        'Your GitLab name and an access token with read_registry; write_registry to push. A deploy token does too.',
      );
    },
  },
  {
    id: 'harbor',
    get title() {
      return t('Harbor');
    },
    example: 'harbor.example.com',
    matches: /(^|\.)harbor\./,
    get signInHint() {
      return t('Your name and the CLI secret of your user profile, or a robot account (robot$name) and its secret.');
    },
  },
  {
    id: 'ecr',
    get title() {
      return t('Amazon ECR');
    },
    example: '123456789012.dkr.ecr.eu-central-1.amazonaws.com',
    matches: /(\.dkr\.ecr(-fips)?\.[a-z0-9-]+\.amazonaws\.com(\.cn)?|^public\.ecr\.aws)$/,
    get signInHint() {
      return t('The name AWS, and as password what “aws ecr get-login-password” prints. It is good for 12 hours.');
    },
    helpers: ['ecr-login'],
    helperHint: 'docker-credential-ecr-login signs in by itself with your AWS credentials.',
  },
  {
    id: 'google',
    get title() {
      return t('Google Artifact Registry, GCR');
    },
    example: 'europe-west3-docker.pkg.dev',
    matches: /(-docker\.pkg\.dev|(^|\.)gcr\.io)$/,
    get signInHint() {
      return t(
        'The name oauth2accesstoken, and as password what “gcloud auth print-access-token” prints. It is good for an hour.',
      );
    },
    helpers: ['gcloud', 'gcr'],
    helperHint:
      'docker-credential-gcloud (or -gcr) signs in by itself with your Google account: gcloud auth configure-docker.',
  },
  {
    id: 'acr',
    get title() {
      return t('Azure (ACR)');
    },
    example: 'myregistry.azurecr.io',
    matches: /\.azurecr\.(io|cn|us)$/,
    get signInHint() {
      return t('A token’s name and password, or a service principal’s id and secret. “az acr login” signs in too.');
    },
    helpers: ['acr-env', 'acr', 'acr-linux', 'acr-darwin', 'acr-win32'],
    helperHint: 'docker-credential-acr-env signs in by itself with your Azure credentials.',
  },
];

export const OTHER: RegistryKind = {
  id: 'other',
  get title() {
    return t('Another registry');
  },
  example: 'registry.example.com:5000',
  matches: /(?!)/,
  get signInHint() {
    return t('Many registries want an access token in place of the password.');
  },
};

export const kindOf = (name: string): RegistryKind => KINDS.find(({ matches }) => matches.test(name)) ?? OTHER;

/** `Docker Hub`, else its host. */
export const registryTitle = (name: string): string => (name === DOCKER_HUB ? t('Docker Hub') : name);
