/** A machine that is not known yet: is it the right one? */
export interface HostKeyQuestion {
  readonly type: 'host-key';
  readonly host: string;
  readonly port: number;
  readonly keyType: string;
  /** `SHA256:…`, as `ssh-keygen -lf` shows it on that machine. */
  readonly fingerprint: string;
  /** The machine is known already, by keys of these types. */
  readonly otherTypes: readonly string[];
  /** An authority is trusted for it in known_hosts, whose certificates Gantry cannot check. */
  readonly hasAuthority: boolean;
}

export interface PassphraseQuestion {
  readonly type: 'passphrase';
  readonly keyFile: string;
  /** The one before was wrong. */
  readonly isRetry: boolean;
}

export interface PasswordQuestion {
  readonly type: 'password';
  readonly user: string;
  readonly host: string;
  readonly port: number;
  /** In the machine’s own words, where it asks for something else than a password. */
  readonly prompt?: string;
  /** What is typed may be seen: a name, a number from a device. */
  readonly isShown: boolean;
  readonly isRetry: boolean;
}

/** What must be asked before an engine elsewhere can be reached. `id` is of this one question. */
export type SignInQuestion = { readonly id: string; readonly context: string } & (
  HostKeyQuestion | PassphraseQuestion | PasswordQuestion
);
