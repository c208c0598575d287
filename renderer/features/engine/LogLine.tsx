import { Fragment } from 'react';
import styles from './Log.module.css';

interface LogLineProps {
  readonly text: string;
  /** In lower case; empty: nothing is marked. */
  readonly query: string;
  readonly isCurrent: boolean;
}

const LEVEL = /\blevel=(\w+)/;

export function LogLine({ text, query, isCurrent }: LogLineProps) {
  return (
    <div className={styles.line} data-level={LEVEL.exec(text)?.[1]} data-current={isCurrent || undefined}>
      {query === '' ? text : marked(text, query)}
    </div>
  );
}

function marked(text: string, query: string) {
  const lower = text.toLowerCase();
  const parts = [];
  let from = 0;
  for (let at = lower.indexOf(query); at >= 0; at = lower.indexOf(query, from)) {
    parts.push(<Fragment key={from}>{text.slice(from, at)}</Fragment>);
    parts.push(<mark key={`m${at}`}>{text.slice(at, at + query.length)}</mark>);
    from = at + query.length;
  }
  parts.push(<Fragment key="rest">{text.slice(from)}</Fragment>);
  return parts;
}
