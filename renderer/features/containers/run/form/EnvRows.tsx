import { Button, FileButton, Textarea } from '@mantine/core';
import { type ClipboardEvent, useState } from 'react';
import { isSecretValue } from '../../../../../contract/model/secretName.ts';
import { cellOf, newRow, type Row } from '../draft/draft.ts';
import { isEnvText, isOnlyEnvText, parseEnvText, writeEnvText } from '../draft/envText.ts';
import { useForm } from './formContext.ts';
import { RowList } from './RowList.tsx';
import { TextField } from './TextField.tsx';
import { useRows } from './useRows.ts';
import { linesOf } from './linesOf.ts';
import look from '../../../../ui/form/Form.module.css';
import styles from '../Run.module.css';
import { t } from '../../texts/index.ts';

const toCells = ({ name, value }: { readonly name: string; readonly value: string }) => ({ name, value });
const isEmpty = (row: Row) => cellOf(row, 'name') === '' && cellOf(row, 'value') === '';
/** By its name alone: an input that became another one while somebody types would lose the keyboard. */
const SOME = 'value';
/** Of every image, and nobody sets it. */
const LEFT_OUT = new Set(['PATH']);

/** Variables as rows or as text; lines of a `.env` file may be pasted into any row, or read from a file. */
export function EnvRows() {
  const { defaults } = useForm();
  const { rows, problemAt, dangerOf, add, set, remove, edit } = useRows('env');
  const [text, setText] = useState<string>();

  const takeLines = (lines: string, at?: Row) => {
    const made = parseEnvText(lines).map((pair) => newRow(toCells(pair)));
    edit((before) => {
      const kept = before.filter((row) => !isEmpty(row));
      const index = at && !isEmpty(at) ? kept.findIndex(({ key }) => key === at.key) + 1 : kept.length;
      return at ? [...kept.slice(0, index), ...made, ...kept.slice(index)] : withValues(kept, made);
    });
  };
  const paste = (event: ClipboardEvent<HTMLElement>, row: Row, isName: boolean) => {
    const pasted = event.clipboardData.getData('text');
    const isOnePair = isName && cellOf(row, 'name') === '' && /^[^\s=]+=/.test(pasted.trim());
    // Into a value it is a part of it, unless it can be nothing but a list: keys and certificates have lines too.
    const isList = isName ? isEnvText(pasted) : cellOf(row, 'value') === '' && isOnlyEnvText(pasted);
    if (!isList && !isOnePair) return;
    event.preventDefault();
    takeLines(pasted, row);
  };
  const fromImage = (defaults?.env ?? [])
    .map((line) => ({ name: line.slice(0, line.indexOf('=')), value: line.slice(line.indexOf('=') + 1) }))
    .filter(({ name }) => name !== '' && !LEFT_OUT.has(name) && !rows.some((row) => cellOf(row, 'name') === name));

  if (text !== undefined) {
    return (
      <fieldset className={look.section}>
        <legend>{t('Environment')}</legend>
        <Textarea
          aria-label={t('Variables as text')}
          classNames={{ input: styles.code }}
          rows={linesOf(text, 4, 16)}
          spellCheck={false}
          placeholder={'NAME=value\nOTHER="two words"'}
          value={text}
          onChange={({ currentTarget: { value } }) => {
            setText(value);
            edit(() => parseEnvText(value).map((pair) => newRow(toCells(pair))));
          }}
        />
        <div className={look.adders}>
          <Button variant="default" onClick={() => setText(undefined)}>
            {t('Show as rows')}
          </Button>
          <span className={look.hint}>{t('A line each, as in a .env file. Lines without “=” are left out.')}</span>
        </div>
      </fieldset>
    );
  }
  return (
    <RowList
      legend={t('Environment')}
      noun={t('variable')}
      help={t('Lines of a .env file can be pasted.')}
      rows={rows}
      columns="2fr 3fr auto"
      dangerOf={dangerOf}
      onAdd={() => add({ name: '', value: '' })}
      onRemove={remove}
      renderRow={(row, index) => (
        <>
          <TextField
            name={t('Variable {{index}}: name', { index: index + 1 })}
            placeholder="NAME"
            value={cellOf(row, 'name')}
            problem={problemAt(row, 'name')}
            onPaste={(event) => paste(event, row, true)}
            onChange={(name) => set(row.key, { name })}
          />
          <TextField
            name={t('Variable {{index}}: value', { index: index + 1 })}
            placeholder="value"
            value={cellOf(row, 'value')}
            problem={problemAt(row, 'value')}
            reveal={
              isSecretValue(cellOf(row, 'name'), SOME)
                ? t('Show the value of variable {{index}}', { index: index + 1 })
                : undefined
            }
            onPaste={(event) => paste(event, row, false)}
            onChange={(value) => set(row.key, { value })}
          />
        </>
      )}
    >
      <Button
        variant="subtle"
        onClick={() =>
          setText(
            writeEnvText(
              rows
                .filter((row) => !isEmpty(row))
                .map((row) => ({ name: cellOf(row, 'name'), value: cellOf(row, 'value') })),
            ),
          )
        }
      >
        {t('Edit as text')}
      </Button>
      <FileButton onChange={(file) => void file?.text().then((lines) => takeLines(lines))}>
        {(button) => (
          <Button variant="subtle" {...button}>
            {t('From a .env file…')}
          </Button>
        )}
      </FileButton>
      {fromImage.slice(0, 4).map(({ name, value }) => (
        <Button key={name} variant="subtle" onClick={() => add({ name, value })}>
          {t('Change {{name}} of the image', { name })}
        </Button>
      ))}
    </RowList>
  );
}

/** What a file says takes the place of what was there by the same name. */
function withValues(rows: readonly Row[], made: readonly Row[]): readonly Row[] {
  const names = new Set(made.map((row) => cellOf(row, 'name')));
  return [...rows.filter((row) => !names.has(cellOf(row, 'name'))), ...made];
}
