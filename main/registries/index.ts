export {
  createRegistryClient,
  type RegistryClient,
  type RegistryClientOptions,
  type RemotePlatform,
} from './client.ts';
export { type Platform, platformName } from './manifest.ts';
export { createCredentialStore, type CredentialStore } from './cli/credentialStore.ts';
export { createRegistries, type Registries } from './createRegistries.ts';
export { createHubTrust, type HubTrustOf } from './hubSearch.ts';
