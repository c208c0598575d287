import { Autocomplete } from '@mantine/core';
import { client } from '../../rpc/index.ts';
import { useLoad } from '../../ui/useLoad.ts';
import { useSettled } from '../../ui/useSettled.ts';

interface PathFieldProps {
  readonly label: string;
  readonly description: string;
  readonly value: string;
  readonly onChange: (path: string) => void;
  readonly error?: string | undefined;
  /** It is the first field of its dialog: what it offers covers others. */
  readonly isFirst?: boolean;
}

const SETTLE_MS = 120;

/** A folder on the computer that Gantry runs on, completed as it is typed. */
export function PathField({ label, description, value, onChange, error, isFirst = false }: PathFieldProps) {
  const typed = useSettled(value, SETTLE_MS);
  const { value: listing } = useLoad(`folders ${typed}`, (signal) =>
    client.builds.folders({ path: typed }, { signal }),
  );
  return (
    <Autocomplete
      label={label}
      description={description}
      placeholder="/home/me/projects"
      data-autofocus={isFirst || undefined}
      spellCheck={false}
      data={(listing?.folders ?? []).map(({ path }) => path)}
      filter={({ options }) => options}
      limit={60}
      maxDropdownHeight={220}
      value={value}
      error={error}
      onChange={onChange}
    />
  );
}
