import type { HostKeyQuestion, PassphraseQuestion, PasswordQuestion } from '../../contract/model/signIn.ts';

/** How the person is asked. What is undefined was not answered: the attempt ends. */
export interface SshPrompts {
  confirmHostKey(question: HostKeyQuestion, signal: AbortSignal): Promise<boolean>;
  askSecret(question: PassphraseQuestion | PasswordQuestion, signal: AbortSignal): Promise<string | undefined>;
}
