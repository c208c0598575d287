import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useId, useRef, useState } from 'react';
import styles from './Form.module.css';
import type { Told } from './formContext.ts';
import { partColumns } from './partColumns.ts';
import { ToldNotice } from './ToldNotice.tsx';
import { t } from '../texts/index.ts';

export interface AdderField {
  readonly id: string;
  readonly label: string;
  readonly placeholder?: string | undefined;
  readonly isNeeded?: boolean;
  readonly suggestions?: readonly string[] | undefined;
}

interface AdderProps {
  /** What it is added to. */
  readonly label: string;
  readonly fields: readonly AdderField[];
  /** The texts in the order of the fields; gives why they were not taken. */
  readonly onAdd: (texts: readonly string[]) => Told | undefined;
}

/** The line at the end of a list, for one more: Enter adds it, and the next can be typed at once. */
export function Adder({ label, fields, onAdd }: AdderProps) {
  const [texts, setTexts] = useState<readonly string[]>([]);
  const [told, setTold] = useState<Told>();
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  const isTyped = texts.some((text) => text !== '');

  function submit(event: FormEvent): void {
    event.preventDefault();
    event.stopPropagation();
    const missing = fields.findIndex((field, index) => field.isNeeded && (texts[index] ?? '') === '');
    const next =
      missing >= 0 ? { message: t('{{field}} is needed.', { field: fields[missing]!.label }) } : onAdd(texts);
    setTold(next);
    if (!next) setTexts([]);
    form.current?.querySelectorAll('input')[Math.max(missing, 0)]?.focus();
  }
  return (
    <form ref={form} className={styles.adder} style={partColumns(fields.length)} onSubmit={submit}>
      {fields.map((field, index) => (
        <TextInput
          key={field.id}
          aria-label={t('{{label}}: new {{field}}', { label, field: field.label })}
          classNames={{ input: styles.input ?? '' }}
          placeholder={field.placeholder === undefined ? field.label : `${field.label} (${field.placeholder})`}
          value={texts[index] ?? ''}
          error={told !== undefined}
          spellCheck={false}
          autoComplete="off"
          list={field.suggestions && `${id}-${field.id}`}
          onChange={(event) => {
            setTold(undefined);
            setTexts(fields.map((_, at) => (at === index ? event.currentTarget.value : (texts[at] ?? ''))));
          }}
        />
      ))}
      {fields.map(
        ({ id: field, suggestions }) =>
          suggestions && (
            <datalist key={field} id={`${id}-${field}`}>
              {suggestions.map((one) => (
                <option key={one} value={one}>
                  {one}
                </option>
              ))}
            </datalist>
          ),
      )}
      <Button
        type="submit"
        size="compact-sm"
        variant={isTyped ? 'filled' : 'subtle'}
        leftSection={<IconPlus size={14} aria-hidden="true" />}
        aria-label={t('Add to {{label}}', { label })}
      >
        {t('Add')}
      </Button>
      {told && <ToldNotice told={told} onTold={setTold} />}
    </form>
  );
}
