import { toAppError } from '../../../contract/errors.ts';
import type { Context } from '../../../contract/model/context.ts';
import { client } from '../../rpc/index.ts';
import { notify } from '../../ui/index.ts';
import { t } from './texts/index.ts';

/** What every view shows from now on. */
export function selectContext({ name }: Context): void {
  client.contexts.select({ context: name }).catch((thrown: unknown) =>
    notify({
      title: t('The context is still the one before'),
      message: t('“{{name}}” could not be opened: {{message}}', { name, message: toAppError(thrown).message }),
      tone: 'failure',
    }),
  );
}

/** Tries now; how it went is in the context's state. */
export function reconnectContext({ name }: Context): void {
  client.contexts.reconnect({ context: name }).catch(() => {
    // The reason comes with the context's state.
  });
}
