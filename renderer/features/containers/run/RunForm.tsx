import { Autocomplete, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useSelector } from 'react-redux';
import { useSelectedContext } from '../../contexts/index.ts';
import { containersSlice } from '../store/containersSlice.ts';
import { isUp } from '../text/state.ts';
import { AdvancedFields } from './AdvancedFields.tsx';
import type { RunDraft } from './draft.ts';
import type { TakenPort } from './fieldErrors.ts';
import { originText } from './imageOrigin.ts';
import { MountRows } from './MountRows.tsx';
import { PairRows } from './PairRows.tsx';
import { PortRows } from './PortRows.tsx';
import type { Problems } from './readDraft.ts';
import styles from './Run.module.css';
import { useImageDefaults, useImageNames } from './useImages.ts';

interface RunFormProps {
  readonly context: string;
  readonly draft: RunDraft;
  readonly onChange: (fields: Partial<RunDraft>) => void;
  readonly problems: Problems;
  readonly taken: ReadonlyMap<string, TakenPort>;
}

const POLICIES = [
  { value: 'no', label: 'Do not restart' },
  { value: 'on-failure', label: 'When it fails' },
  { value: 'unless-stopped', label: 'Always, unless it was stopped' },
  { value: 'always', label: 'Always' },
];

const pullText = (image: string) =>
  ['Not on the machine yet: it is pulled first.', originText(image)].filter(Boolean).join(' ');

export function RunForm({ context, draft, onChange, problems, taken }: RunFormProps) {
  const names = useImageNames(context);
  const { defaults, isMissing } = useImageDefaults(context, draft.image);
  const isLocal = useSelectedContext()?.isLocal ?? true;
  const containers = useSelector(containersSlice.selectors.selectItems);
  const shown = [...(defaults?.entrypoint ?? []), ...(defaults?.command ?? [])].join(' ');
  const box = (name: 'tty' | 'openStdin' | 'autoRemove' | 'start', label: string, isInverted = false) => (
    <Checkbox
      label={label}
      checked={draft[name] !== isInverted}
      error={problems[name]}
      onChange={(event) => onChange({ [name]: event.currentTarget.checked !== isInverted })}
    />
  );
  return (
    <>
      <div className={styles.grid}>
        <Autocomplete
          className={styles.wholeRow}
          label="Image"
          placeholder="nginx, redis:7, ghcr.io/owner/app"
          data-autofocus
          spellCheck={false}
          data={[...names]}
          limit={30}
          value={draft.image}
          error={problems['image']}
          description={isMissing && draft.pull !== 'never' ? pullText(draft.image) : undefined}
          onChange={(image) => onChange({ image })}
        />
        <TextInput
          className={styles.wholeRow}
          label="Command"
          placeholder={shown === '' ? 'that of the image' : shown}
          spellCheck={false}
          value={draft.command}
          error={problems['command']}
          onChange={(event) => onChange({ command: event.currentTarget.value })}
        />
        <TextInput
          label="Name"
          placeholder="the engine invents one"
          spellCheck={false}
          value={draft.name}
          error={problems['name']}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <NativeSelect
          label="When it ends"
          data={POLICIES}
          value={draft.restart}
          onChange={(event) => onChange({ restart: event.currentTarget.value as RunDraft['restart'] })}
        />
        {draft.restart === 'on-failure' && (
          <TextInput
            label="At most so many times"
            placeholder="without end"
            value={draft.retries}
            error={problems['retries']}
            onChange={(event) => onChange({ retries: event.currentTarget.value })}
          />
        )}
      </div>
      <div className={styles.boxes}>
        <Checkbox
          label="Interactive terminal"
          checked={draft.tty && draft.openStdin}
          indeterminate={draft.tty !== draft.openStdin}
          onChange={(event) => onChange({ tty: event.currentTarget.checked, openStdin: event.currentTarget.checked })}
        />
        {box('autoRemove', 'Remove it when it ends')}
        {box('start', 'Create without starting', true)}
      </div>
      <PortRows
        rows={draft.ports}
        onChange={(ports) => onChange({ ports })}
        problems={problems}
        taken={taken}
        exposed={defaults?.exposedPorts ?? []}
        isLocal={isLocal}
      />
      <PairRows
        field="env"
        legend="Environment"
        noun="Variable"
        hint="Lines of a .env file can be pasted."
        rows={draft.env}
        onChange={(env) => onChange({ env })}
        problems={problems}
      />
      <MountRows
        rows={draft.mounts}
        onChange={(mounts) => onChange({ mounts })}
        problems={problems}
        volumes={defaults?.volumes ?? []}
        name={draft.name}
      />
      <details className={styles.more}>
        <summary>More: limits, network, user, labels…</summary>
        <div className={styles.moreBody}>
          <AdvancedFields
            context={context}
            draft={draft}
            onChange={onChange}
            problems={problems}
            containers={containers.filter(({ state }) => isUp(state))}
          />
          <div className={styles.boxes}>
            {box('tty', 'Terminal (--tty)')}
            {box('openStdin', 'Keep its input open (--interactive)')}
          </div>
          <PairRows
            field="labels"
            legend="Labels"
            noun="Label"
            rows={draft.labels}
            onChange={(labels) => onChange({ labels })}
            problems={problems}
          />
        </div>
      </details>
    </>
  );
}
