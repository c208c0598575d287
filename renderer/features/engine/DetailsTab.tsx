import { Loader } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import type { SystemInfo } from '../../../contract/model/system.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { useAppInfo } from '../settings/index.ts';
import { CopyButton, ErrorNotice, formatMemory, IconButton, KeyValues, Section } from '../../ui/index.ts';
import styles from './Details.module.css';
import { EngineUnavailable } from './EngineUnavailable.tsx';
import { useSystemInfo } from './useSystemInfo.ts';

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
  if (error) return <ErrorNotice isBlock error={error} actions={[{ label: 'Try again', run: reload }]} />;
  if (!info) return <Loader m="lg" aria-label="Loading" />;
  return (
    <>
      {info.warnings.length > 0 && (
        <ul className={styles.warnings} aria-label="Warnings of the engine">
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
            <CopyButton text={() => JSON.stringify(info.raw, null, 2)} label="Copy all of it as JSON" />
            <IconButton size="small" label="Ask again" icon={<IconRefresh />} disabled={isLoading} onClick={reload} />
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

const yesNo = (is: boolean) => (is ? 'yes' : 'no');
const listOf = (names: readonly string[]) => names.join(', ');

function groupsOf(
  info: SystemInfo,
  endpoint: string,
  client: string | undefined,
): readonly (readonly [string, Items])[] {
  const { containers } = info;
  return [
    [
      'Engine',
      [
        { key: 'Version', value: info.serverVersion },
        { key: 'Client', value: client },
        { key: 'API', value: `${info.apiVersion} (from ${info.minApiVersion} on)` },
        { key: 'Endpoint', value: endpoint, copy: endpoint, isMono: true },
        {
          key: 'Containers',
          value: `${containers.total}: ${containers.running} running, ${containers.paused} paused, ${containers.stopped} stopped`,
        },
        { key: 'Images', value: info.images },
        { key: 'Debug', value: yesNo(info.isDebug) },
        { key: 'Live restore', value: yesNo(info.isLiveRestoreEnabled) },
        { key: 'Swarm', value: info.swarmState },
      ],
    ],
    [
      'Machine',
      [
        { key: 'Name', value: info.name, copy: info.name },
        { key: 'System', value: info.operatingSystem },
        { key: 'Kernel', value: info.kernelVersion },
        { key: 'Architecture', value: info.architecture },
        { key: 'Processors', value: info.cpus },
        { key: 'Memory', value: formatMemory(info.memoryBytes) },
      ],
    ],
    [
      'Storage',
      [
        { key: 'Driver', value: info.storageDriver },
        { key: 'Filesystem', value: info.backingFilesystem },
        { key: 'Root folder', value: info.rootDir, copy: info.rootDir, isMono: true },
        { key: 'Volume drivers', value: listOf(info.volumeDrivers) },
        { key: 'Log driver', value: info.loggingDriver },
      ],
    ],
    [
      'Runtime',
      [
        { key: 'Default', value: info.defaultRuntime },
        { key: 'Runtimes', value: listOf(info.runtimes) },
        { key: 'containerd', value: info.containerdVersion },
        { key: 'runc', value: info.runcVersion },
        { key: 'Init', value: info.initBinary },
        { key: 'Cgroups', value: `version ${info.cgroupVersion}, driver ${info.cgroupDriver}` },
        { key: 'Security', value: listOf(info.securityOptions) },
      ],
    ],
    [
      'Network',
      [
        { key: 'Drivers', value: listOf(info.networkDrivers) },
        { key: 'Insecure registries', value: listOf(info.insecureRegistries) },
      ],
    ],
  ];
}
