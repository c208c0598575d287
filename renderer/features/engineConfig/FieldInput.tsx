import { NumberInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { listOf, pairsOf, typedOf } from './configText.ts';
import type { Field } from './fields.ts';
import { t } from './texts/index.ts';

interface FieldInputProps {
  readonly field: Field;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

/** One control, under the name of its field. Writes nothing where the field is emptied. */
export function FieldInput({ field, value, onChange }: FieldInputProps) {
  const { kind, label } = field;
  switch (kind) {
    case 'flag':
      return (
        <Switch
          aria-label={label}
          checked={typeof value === 'boolean' ? value : field.otherwise}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'whole':
      return (
        <NumberInput
          aria-label={label}
          w={130}
          min={field.min}
          allowDecimal={false}
          placeholder={field.standard}
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
        />
      );
    case 'choice':
      return (
        <Select
          aria-label={label}
          w={180}
          clearable
          placeholder={field.standard}
          data={[...new Set([...field.choices, ...(typeof value === 'string' ? [value] : [])])]}
          value={typeof value === 'string' ? value : null}
          onChange={(next) => onChange(next ?? undefined)}
        />
      );
    case 'text':
      return (
        <TextInput
          aria-label={label}
          w={280}
          spellCheck={false}
          placeholder={field.example}
          value={typedOf(value, kind)}
          onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? undefined : currentTarget.value)}
        />
      );
    case 'list':
    case 'pairs':
      return <Lines field={field} value={value} onChange={onChange} />;
  }
}

/** What is typed is kept as it is: a line end that was just begun must not go. */
function Lines({ field, value, onChange }: FieldInputProps) {
  const { kind, label } = field;
  const written = typedOf(value, kind);
  const [typed, setTyped] = useState(written);
  const [last, setLast] = useState(written);
  const [problem, setProblem] = useState<string>();
  if (last !== written) {
    setLast(written);
    if ((listOf(typed) ?? []).join('\n') !== written) setTyped(written);
  }
  return (
    <Textarea
      aria-label={label}
      w={280}
      autosize
      minRows={1}
      maxRows={8}
      spellCheck={false}
      placeholder={'example' in field ? field.example : ''}
      value={typed}
      error={problem}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        const next = kind === 'list' ? listOf(currentTarget.value) : pairsOf(currentTarget.value);
        if (next !== undefined && 'wrong' in next && typeof next.wrong === 'string' && kind === 'pairs') {
          return setProblem(t('Write key=value, one per line.'));
        }
        setProblem(undefined);
        onChange(next);
      }}
    />
  );
}
