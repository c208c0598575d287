import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ComposeValue } from '../../../../contract/compose/edit.ts';
import styles from './Form.module.css';
import { type Told, useForm } from './formContext.ts';
import type { Kind } from './kinds.ts';
import { ToldNotice } from './ToldNotice.tsx';
import { kindWord } from '../language/kindWord.ts';
import { t } from '../texts/index.ts';

interface AddDialogProps {
  readonly kind: Kind;
  readonly onAdded: (name: string) => void;
  readonly onClose: () => void;
}

/** What one of a kind cannot be without. */
const NEEDED: Readonly<Record<string, { readonly key: string; readonly label: string; readonly placeholder: string }>> =
  {
    service: {
      key: 'image',
      get label() {
        return t('Image');
      },
      placeholder: 'nginx:1.27',
    },
    config: {
      key: 'file',
      get label() {
        return t('File');
      },
      placeholder: './my.conf',
    },
    secret: {
      key: 'file',
      get label() {
        return t('File');
      },
      placeholder: './password.txt',
    },
    model: {
      key: 'model',
      get label() {
        return t('Model');
      },
      placeholder: 'ai/smollm2',
    },
  };

/** One more service, network… with its name, and what it cannot be without. */
export function AddDialog({ kind, onAdded, onClose }: AddDialogProps) {
  const { doc, apply } = useForm();
  const [name, setName] = useState('');
  const [text, setText] = useState('');
  const [told, setTold] = useState<Told>();
  const needed = NEEDED[kind.noun];

  function submit(): void {
    const problem = nameProblem(name, doc.keysAt([kind.section]).map(String), kindWord(kind.noun));
    if (problem !== undefined) return setTold({ message: problem });
    if (needed && text === '') return setTold({ message: t('{{field}} is needed.', { field: needed.label }) });
    const value: ComposeValue = needed ? { [needed.key]: text } : null;
    const refused = apply([{ op: 'set', path: [kind.section, name], value }]);
    if (refused) return setTold(refused);
    onAdded(name);
  }
  return (
    <Modal opened onClose={onClose} title={t('Add a {{kind}}', { kind: kindWord(kind.noun) })}>
      <form
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextInput
          label={t('Name')}
          value={name}
          data-autofocus=""
          spellCheck={false}
          onChange={(event) => {
            setTold(undefined);
            setName(event.currentTarget.value);
          }}
        />
        {needed && (
          <TextInput
            label={needed.label}
            placeholder={needed.placeholder}
            value={text}
            spellCheck={false}
            onChange={(event) => {
              setTold(undefined);
              setText(event.currentTarget.value);
            }}
          />
        )}
        {told && <ToldNotice told={told} onTold={setTold} />}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit">{t('Add')}</Button>
        </div>
      </form>
    </Modal>
  );
}

function nameProblem(name: string, taken: readonly string[], noun: string): string | undefined {
  if (!/^[a-zA-Z0-9._-]+$/.test(name)) return t('A name has letters, digits, “.”, “_” and “-”.');
  return taken.includes(name) ? t('There is a {{kind}} “{{name}}” already.', { kind: noun, name }) : undefined;
}
