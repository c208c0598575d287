import { Autocomplete, Button, NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import { useSelector } from 'react-redux';
import { useRoute } from 'wouter';
import { HostName } from '../../../../contract/model/reach.ts';
import { CommandLine, ErrorNotice, Page, PageHeader } from '../../../ui/index.ts';
import { containersSlice, stateWord } from '../../containers/index.ts';
import { NetworkSections } from '../NetworkSections.tsx';
import { useFollowedNetworks } from '../store/followNetworks.ts';
import { networksSlice } from '../store/networksSlice.ts';
import { ReachSteps } from './ReachSteps.tsx';
import { offeredPorts, splitTarget } from './target.ts';
import styles from './Try.module.css';
import { useTry } from './useTry.ts';
import { Verdict } from './Verdict.tsx';
import { t } from '../texts/index.ts';

/** From a container to a name and a port: does it resolve, connect, answer; and if not, why. `/networks/try/:from/:to` */
export function TryPage() {
  useFollowedNetworks();
  const [, params] = useRoute('/networks/try/:from?/:to?');
  const context = useSelector(networksSlice.selectors.selectListContext);
  const containers = useSelector(containersSlice.selectors.selectItems);
  const entities = useSelector(containersSlice.selectors.selectEntities);
  const [chosenId, setFromId] = useState(params?.from ?? null);
  const [typed, setHost] = useState<string>();
  const [typedPort, setPort] = useState<number | string>('');
  const tried = useTry();

  const fromId = chosenId ?? containers.find(({ state }) => state === 'running')?.id ?? null;
  const to = params?.to === undefined ? undefined : entities[params.to];
  const { host, port } = splitTarget(typed ?? to?.name ?? '', typedPort);
  const hostError = host === '' ? undefined : HostName.safeParse(host).error?.issues[0]?.message;
  const target = containers.find(({ name }) => name === host);
  const ports = target ? offeredPorts(target) : [];
  const isReady = fromId !== null && context !== undefined && host !== '' && !hostError && port !== undefined;

  return (
    <Page isScrolling>
      <PageHeader title={t('Networks')}>
        <NetworkSections current="/networks/try" />
      </PageHeader>
      <div className={styles.content}>
        <p className={styles.intro}>
          {t(
            'From inside of a container: is a name found, does a connection come about, does anything answer? And if not, why.',
          )}
        </p>
        <form
          className={styles.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (isReady) tried.start({ context, fromId, host, port });
          }}
        >
          <Select
            label={t('From')}
            placeholder={t('A container')}
            searchable
            data={containers.map(({ id, name, state }) => ({
              value: id,
              label: state === 'running' ? name : `${name} (${stateWord({ state })})`,
            }))}
            value={fromId}
            onChange={setFromId}
            allowDeselect={false}
          />
          <Autocomplete
            label={t('To')}
            placeholder={t('A container, a name or an address')}
            data={containers.filter(({ id }) => id !== fromId).map(({ name }) => name)}
            limit={50}
            value={typed ?? to?.name ?? ''}
            onChange={setHost}
            error={hostError}
            spellCheck={false}
          />
          <NumberInput
            label={t('Port')}
            placeholder={ports[0] === undefined ? '80' : String(ports[0])}
            min={1}
            max={65_535}
            allowDecimal={false}
            hideControls
            value={typedPort === '' && port !== undefined ? port : typedPort}
            onChange={setPort}
          />
          {tried.isRunning ? (
            <Button variant="default" onClick={tried.cancel}>
              {t('Cancel')}
            </Button>
          ) : (
            <Button type="submit" disabled={!isReady}>
              {t('Try it')}
            </Button>
          )}
        </form>
        {ports.length > 0 && port === undefined && (
          <div className={styles.remedies}>
            {ports.slice(0, 6).map((one) => (
              <Button key={one} variant="default" size="compact-sm" onClick={() => setPort(one)}>
                {t('Port {{one}}', { one })}
              </Button>
            ))}
          </div>
        )}
        {tried.report && tried.wanted && (
          <>
            <Verdict report={tried.report} wanted={tried.wanted} onTry={tried.start} />
            <ReachSteps steps={tried.report.steps} />
            {tried.report.command !== undefined && (
              <CommandLine label={t('The same by hand, as near as can be')} command={tried.report.command} />
            )}
          </>
        )}
        {tried.error && <ErrorNotice error={tried.error} />}
      </div>
    </Page>
  );
}
