import { IconSchool } from '@tabler/icons-react';
import { deferred, useCommands } from '../../../ui/index.ts';
import { openWhatHappened, whatHappenedOpener } from './openWhatHappened.ts';
import { t } from '../texts/index.ts';

const WhatHappened = deferred(async () => (await import('./WhatHappened.tsx')).WhatHappened);

/** The command and the dialog that explain what an action did, on every page. Put it once in the layout. */
export function WhatHappenedHost() {
  const wanted = whatHappenedOpener.useOpened();
  useCommands(() => [
    {
      id: 'activity.teach',
      title: t('Teach me what the last action did'),
      section: t('General'),
      keywords: ['learn', 'explain', 'what happened', 'steps'],
      icon: <IconSchool />,
      run: () => openWhatHappened({ last: true }),
    },
  ]);
  return wanted ? <WhatHappened wanted={wanted} onClose={whatHappenedOpener.close} /> : null;
}
