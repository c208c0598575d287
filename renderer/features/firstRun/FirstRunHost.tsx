import { IconMap2, IconRocket } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { client, useConnectionState } from '../../rpc/index.ts';
import { deferred, useCommands } from '../../ui/index.ts';
import { closeTour, openTour, useIsTourOpen } from './tour/tourFlag.ts';
import { t } from './texts/index.ts';

const Tour = deferred(async () => (await import('./tour/Tour.tsx')).Tour);

/** Once for each load of the page: who goes elsewhere is not led back. */
let hasAsked = false;

/** Leads a person who is new here to the first steps, and offers them to everybody else. Put it once in the layout. */
export function FirstRunHost() {
  const [, navigate] = useLocation();
  const isTourOpen = useIsTourOpen();
  const isOpen = useConnectionState().type === 'open';
  useEffect(() => {
    if (!isOpen || hasAsked) return;
    const abort = new AbortController();
    lead(navigate, abort.signal).catch(() => undefined); // over the next connection it is asked again
    return () => abort.abort();
  }, [isOpen, navigate]);
  useCommands(() => [
    {
      id: 'firstRun.open',
      title: t('Show the first steps'),
      section: t('General'),
      keywords: ['welcome', 'setup', 'wizard', 'onboarding', 'checks'],
      icon: <IconRocket />,
      run: () => navigate('/welcome'),
    },
    {
      id: 'firstRun.tour',
      title: t('Take the tour'),
      section: t('General'),
      keywords: ['help', 'introduction', 'guide'],
      icon: <IconMap2 />,
      run: openTour,
    },
  ]);
  return isTourOpen ? <Tour onClose={closeTour} /> : null;
}

async function lead(navigate: (to: string, options: { replace: boolean }) => void, signal: AbortSignal) {
  for await (const { isDue } of client.firstRun.watch({}, { signal })) {
    hasAsked = true;
    // An address that leads somewhere is what the person wants to see.
    const isAtStart = /^#?\/?(containers)?$/.test(location.hash);
    if (isDue && isAtStart) navigate('/welcome', { replace: true });
    return;
  }
}
