export interface HostKeyQuestion {
  readonly type: 'host-key';
  readonly host: string;
  readonly port: number;
  readonly keyType: string;
  /** `SHA256:…` */
  readonly fingerprint: string;
  /** The machine is known, by keys of other types. */
  readonly otherTypes: readonly string[];
  /** An authority is trusted for it, whose certificates are not read here. */
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
  /** What the machine asks in its own words, where it does. */
  readonly prompt?: string;
  /** What is typed may be seen: a name, a number from a device. */
  readonly isShown: boolean;
  readonly isRetry: boolean;
}

/** How the person is asked. What is undefined was not answered: the attempt ends. */
export interface SshPrompts {
  confirmHostKey(question: HostKeyQuestion, signal: AbortSignal): Promise<boolean>;
  askSecret(question: PassphraseQuestion | PasswordQuestion, signal: AbortSignal): Promise<string | undefined>;
}
