import { z } from 'zod';
import { ContainerRef } from '../model/container.ts';
import {
  KnownRegistry,
  type LocalRegistryRemoval,
  LocalRegistrySettings,
  type RegistryImage,
  type RegistryList,
  RegistryName,
  type RegistryTest,
  type SecretPlace,
  type SignInStep,
  type TagRemovePreview,
} from '../model/registry.ts';
import { call, stream } from '../rpc/define.ts';

const context = z.object({ context: z.string().min(1) });
const registry = z.object({ name: RegistryName });
const repository = registry.extend({
  repository: z.string().regex(/^[a-z0-9]+(?:[._/-]+[a-z0-9]+)*$/, 'This is not the name of a repository.'),
});
const reference = z
  .string()
  .regex(/^(?:[\w][\w.-]{0,127}|[a-z0-9]+:[0-9a-f]{32,})$/, 'This is neither a tag nor a digest.');

export const registries = {
  /** Begins with all of them; the whole list again after each change, also of the CLI's sign-ins. */
  watch: stream(context).of<RegistryList>(),
  /** Adds a registry to the list, or changes how it is trusted. */
  save: call(KnownRegistry).returns<void>(),
  /** Takes it off the list; nothing is deleted and no sign-in ends. */
  forget: call(registry).returns<void>(),
  /** Whether it answers, us and the engine. */
  test: call(context.extend({ name: RegistryName })).returns<RegistryTest>(),

  /** `docker login`: tried at the registry first, then kept where the CLI keeps it. */
  signIn: call(
    context.extend({ name: RegistryName, username: z.string().trim().min(1), password: z.string().min(1) }),
  ).returns<{ place: SecretPlace }>(),
  /** Docker Hub in the browser: the code first, then how it ended. Ending the stream gives up. */
  signInWithCode: stream(context).of<SignInStep>(),
  /**
   * `docker logout`. After a sign-in to Docker Hub in the browser also whether Docker Hub could be told, so that its
   * tokens are worth nothing any more.
   */
  signOut: call(context.extend({ name: RegistryName })).returns<{ readonly isRevoked?: boolean }>(),
  /** From `config.json`, where it is readable, into a keychain. */
  moveSecret: call(registry.extend({ helper: z.string().regex(/^[\w.-]+$/) })).returns<void>(),

  /** Under which names one may push: one's own first, then organizations, or what the registry has. Suggestions. */
  namespaces: call(registry).returns<readonly string[]>(),
  /** Page by page, as the registry gives them. Rejects with `unsupported` where it does not tell. */
  repositories: stream(registry).of<readonly string[]>(),
  tags: stream(repository).of<readonly string[]>(),
  image: call(repository.extend({ reference })).returns<RegistryImage>(),
  previewRemoveTag: call(repository.extend({ tag: reference })).returns<TagRemovePreview>(),
  /** Deletes the digest, and with it every tag that points at it. */
  removeTag: call(context.extend({ ...repository.shape, digest: reference })).returns<void>(),

  /** `docker run` of a registry on this computer's own port. */
  startLocal: call(context.extend({ settings: LocalRegistrySettings })).returns<{ jobId: string }>(),
  previewRemoveLocal: call(ContainerRef).returns<LocalRegistryRemoval>(),
  removeLocal: call(ContainerRef.extend({ volume: z.string().optional() })).returns<void>(),
};
