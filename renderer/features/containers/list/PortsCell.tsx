import { IconHome, IconRouter, IconWorld } from '@tabler/icons-react';
import type { ContainerPort } from '../../../../contract/model/container.ts';
import {
  exposedPorts,
  exposedText,
  portAddress,
  portText,
  portTitle,
  publishedPorts,
  type Reach,
} from '../text/ports.ts';
import styles from './Cells.module.css';
import { t } from '../texts/index.ts';

interface PortsCellProps {
  readonly ports: readonly ContainerPort[];
  readonly host?: string;
}

/** Characters that are seen whole in a column of usual width: half a port number is a wrong one. */
const ROOM = 14;
const icon = { size: 12, stroke: 1.75, 'aria-hidden': true } as const;
const REACH_ICON: Record<Reach, React.ReactNode> = {
  loopback: <IconHome {...icon} />,
  lan: <IconRouter {...icon} />,
  all: <IconWorld {...icon} />,
};

/** Published ports as links with an icon for who can reach them; ports that are only exposed are dim. */
export function PortsCell({ ports, host }: PortsCellProps) {
  if (ports.length === 0) return null;
  const published = publishedPorts(ports);
  if (published.length === 0) {
    return (
      <span className={styles.faint} title={t('Exposed to other containers, not published')}>
        {exposedPorts(ports).map(exposedText).join(' ')}
      </span>
    );
  }
  const [first, second] = published;
  const isRoomForTwo = first && second && portText(first).length + portText(second).length <= ROOM;
  const shown = published.slice(0, isRoomForTwo ? 2 : 1);
  const more = published.slice(shown.length);
  return (
    <>
      {shown.map((port) => {
        const href = portAddress(port, host);
        const content = (
          <>
            {REACH_ICON[port.reach]}
            {portText(port)}
          </>
        );
        const key = portTitle(port, host);
        return href === undefined ? (
          <span key={key} className={styles.port} data-tip={key}>
            {content}
          </span>
        ) : (
          <a
            key={key}
            className={styles.port}
            href={href}
            target="_blank"
            rel="noopener noreferrer"
            tabIndex={-1}
            data-tip={key}
          >
            {content}
          </a>
        );
      })}
      {more.length > 0 && (
        <span className={styles.more} data-tip={more.map((port) => portTitle(port, host)).join('\n')}>
          +{more.length}
        </span>
      )}
    </>
  );
}
