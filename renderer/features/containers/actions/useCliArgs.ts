import type { CliArgs } from '../../../../contract/commands/docker.ts';
import { useSelectedContext } from '../../contexts/index.ts';
import { useCliArgsOf } from '../../together/index.ts';

/** What the docker CLI must be told to speak to an engine: to the one that is open, unless another is named. */
export function useCliArgs(context?: string): CliArgs {
  const selected = useSelectedContext()?.name;
  return useCliArgsOf(context ?? selected ?? '');
}
