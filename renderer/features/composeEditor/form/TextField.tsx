import { Textarea, TextInput } from '@mantine/core';
import { type KeyboardEvent, useId, useState } from 'react';
import type { ComposeText } from '../../../../contract/compose/parseCompose.ts';
import styles from './Form.module.css';
import { type Told, useForm } from './formContext.ts';
import { TYPING } from './formKeys.ts';
import { ToldNotice } from './ToldNotice.tsx';

interface TextFieldProps {
  /** Its accessible name. */
  readonly label: string;
  /** As the file has it; undefined: nothing is there. */
  readonly text: string | undefined;
  /** Gives why it was not taken. */
  readonly onCommit: (text: string) => Told | undefined;
  readonly placeholder?: string | undefined;
  readonly suggestions?: readonly string[] | undefined;
  /** Enter makes a line in it; Ctrl-Enter takes it. */
  readonly isMultiLine?: boolean;
  readonly note?: string | undefined;
  readonly describedBy?: string | undefined;
}

/** What was typed and is not read from the file again. */
interface Draft {
  readonly text: string;
  /** It was taken: the file will say it, from the next reading on. */
  readonly sentFrom?: ComposeText;
}

/** A value as text: taken on Enter and when it is left, given up on Escape. */
export function TextField({
  label,
  text = '',
  onCommit,
  placeholder,
  suggestions,
  note,
  describedBy,
  isMultiLine = false,
}: TextFieldProps) {
  const { doc } = useForm();
  const [draft, setDraft] = useState<Draft>();
  const [told, setTold] = useState<Told>();
  const id = useId();
  const isOver = draft?.sentFrom !== undefined && draft.sentFrom !== doc;
  const shown = draft && !isOver ? draft.text : text;

  function commit(): void {
    if (!draft || draft.sentFrom) return;
    if (draft.text === text) return giveUp();
    const next = onCommit(draft.text);
    setTold(next);
    if (!next) setDraft({ text: draft.text, sentFrom: doc });
  }
  function giveUp(): void {
    setDraft(undefined);
    setTold(undefined);
  }
  function tell(next: Told | undefined): void {
    setTold(next);
    if (!next) setDraft(undefined);
  }
  const isLong = isMultiLine || shown.includes('\n');
  const common = {
    'aria-label': label,
    'aria-describedby': [told && `${id}-told`, note !== undefined && `${id}-note`, describedBy]
      .filter(Boolean)
      .join(' '),
    'aria-invalid': told !== undefined,
    error: told !== undefined,
    [TYPING]: draft && !draft.sentFrom ? '' : undefined,
    value: shown,
    placeholder,
    spellCheck: false,
    autoComplete: 'off',
    onBlur: commit,
    onKeyDown(event: KeyboardEvent) {
      if (event.key === 'Enter' && (!isLong || event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        commit();
      } else if (event.key === 'Escape' && draft && !isOver) {
        event.stopPropagation();
        giveUp();
      }
    },
  };
  const typed = (value: string) => {
    setDraft({ text: value });
    setTold(undefined);
  };
  return (
    <div className={styles.field}>
      {isLong ? (
        <Textarea
          {...common}
          classNames={{ input: styles.input ?? '' }}
          rows={Math.min(16, shown.split('\n').length + 1)}
          onChange={(event) => typed(event.currentTarget.value)}
        />
      ) : (
        <TextInput
          {...common}
          classNames={{ input: styles.input ?? '' }}
          list={suggestions && `${id}-list`}
          onChange={(event) => typed(event.currentTarget.value)}
        />
      )}
      {suggestions && (
        <datalist id={`${id}-list`}>
          {suggestions.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </datalist>
      )}
      {note !== undefined && (
        <span id={`${id}-note`} className={styles.note}>
          {note}
        </span>
      )}
      {told && <ToldNotice id={`${id}-told`} told={told} onTold={tell} />}
    </div>
  );
}
