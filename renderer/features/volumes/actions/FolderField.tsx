import { Autocomplete } from '@mantine/core';
import { client } from '../../../rpc/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { useSettled } from '../../../ui/useSettled.ts';
import { t } from '../texts/index.ts';

interface FolderFieldProps {
  readonly value: string;
  readonly onChange: (path: string) => void;
  readonly error?: string | undefined;
}

const SETTLE_MS = 120;

/** A folder on the computer that Gantry runs on, completed as it is typed. */
export function FolderField({ value, onChange, error }: FolderFieldProps) {
  const typed = useSettled(value, SETTLE_MS);
  const { value: listing } = useLoad(`folders ${typed}`, (signal) =>
    client.builds.folders({ path: typed }, { signal }),
  );
  return (
    <Autocomplete
      label={t('Folder')}
      description={t('On the computer that Gantry runs on.')}
      placeholder="/home/me/backups"
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
