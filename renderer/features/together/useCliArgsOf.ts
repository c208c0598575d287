import { useContext } from 'react';
import type { CliArgs } from '../../../contract/commands/docker.ts';
import type { Context } from '../../../contract/model/context.ts';
import { DialogStep } from '../../ui/dialogStep.ts';
import { useContexts } from '../contexts/index.ts';

const NONE: CliArgs = [];

/** What the docker CLI must be told; where several engines are spoken of, the one that is its current one is named too. */
export const namedCliArgs = ({ name, source, cliArgs = NONE }: Context): CliArgs =>
  cliArgs.length === 0 && source !== 'docker-host' ? ['--context', name] : cliArgs;

/** Of one engine, by the name of its context. */
export function useCliArgsOf(name: string): CliArgs {
  const isNamed = useContext(DialogStep) !== undefined;
  const context = useContexts().find((one) => one.name === name);
  if (!context) return NONE;
  return isNamed ? namedCliArgs(context) : (context.cliArgs ?? NONE);
}
