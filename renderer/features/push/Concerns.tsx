import { IconAlertTriangle } from '@tabler/icons-react';
import { DOCKER_HUB } from '../../../contract/model/imageReference.ts';
import type { PushConcern } from '../../../contract/model/transfer.ts';
import styles from './Push.module.css';
import { t } from './texts/index.ts';

interface ConcernsProps {
  readonly concerns: readonly PushConcern[];
  readonly onRename: (target: string) => void;
  readonly onSignIn: () => void;
}

/** What would keep a push from working, or make it hit the wrong thing; with the way out. */
export function Concerns({ concerns, onRename, onSignIn }: ConcernsProps) {
  if (concerns.length === 0) return null;
  return (
    <ul className={styles.concerns} aria-label={t('Before it is sent')}>
      {concerns.map((concern) => {
        const target = 'suggested' in concern ? concern.suggested : undefined;
        return (
          <li key={concern.type}>
            <IconAlertTriangle size={15} stroke={1.75} aria-hidden="true" />
            <span>{words(concern)}</span>
            {target !== undefined && (
              <button type="button" className={styles.way} onClick={() => onRename(target)}>
                {t('Push as {{target}}', { target })}
              </button>
            )}
            {concern.type === 'not-signed-in' && (
              <button type="button" className={styles.way} onClick={onSignIn}>
                {t('Sign in…')}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function words(concern: PushConcern): string {
  switch (concern.type) {
    case 'official':
      return t(
        'A name without a namespace is one of Docker’s official images: Docker Hub does not let you push there.',
      );
    case 'not-signed-in':
      return t('You are not signed in to {{how}}; it will hardly take the image.', {
        how: concern.registry === DOCKER_HUB ? t('Docker Hub') : concern.registry,
      });
    case 'other-namespace':
      return t(
        '“{{namespace}}” is not your name on Docker Hub ({{username}}). It works only if that is an organization that lets you write.',
        { namespace: concern.namespace, username: concern.username },
      );
    case 'name-moves':
      return t('Another image has this name now ({{fromId}}). It loses it to this one.', {
        fromId: concern.fromId.slice(7, 19),
      });
  }
}
