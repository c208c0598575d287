import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ContainerAction } from '../../../../contract/model/action.ts';
import { toAppError } from '../../../../contract/errors.ts';
import { whyFixed } from '../../../../contract/model/network.ts';
import { client } from '../../../rpc/index.ts';
import { IconButton, notify, StatusDot } from '../../../ui/index.ts';
import { openConnectTo } from '../../connecting/index.ts';
import { useNetworkActions } from '../actions/useNetworkActions.ts';
import { containersText } from '../text/words.ts';
import styles from './Map.module.css';
import type { Neighbour } from './reach.ts';
import type { Chosen } from './useChosen.ts';
import { outsideText } from './words.ts';
import { stateWord } from '../../containers/index.ts';
import { t } from '../texts/index.ts';

interface MapPanelProps {
  readonly context: string;
  readonly chosen: Chosen;
  readonly onChoose: (id: string) => void;
  readonly onClose: () => void;
}

/** What the chosen one reaches and who reaches it, with what can be done about it. */
export function MapPanel({ context, chosen, onChoose, onClose }: MapPanelProps) {
  const name = chosen.type === 'container' ? chosen.container.name : chosen.network.name;
  return (
    <aside className={styles.panel} aria-label={name}>
      <header className={styles.panelHead}>
        <h2 className={styles.clipped} title={name}>
          {name}
        </h2>
        <IconButton label={t('Close')} icon={<IconX aria-hidden="true" />} onClick={onClose} />
      </header>
      {chosen.type === 'container' ? (
        <ContainerPart context={context} chosen={chosen} onChoose={onChoose} />
      ) : (
        <NetworkPart chosen={chosen} onChoose={onChoose} />
      )}
    </aside>
  );
}

type Of<T extends Chosen['type']> = Extract<Chosen, { type: T }>;

interface ContainerPartProps {
  readonly context: string;
  readonly chosen: Of<'container'>;
  readonly onChoose: (id: string) => void;
}

function ContainerPart({ context, chosen: { container, reach }, onChoose }: ContainerPartProps) {
  const actions = useNetworkActions();
  const { id, state, networks } = container;
  const isUp = state === 'running' || state === 'paused' || state === 'restarting';
  return (
    <>
      <p className={styles.panelLine}>
        <StatusDot tone={state} /> {stateWord(container)} · {container.image}
      </p>
      <div className={styles.panelButtons}>
        <Button size="compact-sm" variant="default" component={Link} href={`/containers/${id}`}>
          {t('Open')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => void apply(context, id, { type: isUp ? 'stop' : 'start' })}
        >
          {isUp ? t('Stop') : t('Start')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => openConnectTo({ fromId: id })}>
          {t('Connect to…')}
        </Button>
        <Button size="compact-sm" variant="default" component={Link} href={`/networks/try/${id}`}>
          {t('Try from here')}
        </Button>
      </div>
      <Part title={t('Networks')}>
        <ul className={styles.panelList}>
          {networks.map(({ name, networkId, ipAddress }) => (
            <li key={name}>
              <button type="button" className={styles.linkLike} onClick={() => networkId && onChoose(networkId)}>
                {name}
              </button>
              <span className={styles.panelNote}>{ipAddress ?? ''}</span>
              {networkId && (
                <button
                  type="button"
                  className={styles.linkLike}
                  aria-label={t('Disconnect {{name}} from {{name2}}', { name: container.name, name2: name })}
                  onClick={() => actions.ask({ type: 'disconnect', networkId, containerId: id })}
                >
                  {t('Disconnect')}
                </button>
              )}
            </li>
          ))}
        </ul>
        <button
          type="button"
          className={styles.linkLike}
          onClick={() => actions.ask({ type: 'connect', containerId: id })}
        >
          {t('Connect to a network…')}
        </button>
      </Part>
      <Part
        title={
          reach.neighbours.length === 0
            ? t('Reaches no other container')
            : t('Reaches {{neighbours}}', { neighbours: containersText(reach.neighbours.length) })
        }
      >
        <Neighbours of={reach.neighbours} onChoose={onChoose} />
      </Part>
      {reach.keptApart.length > 0 && (
        <Part title={t('Kept apart from')}>
          <Neighbours of={reach.keptApart} onChoose={onChoose} />
        </Part>
      )}
      <Part title={t('Outside')}>
        <p className={styles.panelLine}>{outsideText(reach.outside)}</p>
        {reach.published.length === 0 ? (
          <p className={styles.panelLine}>{t('No port is published: nothing outside reaches it.')}</p>
        ) : (
          <>
            <ul className={styles.panelList}>
              {reach.published.map((port) => (
                <li key={port} className={styles.mono}>
                  {port}
                </li>
              ))}
            </ul>
            <Link href={`/networks/ports/${id}`}>{t('The way of each port')}</Link>
          </>
        )}
      </Part>
    </>
  );
}

function NetworkPart({
  chosen: { network, members },
  onChoose,
}: {
  readonly chosen: Of<'network'>;
  readonly onChoose: (id: string) => void;
}) {
  const actions = useNetworkActions();
  return (
    <>
      <p className={styles.panelLine}>
        {network.driver} {network.subnets.join(', ')}
      </p>
      <div className={styles.panelButtons}>
        <Button size="compact-sm" variant="default" component={Link} href={`/networks/${network.id}`}>
          {t('Open')}
        </Button>
        {whyFixed(network) === undefined && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => actions.ask({ type: 'connect', networkId: network.id })}
          >
            {t('Connect a container…')}
          </Button>
        )}
      </div>
      <p className={styles.panelLine}>
        {network.isInternal ? t('Internal: its containers reach nothing outside through it.') : t('It leads outside.')}
      </p>
      <Part title={members.length === 0 ? t('Nobody is on it') : containersText(members.length)}>
        <Neighbours of={members.map(({ id, name, state }) => ({ id, name, state, via: [] }))} onChoose={onChoose} />
      </Part>
    </>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.part} aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Neighbours({ of, onChoose }: { readonly of: readonly Neighbour[]; readonly onChoose: (id: string) => void }) {
  return (
    <ul className={styles.panelList}>
      {of.slice(0, MOST).map(({ id, name, state, via }) => (
        <li key={id}>
          <StatusDot tone={state} label={stateWord({ state })} />
          <button type="button" className={styles.linkLike} onClick={() => onChoose(id)}>
            {name}
          </button>
          <span className={styles.panelNote}>{via.join(', ')}</span>
        </li>
      ))}
      {of.length > MOST && <li className={styles.panelNote}>{t('and {{of}} more', { of: of.length - MOST })}</li>}
    </ul>
  );
}

const MOST = 40;

async function apply(context: string, id: string, action: ContainerAction): Promise<void> {
  try {
    for await (const { name, error } of client.containers.apply({ context, ids: [id], action })) {
      if (error)
        notify({
          title: t('Could not {{type}} {{name}}', { type: action.type, name }),
          message: error.message,
          tone: 'failure',
        });
    }
  } catch (thrown) {
    notify({
      title: t('Could not {{type}} it', { type: action.type }),
      message: toAppError(thrown).message,
      tone: 'failure',
    });
  }
}
