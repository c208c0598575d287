import { Button } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { IconButton } from '../../../../ui/index.ts';
import type { Row } from '../draft/draft.ts';
import { Danger } from './Danger.tsx';
import { withArticle } from './summary.ts';
import look from '../../../../ui/form/Form.module.css';
import { t } from '../../texts/index.ts';

interface RowListProps {
  readonly legend: string;
  readonly help?: ReactNode;
  readonly noun: string;
  readonly rows: readonly Row[];
  /** Of a grid: the inputs of a row, with a column for the button that takes it away. */
  readonly columns: string;
  readonly renderRow: (row: Row, index: number) => ReactNode;
  readonly dangerOf: (row: Row) => string | undefined;
  readonly onAdd: () => void;
  readonly onRemove: (key: string) => void;
  /** After the button that adds one. */
  readonly children?: ReactNode;
}

/** A list of rows of inputs. The keyboard goes along: into a row that was added, and to its neighbour when one goes. */
export function RowList(props: RowListProps) {
  const { legend, help, noun, rows, columns, renderRow, dangerOf, onAdd, onRemove, children } = props;
  const list = useRef<HTMLFieldSetElement>(null);
  const wanted = useRef<number | 'end'>(undefined);
  useEffect(() => {
    const at = wanted.current;
    if (at === undefined) return;
    wanted.current = undefined;
    const drawn = list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [];
    const row = at === 'end' ? drawn[drawn.length - 1] : drawn[Math.min(at, drawn.length - 1)];
    (row ?? list.current)?.querySelector<HTMLElement>('input, select, textarea, button')?.focus();
  });
  return (
    <fieldset className={look.section} ref={list}>
      <legend>{legend}</legend>
      {rows.map((row, index) => {
        const danger = dangerOf(row);
        return (
          <div key={row.key} data-row="" className={look.row} style={{ gridTemplateColumns: columns }}>
            {renderRow(row, index)}
            <IconButton
              label={t('Remove {{noun}} {{index}}', { noun, index: index + 1 })}
              icon={<IconX aria-hidden="true" />}
              onClick={() => {
                wanted.current = index;
                onRemove(row.key);
              }}
            />
            {danger !== undefined && (
              <p className={look.wholeRow}>
                <Danger text={danger} />
              </p>
            )}
          </div>
        );
      })}
      <div className={look.adders}>
        <Button
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden="true" />}
          onClick={() => {
            wanted.current = 'end';
            onAdd();
          }}
        >
          {t('Add {{noun}}', { noun: withArticle(noun) })}
        </Button>
        {children}
        {help !== undefined && <span className={look.hint}>{help}</span>}
      </div>
    </fieldset>
  );
}
