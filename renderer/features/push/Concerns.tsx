import { IconAlertTriangle } from '@tabler/icons-react';
import { DOCKER_HUB } from '../../../contract/model/imageReference.ts';
import type { PushConcern } from '../../../contract/model/transfer.ts';
import styles from './Push.module.css';

interface ConcernsProps {
  readonly concerns: readonly PushConcern[];
  readonly onRename: (target: string) => void;
  readonly onSignIn: () => void;
}

/** What would keep a push from working, or make it hit the wrong thing; with the way out. */
export function Concerns({ concerns, onRename, onSignIn }: ConcernsProps) {
  if (concerns.length === 0) return null;
  return (
    <ul className={styles.concerns} aria-label="Before it is sent">
      {concerns.map((concern) => {
        const target = 'suggested' in concern ? concern.suggested : undefined;
        return (
          <li key={concern.type}>
            <IconAlertTriangle size={15} stroke={1.75} aria-hidden="true" />
            <span>{words(concern)}</span>
            {target !== undefined && (
              <button type="button" className={styles.way} onClick={() => onRename(target)}>
                Push as {target}
              </button>
            )}
            {concern.type === 'not-signed-in' && (
              <button type="button" className={styles.way} onClick={onSignIn}>
                Sign in…
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
      return 'A name without a namespace is one of Docker’s official images: Docker Hub does not let you push there.';
    case 'not-signed-in':
      return `You are not signed in to ${concern.registry === DOCKER_HUB ? 'Docker Hub' : concern.registry}; it will hardly take the image.`;
    case 'other-namespace':
      return `“${concern.namespace}” is not your name on Docker Hub (${concern.username}). It works only if that is an organization that lets you write.`;
    case 'name-moves':
      return `Another image has this name now (${concern.fromId.slice(7, 19)}). It loses it to this one.`;
  }
}
