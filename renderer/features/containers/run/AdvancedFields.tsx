import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { client } from '../../../rpc/index.ts';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import type { RunDraft } from './draft.ts';
import type { Problems } from './readDraft.ts';
import styles from './Run.module.css';

interface AdvancedFieldsProps {
  readonly context: string;
  readonly draft: RunDraft;
  readonly onChange: (fields: Partial<RunDraft>) => void;
  readonly problems: Problems;
  /** Whose network can be shared. */
  readonly containers: readonly ContainerSummary[];
}

type TextField =
  'entrypoint' | 'hostname' | 'domainname' | 'user' | 'workingDir' | 'memory' | 'cpus' | 'platform' | 'count';

const PULL = [
  { value: 'missing', label: 'When it is not there' },
  { value: 'always', label: 'Always' },
  { value: 'never', label: 'Never' },
];

export function AdvancedFields({ context, draft, onChange, problems, containers }: AdvancedFieldsProps) {
  const networks = useLoad(context, (signal) => client.networks.list({ context }, { signal })).value ?? [];
  const field = (name: TextField, label: string, placeholder: string, description?: string) => (
    <TextInput
      label={label}
      placeholder={placeholder}
      description={description}
      spellCheck={false}
      value={draft[name]}
      error={problems[name]}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  );
  const box = (name: 'init' | 'publishAll', label: string) => (
    <Checkbox
      label={label}
      checked={draft[name]}
      onChange={(event) => onChange({ [name]: event.currentTarget.checked })}
    />
  );
  const own = networks.filter(({ name }) => !['bridge', 'host', 'none'].includes(name)).map(({ name }) => name);
  return (
    <>
      <div className={styles.grid}>
        {field('memory', 'Memory', 'no limit, or 512m')}
        {field('cpus', 'CPUs', 'no limit, or 0.5')}
        <NativeSelect
          label="Network"
          value={draft.network}
          onChange={(event) => onChange({ network: event.currentTarget.value })}
          data={[
            { value: '', label: 'Default bridge' },
            ...own.map((name) => ({ value: name, label: name })),
            { value: 'none', label: 'None' },
            { value: 'host', label: 'Host: that of the machine' },
            ...(containers.length > 0
              ? [
                  {
                    group: 'That of a container',
                    items: containers.map(({ id, name }) => ({ value: `container:${id}`, label: name })),
                  },
                ]
              : []),
          ]}
        />
        {field('hostname', 'Hostname', 'the short id')}
        {field('domainname', 'Domain', 'none')}
        {field('user', 'User', 'that of the image')}
        {field('workingDir', 'Working folder', 'that of the image')}
        {field('entrypoint', 'Entrypoint', 'that of the image')}
        {field('platform', 'Platform', 'that of the machine')}
        <NativeSelect
          label="Pull the image"
          data={PULL}
          value={draft.pull}
          onChange={(event) => onChange({ pull: event.currentTarget.value as RunDraft['pull'] })}
        />
        {field('count', 'How many', '1')}
      </div>
      <div className={styles.boxes}>
        {box('publishAll', 'Publish all exposed ports, each on any free port')}
        {box('init', 'A small init as first process: passes signals on and clears away ended processes')}
      </div>
    </>
  );
}
