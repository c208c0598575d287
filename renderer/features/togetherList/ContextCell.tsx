import { StatusDot } from '../../ui/index.ts';
import list from '../../ui/list/List.module.css';
import { toneOf, useContexts, wordOf } from '../contexts/index.ts';

/** The engine that a row is of, and how it is: of one that is away the row is a memory. */
export function ContextCell({ name }: { readonly name: string }) {
  const context = useContexts().find((one) => one.name === name);
  return (
    <>
      {context && <StatusDot tone={toneOf(context.state)} />}
      <span className={list.dim} title={context ? `${name}, ${wordOf(context.state)}: ${context.endpoint}` : name}>
        {name}
      </span>
    </>
  );
}
