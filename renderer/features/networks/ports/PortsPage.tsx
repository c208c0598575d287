import { Button } from '@mantine/core';
import { useSelector } from 'react-redux';
import { Link, useRoute } from 'wouter';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { client } from '../../../rpc/index.ts';
import { EmptyState, ErrorNotice, Page, PageHeader } from '../../../ui/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { containersSlice } from '../../containers/index.ts';
import { PortWaySection } from './PortWaySection.tsx';
import styles from './Ports.module.css';
import { Sentence, t } from '../texts/index.ts';

/** The way of each published port of a container: `/networks/ports/:id`. */
export function PortsPage() {
  const [, params] = useRoute('/networks/ports/:id');
  const context = useSelector(containersSlice.selectors.selectListContext);
  const container = useSelector(containersSlice.selectors.selectEntities)[params?.id ?? ''];
  return (
    <Page isScrolling>
      <PageHeader title={t('Networks')} note={container && t('the ways into {{name}}', { name: container.name })} />
      <div className={styles.content}>
        {container && context !== undefined && <Ways key={container.id} context={context} container={container} />}
      </div>
    </Page>
  );
}

function Ways({ context, container }: { readonly context: string; readonly container: ContainerSummary }) {
  const { id, name, state } = container;
  // Started or stopped, its ways are others.
  const { value, error, isLoading, reload } = useLoad(`${context} ${id} ${state}`, (signal) =>
    client.networks.publishedPorts({ context, id }, { signal }),
  );
  if (error && !value) return <ErrorNotice error={error} />;
  if (!value) return <p className={styles.dim}>{t('Looking at its ports…')}</p>;
  return (
    <>
      <p className={styles.dim}>
        <Sentence
          text="From an address of the machine into {{link}}, and to the program in it."
          parts={{ link: <Link href={`/containers/${id}`}>{name}</Link> }}
        />
        {!value.isLocal && t(' The engine runs on another machine, so what answers there is not tried from here.')}
      </p>
      {value.ways.length === 0 && (
        <EmptyState title={t('No port is published')}>
          {state === 'running'
            ? t('Nothing outside reaches it. Ports are published when a container is made.')
            : t('It does not run: its ports are published when it starts.')}
        </EmptyState>
      )}
      {value.ways.map((way) => (
        <PortWaySection key={`${way.hostIp} ${way.hostPort} ${way.protocol}`} way={way} name={name} />
      ))}
      {value.unpublished && value.unpublished.length > 0 && (
        <section className={styles.way} aria-label={t('Not published')}>
          <h2>{t('Waits, but is not published')}</h2>
          <p className={styles.dim}>
            {t('{{unpublished}}. Only containers on its networks reach these, and those on 127.0.0.1 only itself.', {
              unpublished: value.unpublished
                .map(({ address, port, protocol }) => `${port}/${protocol} on ${address}`)
                .join(', '),
            })}
          </p>
        </section>
      )}
      <Button variant="default" loading={isLoading} onClick={reload}>
        {t('Look again')}
      </Button>
    </>
  );
}
