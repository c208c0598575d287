import { Checkbox, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import type { DockerfileFound, DockerfileOutline } from '../../../../contract/model/buildContext.ts';
import type { BuildSettings } from '../../../../contract/model/build.ts';
import { ArgFields } from './ArgFields.tsx';
import { ContextField } from './ContextField.tsx';
import { ContextPanel } from './ContextPanel.tsx';
import { DockerfileFields } from './DockerfileFields.tsx';
import type { BuildDraft } from './draft.ts';
import { FolderField } from './FolderField.tsx';
import styles from './Form.module.css';
import { MoreFields } from './MoreFields.tsx';
import type { Problems } from './readDraft.ts';
import { SecretRows } from './SecretRows.tsx';
import { useContextReport } from './useContextReport.ts';
import { t } from '../texts/index.ts';

interface BuildFormProps {
  /** Where it is built. */
  readonly context: string;
  readonly onContext: (name: string) => void;
  readonly onLeave: () => void;
  readonly draft: BuildDraft;
  readonly onChange: (fields: Partial<BuildDraft>) => void;
  readonly problems: Problems;
  /** The folder as it stands still; empty for none. */
  readonly folder: string;
  readonly dockerfile: BuildSettings['dockerfile'];
  readonly found?: DockerfileFound;
  readonly outline?: DockerfileOutline;
}

const SOURCES = [
  {
    value: 'folder',
    get label() {
      return t('Folder');
    },
  },
  {
    value: 'remote',
    get label() {
      return t('Git or web address');
    },
  },
  {
    value: 'none',
    get label() {
      return t('Dockerfile only');
    },
  },
];

export function BuildForm(props: BuildFormProps) {
  const { draft, onChange, problems, folder, dockerfile, found, outline, onLeave, context, onContext } = props;
  const { report, error, again } = useContextReport(draft.source === 'folder' ? folder : '', dockerfile);
  const stages = outline?.stages ?? [];
  const given = new Set(draft.secrets.map(({ id }) => id.trim()));
  return (
    <>
      <div className={styles.stack}>
        <SegmentedControl
          aria-label={t('What to build from')}
          data={SOURCES}
          value={draft.source}
          onChange={(source) => onChange({ source: source as BuildDraft['source'] })}
        />
        {draft.source === 'folder' && (
          <FolderField value={draft.path} onChange={(path) => onChange({ path })} error={problems['path']} />
        )}
        {draft.source === 'remote' && (
          <TextInput
            label={t('Address')}
            description={t('The builder fetches it: a Git repository, with #branch:folder, or a tar archive.')}
            placeholder="https://github.com/owner/project.git#main"
            spellCheck={false}
            value={draft.url}
            error={problems['url']}
            onChange={(event) => onChange({ url: event.currentTarget.value })}
          />
        )}
        {draft.source === 'folder' && folder !== '' && (
          <ContextPanel path={folder} report={report} error={error} onChanged={again} />
        )}
        <DockerfileFields
          draft={draft}
          onChange={onChange}
          problems={problems}
          folder={folder}
          found={found}
          onLeave={onLeave}
        />
        <TextInput
          label={t('Names')}
          description={t('One or several, with blanks between; without a tag it is latest.')}
          placeholder="me/web:1.0"
          spellCheck={false}
          value={draft.tags}
          error={problems['tags']}
          onChange={(event) => onChange({ tags: event.currentTarget.value })}
        />
        <ContextField value={context} onChange={onContext} />
        {(stages.length > 1 || draft.target !== '') && (
          <NativeSelect
            label={t('Target')}
            value={draft.target}
            onChange={(event) => onChange({ target: event.currentTarget.value })}
            data={[
              { value: '', label: t('The last stage') },
              ...stages.map(({ name, isNamed, from }) => ({
                value: name,
                label: isNamed
                  ? t('{{name}} (from {{from}})', { name, from })
                  : t('Stage {{name}} (from {{from}})', { name, from }),
              })),
            ]}
          />
        )}
        <div className={styles.boxes}>
          <Checkbox
            label={t('Do not use the cache')}
            checked={draft.noCache}
            onChange={(event) => onChange({ noCache: event.currentTarget.checked })}
          />
          <Checkbox
            label={t('Pull newer base images')}
            checked={draft.pull}
            onChange={(event) => onChange({ pull: event.currentTarget.checked })}
          />
        </div>
      </div>
      <ArgFields draft={draft} onChange={onChange} problems={problems} outline={outline} />
      <SecretRows
        rows={draft.secrets}
        onChange={(secrets) => onChange({ secrets })}
        problems={problems}
        wanted={(outline?.secretIds ?? []).filter((id) => !given.has(id))}
      />
      <MoreFields draft={draft} onChange={onChange} problems={problems} />
    </>
  );
}
