import { IconRefreshDot } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useDispatch } from 'react-redux';
import type { TagState } from '../../../contract/model/tagUpdate.ts';
import { client, follow } from '../../rpc/index.ts';
import { deferred, notify, useCommands } from '../../ui/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { openUpdates, updatesOpener } from './openUpdates.ts';
import { updatesSlice } from './updatesSlice.ts';
import { plural, t } from './texts/index.ts';

const UpdatesDialog = deferred(async () => (await import('./UpdatesDialog.tsx')).UpdatesDialog);
const { left, received } = updatesSlice.actions;

/** Follows what is known of newer images, on every page, and says once of each. Put it once in the layout. */
export function UpdatesHost() {
  const context = useSelectedContext();
  const opened = updatesOpener.useOpened();
  const dispatch = useDispatch();
  const name = context?.state.type === 'connected' ? context.name : undefined;

  useEffect(() => {
    if (name === undefined) return undefined;
    const told = new Set<string>();
    const end = follow({
      open: (signal) => client.tagWatch.watch({ context: name }, { signal }),
      onItem: (watch) => {
        dispatch(received({ context: name, watch }));
        tell(watch.tags, told);
      },
    });
    return () => {
      end();
      dispatch(left());
    };
  }, [name, dispatch]);

  useCommands(() => [
    {
      id: 'images.updates',
      title: t('Check for newer images…'),
      section: t('Images'),
      keywords: ['update', 'watch', 'tag', 'recreate', 'upgrade'],
      icon: <IconRefreshDot />,
      isEnabled: () => name !== undefined,
      run: () => openUpdates(),
    },
  ]);
  if (!opened || !context) return null;
  return (
    <UpdatesDialog
      context={context.name}
      cliArgs={context.cliArgs}
      reference={opened.reference}
      onClose={updatesOpener.close}
    />
  );
}

/** Each digest once; not while the list itself is open. */
function tell(tags: readonly TagState[], told: Set<string>): void {
  const fresh = tags.filter(({ state, reference, remoteDigest }) => {
    const key = `${reference}@${remoteDigest ?? ''}`;
    if (state !== 'newer' || told.has(key)) return false;
    told.add(key);
    return true;
  });
  if (fresh.length === 0 || updatesOpener.isOpen()) return;
  const [first] = fresh;
  notify({
    title:
      fresh.length === 1 && first
        ? t('There is a newer {{reference}}', { reference: first.reference })
        : t('{{fresh}} images have newer versions', { fresh: fresh.length }),
    message:
      fresh.length === 1
        ? t('Its containers still run the one that is here.')
        : fresh.map(({ reference }) => reference).join(', '),
    isSticky: true,
    action: {
      label: plural(fresh.length, 'Update…', 'Show'),
      run: () => openUpdates(fresh.length === 1 && first ? { reference: first.reference } : {}),
    },
  });
}
