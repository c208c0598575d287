import { z } from 'zod';
import { CertificateDays, CertificateFolder, KeyType, SubjectName } from './certificates.ts';

export const RenewedPart = z.enum(['server', 'client']);
export type RenewedPart = z.infer<typeof RenewedPart>;

/** New certificates by the authority that is in the folder. */
export const Renewal = z
  .object({
    folder: CertificateFolder,
    parts: z.array(RenewedPart).min(1, 'Choose one of the two at least.'),
    /** Of the engine’s. */
    names: z.array(SubjectName).max(100),
    days: CertificateDays,
    keyType: KeyType,
    /** Of the authority’s key, where it has one. */
    passphrase: z.string().max(500).default(''),
  })
  .refine(({ parts, names }) => !parts.includes('server') || names.length > 0, {
    path: ['names'],
    message: 'Write at least one name or address.',
  });
export type Renewal = z.infer<typeof Renewal>;

/** What is in a folder of certificates. Times are epoch ms. */
export interface CertificateSet {
  readonly folder: string;
  /** Of the set: `lab`. */
  readonly name: string;
  /** That the engine’s certificate has. */
  readonly names: readonly string[];
  readonly keyType: KeyType;
  readonly authorityValidUntil: number;
  /** How many whole days an authority has left: nothing that it signs is good for longer. */
  readonly daysLeft: number;
  /** Absent where there is none of that kind. */
  readonly serverValidUntil?: number;
  readonly clientValidUntil?: number;
  /** The authority’s key asks for a passphrase. */
  readonly hasPassphrase: boolean;
  /** Made by a renewal, and not in use yet. */
  readonly waiting: readonly RenewedPart[];
}

/** How far a renewal is. `in-use`: the engine has answered by it, and what it replaces is in `previous`. */
export interface RenewalState {
  readonly parts: readonly {
    readonly part: RenewedPart;
    readonly state: 'in-use' | 'waiting';
    /** Why it waits. */
    readonly reason?: string;
  }[];
}
