import { Button, NumberInput, Select, Switch } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { EngineState } from '../../../contract/model/engine.ts';
import type { Hypervisor, VmChoices, VmOverview, VmRestartReason } from '../../../contract/model/engineVm.ts';
import { client } from '../../rpc/index.ts';
import { ControlRow, ErrorNotice, formatMemory, formatSize, notify, Section } from '../../ui/index.ts';
import { useLoad } from '../../ui/useLoad.ts';
import { lockedReason, usePolicy } from '../settings/index.ts';
import { SharedFolders } from './SharedFolders.tsx';
import type { Ending } from './EngineConfirm.tsx';
import { GuestVersion } from './GuestVersion.tsx';
import styles from './Vm.module.css';
import { VmRemoval } from './VmRemoval.tsx';
import { t } from './texts/index.ts';

const GIB = 2 ** 30;

interface VmSectionProps {
  readonly state: EngineState;
  readonly onRestart: (ending: Ending) => void;
}

/** What the VM may take, what it takes, and what can be done about it. */
export function VmSection({ state, onRestart }: VmSectionProps) {
  const { value, error, reload } = useLoad(state.type, (signal) => client.engine.vm({}, { signal }));
  if (error) return <ErrorNotice isBlock error={error} actions={[{ label: t('Try again'), run: reload }]} />;
  if (!value) return null;
  return (
    <>
      {/* What was saved is what is typed from then on. */}
      <VmForm
        key={JSON.stringify(value.choices)}
        vm={value}
        isRunning={state.type === 'running'}
        onSaved={reload}
        onRestart={() => onRestart('restart')}
      />
      <SharedFolders vm={value} onSaved={reload} />
      {value.guest && <GuestVersion guest={value.guest} isRunning={state.type === 'running'} onChosen={reload} />}
      <VmRemoval disk={value.disk} stateType={state.type} onReset={reload} />
    </>
  );
}

interface VmFormProps {
  readonly vm: VmOverview;
  readonly isRunning: boolean;
  readonly onSaved: () => void;
  readonly onRestart: () => void;
}

const NAMES: Readonly<Record<Hypervisor, string>> = {
  qemu: 'QEMU',
  hyperv: 'Hyper-V',
  wsl2: 'WSL2',
  vfkit: 'Virtualization.framework (vfkit)',
};

const reasonWords = (): Readonly<Record<VmRestartReason, string>> => ({
  hypervisor: t('the hypervisor'),
  cpus: t('processors'),
  memory: t('memory'),
  disk: t('the size of the disk'),
  proxies: t('proxies'),
  certificates: t('certificates'),
  folders: t('the shared folders'),
});

