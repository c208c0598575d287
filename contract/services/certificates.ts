import { z } from 'zod';
import {
  BundleFormat,
  BundleSource,
  CertificateFolder,
  type CertificateDefaults,
  CertificateSettings,
  type MadeCertificates,
  MAX_BUNDLE_BYTES,
  type ReadBundle,
} from '../model/certificates.ts';
import { type CertificateSet, Renewal, type RenewalState } from '../model/renewal.ts';
import { ContextName, ContextSettings } from '../model/contextEdit.ts';
import { call } from '../rpc/define.ts';
import type { FileOffer } from './containers.ts';

/** Certificates of engines that are reached by TCP with TLS, and the bundles that carry a client’s. */
export const certificates = {
  defaults: call(z.object({})).returns<CertificateDefaults>(),
  /**
   * Makes all of them, or leaves nothing. Rejects with `unsupported` where there is no openssl, with `name-in-use` where
   * the folder has something in it, with `invalid-input` at the field.
   */
  create: call(CertificateSettings).returns<MadeCertificates>(),
  /** What is in a folder of them. Rejects with `not-found` where the authority’s key is not in it. */
  inspectSet: call(z.object({ folder: CertificateFolder })).returns<CertificateSet>(),
  /** New ones by the same authority, beside those that are in use. Rejects as `create` does. */
  renew: call(Renewal).returns<CertificateSet>(),
  /** Puts those that the engine of the context answers by in the place of the old, which are kept. */
  takeOver: call(z.object({ folder: CertificateFolder, context: ContextName })).returns<RenewalState>(),
  /** A context with the client’s certificates of such a folder. Rejects as `contexts.create` does. */
  addContext: call(
    z.object({ folder: z.string().min(1), settings: ContextSettings.omit({ tls: true }) }),
  ).returns<void>(),
  /** Hands the person the bundle as a file. It has the client’s key in it. */
  saveBundle: call(z.object({ source: BundleSource, format: BundleFormat })).returns<FileOffer>(),
  /** Reads one: tar or zip, of files or of a context. Keeps nothing. Rejects with `invalid-input`. */
  readBundle: call(
    z.object({
      bytes: z
        .instanceof(Uint8Array)
        .refine((bytes) => bytes.byteLength <= MAX_BUNDLE_BYTES, 'A bundle is smaller than 1 MB: this is none.'),
    }),
  ).returns<ReadBundle>(),
};
