import type { ServiceOf } from '../../contract/index.ts';
import type { KnownRegistry } from '../../contract/model/registry.ts';
import { createCredentialStore } from '../registries/index.ts';
import { readAuthorityFile } from '../registries/trust.ts';
import { imageOf, pagesOf, previewRemoveTag, removeTag } from './registries/browse.ts';
import type { RegistriesDeps } from './registries/deps.ts';
import { previewRemoveLocal, removeLocal, startLocal } from './registries/local.ts';
import { namespacesOf } from './registries/namespaces.ts';
import { signIn, signInWithCode, signOut } from './registries/signIn.ts';
import { testRegistry } from './registries/testRegistry.ts';
import { watchRegistries } from './registries/watch.ts';

/** Registries: which there are, who is signed in to them, and what is in them. */
export function createRegistriesService(deps: RegistriesDeps): ServiceOf<'registries'> {
  const { registries, settings, env, getConnection } = deps;
  const store = createCredentialStore(registries.configDir, env);
  const others = (name: string): readonly KnownRegistry[] =>
    settings.current().registries.filter((one) => one.name !== name);
  return {
    watch: ({ context }, signal) => watchRegistries(deps, store, context, signal),
    async save(registry) {
      if (registry.caFile !== undefined) await readAuthorityFile(registry.caFile);
      await settings.update({ registries: [...others(registry.name), registry] });
    },
    forget: ({ name }) => settings.update({ registries: [...others(name)] }),
    test: (input, signal) => testRegistry(deps, store, input, signal),
    signIn: (input, signal) => signIn(deps, store, input, signal),
    signInWithCode: ({ context }, signal) => signInWithCode(deps, store, context, signal),
    signOut: (input) => signOut(deps, store, input),
    moveSecret: ({ name, helper }) => store.moveToHelper(name, helper),
    namespaces: (input, signal) => namespacesOf(deps, store, input, signal),
    repositories: ({ name }, signal) => pagesOf(deps, name, (client) => client.repositories(signal)),
    tags: ({ name, repository }, signal) => pagesOf(deps, name, (client) => client.tags(repository, signal)),
    image: (input, signal) => imageOf(deps, input, signal),
    previewRemoveTag: (input, signal) => previewRemoveTag(deps, store, input, signal),
    removeTag: (input, signal) => removeTag(deps, store, input, signal),
    startLocal: async (input) => startLocal(deps, input),
    previewRemoveLocal: async ({ context, id }, signal) =>
      previewRemoveLocal(await getConnection(context, signal), id, signal),
    removeLocal: (input, signal) => removeLocal(deps, input, signal),
  };
}
