import type { CliArgs } from '../../../../contract/commands/docker.ts';
import { useSelectedContext } from '../../contexts/index.ts';

const NONE: CliArgs = [];

/** What the docker CLI must be told to speak to the engine that is open. */
export const useCliArgs = (): CliArgs => useSelectedContext()?.cliArgs ?? NONE;