function VmForm({ vm, isRunning, onSaved, onRestart }: VmFormProps) {
  const [typed, setTyped] = useState<VmChoices>(vm.choices);
  const [error, setError] = useState<AppError>();
  const [isSaving, setSaving] = useState(false);
  const policy = usePolicy();
  const locked = (setting: keyof VmChoices) => lockedReason(policy, [`engine.vm.${setting}`]);
  const { resources, host, disk } = vm;
  const shown = {
    cpus: typed.cpus ?? resources.cpus,
    memoryBytes: typed.memoryBytes ?? resources.memoryBytes,
    diskBytes: typed.diskBytes ?? resources.diskBytes,
  };
  const change = (patch: Partial<VmChoices>) => setTyped({ ...typed, ...patch });
  const isChanged = JSON.stringify(typed) !== JSON.stringify(vm.choices);
  const waits = isRunning ? needsRestart(typed, vm) : [];
  const reasons = waits.map((one) => reasonWords()[one]).join(', ');
  const save = async () => {
    setSaving(true);
    setError(undefined);
    try {
      await client.engine.saveVm(typed);
      notify({ title: t('The VM’s settings were saved'), tone: 'success' });
      onSaved();
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setSaving(false);
    }
  };
  const moves = typed.hypervisor !== vm.choices.hypervisor && disk.leastBytes > 0;
  return (
    <Section
      title={t('The VM')}
      description={t('What it may take of this computer. What it does not use is given back.')}
    >
      <div className={styles.rows}>
        <VmRow
          label={t('Processors')}
          lockedReason={locked('cpus')}
          description={t('Of {{count}}.', { count: host.cpus })}
          restarts
        >
          <NumberInput
            aria-label={t('Processors')}
            {...{ min: 1, max: host.cpus, allowDecimal: false, clampBehavior: 'strict' as const }}
            value={shown.cpus}
            onChange={(value) => typeof value === 'number' && value >= 1 && change({ cpus: value })}
          />
        </VmRow>
        <VmRow
          label={t('Memory')}
          lockedReason={locked('memoryBytes')}
          description={t('Of {{size}}; a limit, not a price.', { size: formatMemory(host.memoryBytes) })}
          restarts
        >
          <NumberInput
            aria-label={t('Memory')}
            {...{ suffix: ' GiB', min: 1, max: Math.floor(host.memoryBytes / GIB), step: 1, allowDecimal: false }}
            value={Math.round(shown.memoryBytes / GIB)}
            onChange={(value) => typeof value === 'number' && value >= 1 && change({ memoryBytes: value * GIB })}
          />
        </VmRow>
        <VmRow
          label={t('Disk')}
          lockedReason={locked('diskBytes')}
          description={t('Images, containers and volumes. Its file takes {{size}} now. It can grow, never shrink.', {
            size: formatSize(disk.takenBytes),
          })}
          restarts
        >
          <NumberInput
            aria-label={t('Disk')}
            {...{ suffix: ' GiB', min: Math.max(4, Math.ceil(disk.leastBytes / GIB)), max: 16_384, step: 16 }}
            {...{ allowDecimal: false, clampBehavior: 'blur' as const }}
            value={Math.round(shown.diskBytes / GIB)}
            onChange={(value) => typeof value === 'number' && value >= 4 && change({ diskBytes: value * GIB })}
          />
        </VmRow>
        {vm.hypervisors.length > 1 && (
          <VmRow
            label={t('Hypervisor')}
            lockedReason={locked('hypervisor')}
            description={vm.hypervisors.find(({ hypervisor }) => hypervisor === vm.hypervisor)?.reason ?? ''}
            restarts
          >
            <Select
              aria-label={t('Hypervisor')}
              allowDeselect={false}
              data={[
                { value: '', label: t('The best here') },
                ...vm.hypervisors.map(({ hypervisor, isUsable }) => ({
                  value: hypervisor,
                  label: isUsable
                    ? NAMES[hypervisor]
                    : t('{{name}} (something is missing)', { name: NAMES[hypervisor] }),
                })),
              ]}
              value={typed.hypervisor ?? ''}
              onChange={(value) => change({ hypervisor: (value || undefined) as Hypervisor | undefined })}
            />
          </VmRow>
        )}
        <VmRow
          label={t('Sleep')}
          lockedReason={locked('saverMinutes')}
          description={t(
            'After so many minutes without containers the VM stops and its memory is free. The first request wakes it, from a terminal too, while Gantry runs. 0: never.',
          )}
        >
          <NumberInput
            aria-label={t('Sleep')}
            {...{ suffix: ' min', min: 0, max: 1440, allowDecimal: false, clampBehavior: 'strict' as const }}
            value={typed.saverMinutes}
            onChange={(value) => typeof value === 'number' && change({ saverMinutes: value })}
          />
        </VmRow>
        <VmRow
          label={t('Proxies')}
          lockedReason={locked('passesProxies')}
          description={t('The engine reaches registries by the proxies of this computer.')}
          restarts
        >
          <Switch
            aria-label={t('Proxies')}
            checked={typed.passesProxies}
            onChange={(event) => change({ passesProxies: event.currentTarget.checked })}
          />
        </VmRow>
        <VmRow
          label={t('Certificates')}
          lockedReason={locked('passesCertificates')}
          description={t('The engine trusts the certificates that were added to this computer.')}
          restarts
        >
          <Switch
            aria-label={t('Certificates')}
            checked={typed.passesCertificates}
            onChange={(event) => change({ passesCertificates: event.currentTarget.checked })}
          />
        </VmRow>
        <VmRow
          label={t('Other architectures')}
          lockedReason={locked('emulates')}
          description={t('Programs and images for other processors run too, slower.')}
        >
          <Switch
            aria-label={t('Other architectures')}
            checked={typed.emulates}
            onChange={(event) => change({ emulates: event.currentTarget.checked })}
          />
        </VmRow>
      </div>
      {moves && (
        <p className={styles.note}>
          {t(
            'Another hypervisor begins with an empty disk. What is in the engine now stays where it is, and is there again when you change back.',
          )}
        </p>
      )}
      {waits.length > 0 && (
        <output className={styles.note}>
          {isChanged
            ? t('Waits for a restart of the engine: {{reasons}}. Its containers stop meanwhile.', { reasons })
            : t('Takes effect when the engine is started again: {{reasons}}. Its containers stop meanwhile.', {
                reasons,
              })}
        </output>
      )}
      {error && <ErrorNotice error={error} />}
      <div className={styles.buttons}>
        <Button disabled={!isChanged} loading={isSaving} onClick={() => void save()}>
          {t('Save')}
        </Button>
        <Button variant="default" disabled={!isChanged} onClick={() => setTyped(vm.choices)}>
          {t('Revert')}
        </Button>
        {!isChanged && waits.length > 0 && (
          <Button variant="default" onClick={onRestart}>
            {t('Restart the engine')}
          </Button>
        )}
      </div>
    </Section>
  );
}

/** Of what is saved main knows it; of what is typed it follows from the difference. */
function needsRestart(typed: VmChoices, { choices, restartFor }: VmOverview): readonly VmRestartReason[] {
  const fields = {
    hypervisor: 'hypervisor',
    cpus: 'cpus',
    memoryBytes: 'memory',
    diskBytes: 'disk',
    passesProxies: 'proxies',
    passesCertificates: 'certificates',
  } as const;
  const changed = Object.entries(fields).flatMap(([field, reason]) =>
    typed[field as keyof typeof fields] === choices[field as keyof typeof fields] ? [] : [reason],
  );
  return [...new Set([...restartFor, ...changed])];
}

interface VmRowProps {
  readonly label: string;
  readonly description: string;
  readonly lockedReason: string | undefined;
  /** It waits for a restart of the VM. */
  readonly restarts?: boolean;
  readonly children: ReactNode;
}

const VmRow = ({ label, restarts = false, ...row }: VmRowProps) => (
  <ControlRow
    {...row}
    label={
      <>
        {label}
        {restarts && <span className={styles.tag}>{t('after a restart')}</span>}
      </>
    }
  />
);
