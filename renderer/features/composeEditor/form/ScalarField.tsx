import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { ComposePath } from '../../../../contract/compose/edit.ts';
import { removeEntry } from '../../../../contract/compose/form/rows.ts';
import { valueOfText } from '../../../../contract/compose/form/scalarText.ts';
import { kindOfText, PLACEHOLDERS, textProblem } from './checkText.ts';
import styles from './Form.module.css';
import { type Told, useForm } from './formContext.ts';
import type { ScalarShape } from './shapes.ts';
import { TextField } from './TextField.tsx';
import { ToldNotice } from './ToldNotice.tsx';
import { labelOf, suggestionsFor, variableNote } from './words.ts';
import { t } from '../texts/index.ts';

interface ScalarFieldProps {
  readonly path: ComposePath;
  readonly shape: ScalarShape;
  readonly describedBy?: string | undefined;
}

/** What nobody writes on one line. */
const MULTI_LINE = new Set(['dockerfile_inline', 'content']);

/** One value: a choice where there are few, else a text. Emptied, it goes. */
export function ScalarField({ path, shape, describedBy }: ScalarFieldProps) {
  const form = useForm();
  const { doc, apply } = form;
  const [told, setTold] = useState<Told>();
  const node = doc.nodeAt(path);
  const text = node?.text;
  const label = labelOf(path);

  function commit(next: string): Told | undefined {
    // The value of a variable may be empty; any other key would say nothing.
    const mayBeEmpty = shape.types.includes('null') && shape.types.includes('number');
    if (next === '' && !mayBeEmpty) return node ? apply(removeEntry(doc, path)) : undefined;
    const problem = textProblem(path, next, shape);
    if (problem !== undefined) return { message: problem };
    return apply([{ op: 'set', path, value: valueOfText(next, node, shape.types) }]);
  }

  const choices = choicesOf(shape);
  if (choices && (text === undefined || choices.includes(text))) {
    return (
      <div className={styles.field}>
        <NativeSelect
          aria-label={label}
          aria-describedby={describedBy}
          classNames={{ input: styles.input ?? '' }}
          value={text ?? ''}
          data={[{ value: '', label: t('not set') }, ...choices.map((value) => ({ value, label: value }))]}
          onChange={(event) => setTold(commit(event.currentTarget.value))}
        />
        {told && <ToldNotice told={told} onTold={setTold} />}
      </div>
    );
  }
  return (
    <TextField
      label={label}
      text={text}
      onCommit={commit}
      placeholder={placeholderOf(path, shape, node?.kind === 'empty')}
      suggestions={choices ?? suggestionsFor(doc, path)}
      note={variableNote(form, node)}
      isMultiLine={MULTI_LINE.has(String(path.at(-1)))}
      describedBy={describedBy}
    />
  );
}

function choicesOf({ types, choices }: ScalarShape): readonly string[] | undefined {
  if (choices.length > 0) return choices;
  // With texts: `no_cache: ${SLOW}`.
  const isSwitch = types.includes('boolean') && types.every((type) => type === 'boolean' || type === 'string');
  return isSwitch ? ['true', 'false'] : undefined;
}

function placeholderOf(path: ComposePath, shape: ScalarShape, isEmpty: boolean): string {
  if (isEmpty && ['environment', 'args'].includes(String(path.at(-2)))) return t('from the shell of Compose');
  return PLACEHOLDERS[kindOfText(path, shape)];
}
