import type { ListCommand } from './listTypes.ts';

/** Those that would do something to these rows. */
export const fitting = <Row>(
  commands: readonly ListCommand<Row>[],
  rows: readonly Row[],
): readonly ListCommand<Row>[] =>
  commands.filter(({ isFor, isSingle }) => rows.length > 0 && isFor(rows) && (!isSingle || rows.length === 1));
