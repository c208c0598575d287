import { Autocomplete } from '@mantine/core';
import { client } from '../../../rpc/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { useSettled } from '../../../ui/useSettled.ts';
import { t } from '../texts/index.ts';

interface FolderFieldProps {
  readonly value: string;
  readonly onChange: (path: string) => void;
  readonly error?: string;
}

const SETTLE_MS = 120;

/** A path on the computer that Gantry runs on, completed as it is typed. Folders with a Dockerfile are marked. */
export function FolderField({ value, onChange, error }: FolderFieldProps) {
  const typed = useSettled(value, SETTLE_MS);
  const { value: listing } = useLoad(`folders ${typed}`, (signal) =>
    client.builds.folders({ path: typed }, { signal }),
  );
  const folders = listing?.folders ?? [];
  const marked = new Set(folders.filter(({ hasDockerfile }) => hasDockerfile).map(({ path }) => path));
  return (
    <Autocomplete
      label={t('Folder')}
      description={t('The build context: COPY and ADD take files from it.')}
      placeholder="/home/me/project"
      data-autofocus
      spellCheck={false}
      data={folders.map(({ path }) => path)}
      filter={({ options }) => options}
      renderOption={({ option }) => (
        <>
          {option.value}
          {marked.has(option.value) && t(' · Dockerfile')}
        </>
      )}
      limit={60}
      maxDropdownHeight={260}
      value={value}
      error={error}
      onChange={onChange}
    />
  );
}
