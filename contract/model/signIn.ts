/** What must be asked before an engine elsewhere can be reached. `id` is of this one question. */
export type SignInQuestion = { readonly id: string; readonly context: string } & (
  | {
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
  | { readonly type: 'passphrase'; readonly keyFile: string; readonly isRetry: boolean }
  | {
      readonly type: 'password';
      readonly user: string;
      readonly host: string;
      readonly port: number;
      /** In the machine’s own words, where it asks for something else than a password. */
      readonly prompt?: string;
      /** What is typed may be seen. */
      readonly isShown: boolean;
      readonly isRetry: boolean;
    }
);
