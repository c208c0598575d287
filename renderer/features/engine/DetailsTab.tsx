import { Loader } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import type { SystemInfo } from '../../../contract/model/system.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { useAppInfo } from '../settings/index.ts';
import { CopyButton, ErrorNotice, formatMemory, IconButton, KeyValues, Section } from '../../ui/index.ts';
import styles from './Details.module.css';
import { EngineUnavailable } from './EngineUnavailable.tsx';
import { useSystemInfo } from './useSystemInfo.ts';
import { t } from './texts/index.ts';

/** `docker info` and `docker version` of the selected context. */
export function DetailsTab() {
  const context = useSelectedContext();
  if (context?.state.type !== 'connected') return <EngineUnavailable context={context} />;
  return <Details name={context.name} endpoint={context.endpoint} {...context.state.engine} />;
}

interface DetailsProps {
  readonly name: string;
  readonly endpoint: string;
  readonly version: string;
  /** What Gantry and the engine have agreed on. */
  readonly apiVersion: string;
}

function Details({ name, endpoint, version, apiVersion }: DetailsProps) {
  const { info, error, isLoading, reload } = useSystemInfo(name, `${version} ${apiVersion}`);
  const app = useAppInfo().info;
  const client = app && `Gantry ${app.version}, API ${apiVersion}`;
  if (error) return <ErrorNotice isBlock error={error} actions={[{ label: t('Try again'), run: reload }]} />;
  if (!info) return <Loader m="lg" aria-label={t('Loading')} />;
  return (
    <>
      {info.warnings.length > 0 && (
        <ul className={styles.warnings} aria-label={t('Warnings of the engine')}>
          {info.warnings.map((warning) => (
            <li key={warning}>
              <IconAlertTriangle aria-hidden="true" />
              {warning}
            </li>
          ))}
        </ul>
      )}
      <Section
        title={name}
        actions={
          <>
            <CopyButton text={() => JSON.stringify(info.raw, null, 2)} label={t('Copy all of it as JSON')} />
            <IconButton
              size="small"
              label={t('Ask again')}
              icon={<IconRefresh />}
              disabled={isLoading}
              onClick={reload}
            />
          </>
        }
      >
        <div className={styles.columns}>
          {groupsOf(info, endpoint, client).map(([title, items]) => (
            <div key={title} className={styles.group}>
              <h3>{title}</h3>
              <KeyValues items={items} />
            </div>
          ))}
        </div>
      </Section>
    </>
  );
}

type Items = Parameters<typeof KeyValues>[0]['items'];

const yesNo = (is: boolean) => (is ? t('yes') : t('no'));
const listOf = (names: readonly string[]) => names.join(', ');

function groupsOf(
  info: SystemInfo,
  endpoint: string,
  client: string | undefined,
): readonly (readonly [string, Items])[] {
  const { containers } = info;
  return [
    [
      t('Engine'),
      [
        { key: t('Version'), value: info.serverVersion },
        { key: t('Client'), value: client },
        {
          key: 'API',
          value: t('{{version}} (from {{least}} on)', { version: info.apiVersion, least: info.minApiVersion }),
        },
        { key: t('Endpoint'), value: endpoint, copy: endpoint, isMono: true },
        {
          key: t('Containers'),
          value: t('{{total}}: {{running}} running, {{paused}} paused, {{stopped}} stopped', containers),
        },
        { key: t('Images'), value: info.images },
        { key: t('Debug'), value: yesNo(info.isDebug) },
        { key: t('Live restore'), value: yesNo(info.isLiveRestoreEnabled) },
        { key: 'Swarm', value: info.swarmState },
      ],
    ],
    [
      t('Machine'),
      [
        { key: t('Name'), value: info.name, copy: info.name },
        { key: t('System'), value: info.operatingSystem },
        { key: t('Kernel'), value: info.kernelVersion },
        { key: t('Architecture'), value: info.architecture },
        { key: t('Processors'), value: info.cpus },
        { key: t('Memory'), value: formatMemory(info.memoryBytes) },
      ],
    ],
    [
      t('Storage'),
      [
        { key: t('Driver'), value: info.storageDriver },
        { key: t('Filesystem'), value: info.backingFilesystem },
        { key: t('Root folder'), value: info.rootDir, copy: info.rootDir, isMono: true },
        { key: t('Volume drivers'), value: listOf(info.volumeDrivers) },
        { key: t('Log driver'), value: info.loggingDriver },
      ],
    ],
    [
      t('Runtime'),
      [
        { key: t('Default'), value: info.defaultRuntime },
        { key: t('Runtimes'), value: listOf(info.runtimes) },
        { key: 'containerd', value: info.containerdVersion },
        { key: 'runc', value: info.runcVersion },
        { key: 'Init', value: info.initBinary },
        {
          key: 'Cgroups',
          value: t('version {{version}}, driver {{driver}}', {
            version: info.cgroupVersion,
            driver: info.cgroupDriver,
          }),
        },
        { key: t('Security'), value: listOf(info.securityOptions) },
      ],
    ],
    [
      t('Network'),
      [
        { key: t('Drivers'), value: listOf(info.networkDrivers) },
        { key: t('Insecure registries'), value: listOf(info.insecureRegistries) },
      ],
    ],
  ];
}
