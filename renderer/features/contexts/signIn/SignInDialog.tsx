import { Button, Modal, PasswordInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import type { SignInQuestion } from '../../../../contract/model/signIn.ts';
import { client } from '../../../rpc/index.ts';
import { ErrorNotice, KeyValues, useReturnFocus } from '../../../ui/index.ts';
import dialog from '../../../ui/form/DialogForm.module.css';
import { Sentence, t } from '../texts/index.ts';

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
            {t('Cancel')}
          </Button>
          <Button type="submit" loading={isBusy} disabled={question.type !== 'host-key' && text === ''}>
            {question.type === 'host-key' ? t('Trust and connect') : t('Continue')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function titleOf(question: SignInQuestion): string {
  switch (question.type) {
    case 'host-key':
      return t('Is this {{host}}?', { host: question.host });
    case 'passphrase':
      return t('Passphrase of your key');
    case 'password':
      return t('Sign in to {{host}}', { host: question.host });
  }
}

const withPort = (host: string, port: number) => (port === 22 ? host : t('{{host}}, port {{port}}', { host, port }));

function HostKey({ question }: { readonly question: Extract<SignInQuestion, { type: 'host-key' }> }) {
  const { context, host, port, keyType, fingerprint, otherTypes, hasAuthority } = question;
  return (
    <>
      <p className={dialog.note}>
        <Sentence
          text="The context “{{context}}” leads to a machine that this computer has not met yet. Compare the fingerprint with what its keeper tells you, or with what {{command}} says there of its key."
          parts={{ context, command: <code>ssh-keygen -lf</code> }}
        />
      </p>
      <KeyValues
        items={[
          { key: t('Machine'), value: withPort(host, port) },
          { key: t('Kind of key'), value: keyType },
          { key: t('Fingerprint'), value: fingerprint, copy: fingerprint, isMono: true },
        ]}
      />
      {otherTypes.length > 0 && (
        <p className={dialog.warning}>
          {t('It is known already, by another kind of key ({{types}}). If nothing was changed there, be wary.', {
            types: otherTypes.join(', '),
          })}
        </p>
      )}
      {hasAuthority && (
        <p className={dialog.warning}>
          {t(
            'Your known_hosts trusts an authority (@cert-authority) for it. Gantry cannot check its certificates, only this key.',
          )}
        </p>
      )}
      <p className={dialog.note}>{t('Once trusted, it is written to known_hosts, as ssh does.')}</p>
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
  const wrong =
    question.type === 'passphrase'
      ? t('That does not open the key.')
      : t('{{host}} does not take that.', { host: question.host });
  return (
    <>
      <p className={dialog.note}>
        {question.type === 'passphrase'
          ? t('For {{keyFile}}, with which the context “{{context}}” is signed in.', {
              keyFile: question.keyFile,
              context: question.context,
            })
          : t('For the context “{{context}}”: {{user}} on {{machine}}. No key of yours was taken.', {
              context: question.context,
              user: question.user,
              machine: withPort(question.host, question.port),
            })}
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
      <p className={dialog.note}>{t('It is kept in memory until Gantry is closed, and written nowhere.')}</p>
    </>
  );
}

function labelOf(question: SecretProps['question']): string {
  if (question.type === 'passphrase') return t('Passphrase');
  return question.prompt?.replace(/:\s*$/, '') || t('Password');
}
