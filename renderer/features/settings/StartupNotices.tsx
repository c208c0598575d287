import { useEffect } from 'react';
import { client, useConnectionState } from '../../rpc/index.ts';
import { notify } from '../../ui/index.ts';
import { t } from './texts/index.ts';

const KEY = 'gantry.noticesSeen';
/** After the first list: a notice is never urgent. */
const DELAY_MS = 1200;

/** Says once what the person should know of the start: a settings file that was put aside, for one. */
export function StartupNotices() {
  const isOpen = useConnectionState().type === 'open';
  useEffect(() => {
    if (!isOpen) return;
    const timer = setTimeout(() => {
      client.app.info({}).then(
        ({ notices }) => sayOnce(notices),
        () => undefined, // asked again over the next connection
      );
    }, DELAY_MS);
    return () => clearTimeout(timer);
  }, [isOpen]);
  return null;
}

function sayOnce(notices: readonly string[]): void {
  const text = notices.join('\n');
  if (text === '' || seen() === text) return;
  for (const message of notices) notify({ title: t('Please note'), message, isSticky: true });
  try {
    sessionStorage.setItem(KEY, text);
  } catch {
    // Then it is said again with the next reload.
  }
}

function seen(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}
