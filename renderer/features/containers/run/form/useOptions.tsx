import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useState } from 'react';
import { IconButton } from '../../../../ui/index.ts';
import type { Cell } from '../draft/field.ts';
import { cellOf, type Row } from '../draft/draft.ts';
import { TextField } from './TextField.tsx';
import look from '../../../../ui/form/Form.module.css';
import styles from '../Run.module.css';
import { t } from '../../texts/index.ts';

interface OptionsProps {
  /** “mount 1” */
  readonly of: string;
  readonly row: Row;
  readonly cells: Readonly<Record<string, Cell>>;
  /** Those that this row can have; others are shown where something is in them. */
  readonly offered: readonly string[];
  readonly all: readonly string[];
  /** Set in nearly every row, and looked at by nobody. */
  readonly quiet?: readonly string[];
  readonly problemAt: (row: Row, cell: string) => string | undefined;
  readonly onChange: (cells: Row['cells']) => void;
}

/** What few rows need: behind a button, and open where something is set. */
export function useOptions({ of, row, cells, offered, all, quiet = [], problemAt, onChange }: OptionsProps) {
  const [wanted, setWanted] = useState<boolean>();
  const used = all.filter((cell) => cellOf(row, cell) !== '');
  const hasProblem = all.some((cell) => problemAt(row, cell) !== undefined);
  const isOpen = hasProblem || (wanted ?? used.some((cell) => !quiet.includes(cell)));
  const shown = all.filter((cell) => offered.includes(cell) || used.includes(cell));
  return {
    button: (
      <IconButton
        label={t('Options of {{of}}', { of })}
        isPressed={isOpen}
        aria-expanded={isOpen}
        disabled={shown.length === 0}
        icon={<IconAdjustmentsHorizontal aria-hidden="true" />}
        onClick={() => setWanted(!isOpen)}
      />
    ),
    panel: isOpen && shown.length > 0 && (
      <div className={`${look.wholeRow} ${look.grid} ${styles.options}`}>
        {shown.map((cell) => {
          const { initial: _initial, share: _share, ...own } = cells[cell] ?? { label: cell };
          return (
            <TextField
              key={cell}
              {...own}
              className={own.input === 'box' ? styles.boxRow : undefined}
              value={cellOf(row, cell)}
              problem={problemAt(row, cell)}
              onChange={(text) => onChange({ [cell]: text })}
            />
          );
        })}
      </div>
    ),
  };
}
