import type { AppError } from '../../../contract/errors.ts';
import type { ListAvailability } from '../../ui/list/listTypes.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { EngineUnavailable } from './EngineUnavailable.tsx';
import { ListNotice } from './ListNotice.tsx';

interface ListState {
  readonly isLoaded: boolean;
  readonly error: AppError | undefined;
  readonly context: string;
  readonly isEmpty: boolean;
}

/** Whether a list of the selected engine can be shown, and what to say when it cannot or may be out of date. */
export function useListAvailability({ isLoaded, error, context, isEmpty }: ListState): ListAvailability {
  const engine = useSelectedContext();
  // Of an engine that is away an empty list says nothing; one with rows is worth a look.
  const isShown = isLoaded && (error === undefined || !isEmpty);
  const isAway = error !== undefined || engine?.state.type !== 'connected';
  return {
    isShown,
    notice: error && <ListNotice error={error} context={context} />,
    unavailable: isAway ? <EngineUnavailable context={engine} error={error} /> : undefined,
  };
}
