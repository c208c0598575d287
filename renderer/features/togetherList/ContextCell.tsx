import { StatusDot } from '../../ui/index.ts';
import { toneOf, useContexts, wordOf } from '../contexts/index.ts';
import styles from './Together.module.css';

/** The engine that a row is of, and how it is: of one that is away the row is a memory. */
export function ContextCell({ name }: { readonly name: string }) {
  const context = useContexts().find((one) => one.name === name);
  return (
    <span className={styles.context} title={context ? `${name}, ${wordOf(context.state)}: ${context.endpoint}` : name}>
      {context && <StatusDot tone={toneOf(context.state)} />}
      <span className={styles.contextName}>{name}</span>
    </span>
  );
}
