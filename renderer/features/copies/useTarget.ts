import { useState } from 'react';
import type { Context } from '../../../contract/model/context.ts';
import { useContexts } from '../contexts/index.ts';
import { namedCliArgs } from '../together/index.ts';

const NONE: readonly string[] = [];

/** The engine that something is to go to: the only other one that answers is meant, until another is chosen. */
export function useTarget(from: Context) {
  const others = useContexts().filter(({ name }) => name !== from.name);
  const [chosen, choose] = useState<string>();
  const answering = others.filter(({ state }) => state.type === 'connected');
  const name =
    chosen ?? (answering.length === 1 ? answering[0]?.name : others.length === 1 ? others[0]?.name : undefined);
  const target = others.find((other) => other.name === name);
  return {
    target: target?.name ?? '',
    choose,
    fromArgs: namedCliArgs(from),
    toArgs: target ? namedCliArgs(target) : NONE,
  };
}
