import { Button, Modal, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import type { SignInQuestion } from '../../../../contract/model/signIn.ts';
import { client } from '../../../rpc/index.ts';
import { ErrorNotice, KeyValues, useReturnFocus } from '../../../ui/index.ts';
import dialog from '../../../ui/form/DialogForm.module.css';

type Answer = Parameters<typeof client.contexts.answer>[0]['answer'];

interface SignInDialogProps {
  readonly question: SignInQuestion;
}

/** One question. It closes when main does not ask it any more: answered, or not needed. */
export function SignInDialog({ question }: SignInDialogProps) {
  useReturnFocus();
  const [text, setText] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<AppError>();
  async function answer(given: Answer) {
    if (isBusy) return;
    setBusy(true);
    setError(undefined);
    try {
      await client.contexts.answer({ id: question.id, answer: given });
    } catch (thrown) {
      setError(toAppError(thrown));
      setBusy(false);
    }
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void answer(question.type === 'host-key' ? { type: 'trust' } : { type: 'text', text });
  };
  const cancel = () => void answer({ type: 'cancel' });
  return (
    <Modal
      opened
      onClose={cancel}
      title={titleOf(question)}
      size="md"
      withCloseButton={false}
      closeOnClickOutside={false}
    >
      <form className={dialog.form} noValidate onSubmit={submit}>
        {question.type === 'host-key' ? (
          <HostKey question={question} />
        ) : (
          <Secret question={question} text={text} onChange={setText} />
        )}
        {error && <ErrorNotice error={error} />}
        <div className={dialog.buttons}>
          <Button variant="default" onClick={cancel} data-autofocus={question.type === 'host-key' || undefined}>
            Cancel
          </Button>
          <Button type="submit" loading={isBusy} disabled={question.type !== 'host-key' && text === ''}>
            {question.type === 'host-key' ? 'Trust and connect' : 'Continue'}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function titleOf(question: SignInQuestion): string {
  switch (question.type) {
    case 'host-key':
      return `Is this ${question.host}?`;
    case 'passphrase':
      return 'Passphrase of your key';
    case 'password':
      return `Sign in to ${question.host}`;
  }
}

const withPort = (host: string, port: number) => (port === 22 ? host : `${host}, port ${port}`);

function HostKey({ question }: { readonly question: Extract<SignInQuestion, { type: 'host-key' }> }) {
  const { context, host, port, keyType, fingerprint, otherTypes, hasAuthority } = question;
  return (
    <>
      <p className={dialog.note}>
        The context “{context}” leads to a machine that this computer has not met yet. Compare the fingerprint with what
        its keeper tells you, or with what <code>ssh-keygen -lf</code> says there of its key.
      </p>
      <KeyValues
        items={[
          { key: 'Machine', value: withPort(host, port) },
          { key: 'Kind of key', value: keyType },
          { key: 'Fingerprint', value: fingerprint, copy: fingerprint, isMono: true },
        ]}
      />
      {otherTypes.length > 0 && (
        <p className={dialog.warning}>
          It is known already, by another kind of key ({otherTypes.join(', ')}). If nothing was changed there, be wary.
        </p>
      )}
      {hasAuthority && (
        <p className={dialog.warning}>
          Your known_hosts trusts an authority (@cert-authority) for it. Gantry cannot check its certificates, only this
          key.
        </p>
      )}
      <p className={dialog.note}>Once trusted, it is written to known_hosts, as ssh does.</p>
    </>
  );
}

interface SecretProps {
  readonly question: Exclude<SignInQuestion, { type: 'host-key' }>;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

function Secret({ question, text, onChange }: SecretProps) {
  const isShown = question.type === 'password' && question.isShown;
  const Input = isShown ? TextInput : PasswordInput;
  const wrong = question.type === 'passphrase' ? 'That does not open the key.' : `${question.host} does not take that.`;
  return (
    <>
      <p className={dialog.note}>
        {question.type === 'passphrase'
          ? `For ${question.keyFile}, with which the context “${question.context}” is signed in.`
          : `For the context “${question.context}”: ${question.user} on ${withPort(question.host, question.port)}. No key of yours was taken.`}
      </p>
      <Input
        label={labelOf(question)}
        autoComplete="off"
        spellCheck={false}
        value={text}
        error={question.isRetry ? wrong : undefined}
        data-autofocus
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <p className={dialog.note}>It is kept in memory until Gantry is closed, and written nowhere.</p>
    </>
  );
}

function labelOf(question: SecretProps['question']): string {
  if (question.type === 'passphrase') return 'Passphrase';
  return question.prompt?.replace(/:\s*$/, '') || 'Password';
}
