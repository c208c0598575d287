import { NativeSelect, TextInput } from '@mantine/core';
import { Link } from 'wouter';
import type { DockerfileFound } from '../../../../contract/model/buildContext.ts';
import { client } from '../../../rpc/index.ts';
import { DockerfileEditor, dockerfileRoute } from '../../dockerfile/index.ts';
import { DockerfileView } from '../detail/DockerfileView.tsx';
import { useLoad } from '../../../ui/useLoad.ts';
import { type BuildDraft, PASTED } from './draft.ts';
import look from '../../../ui/form/Form.module.css';
import styles from './Form.module.css';
import type { Problems } from './readDraft.ts';
import { t } from '../texts/index.ts';

interface DockerfileFieldsProps {
  readonly draft: BuildDraft;
  readonly onChange: (fields: Partial<BuildDraft>) => void;
  readonly problems: Problems;
  /** The folder as it stands still; empty for none. */
  readonly folder: string;
  readonly found?: DockerfileFound;
  /** To the editor, for which the form makes room. */
  readonly onLeave: () => void;
}

const OTHER = ' other';

/** Of a file in the folder, or of one that is named from the root. */
const pathIn = (folder: string, file: string): string => (file.startsWith('/') ? file : `${folder}/${file}`);

/** Which Dockerfile: one that is there, another path, or a pasted one. */
export function DockerfileFields({ draft, onChange, problems, folder, found, onLeave }: DockerfileFieldsProps) {
  const listed = draft.source === 'folder' ? folder : '';
  const { value: files = [] } = useLoad(`files ${listed}`, async (signal) =>
    listed === '' ? [] : client.builds.dockerfiles({ path: listed }, { signal }),
  );
  const { source, dockerfile } = draft;
  const isPasted = source === 'none' || dockerfile === PASTED;
  const known = ['Dockerfile', ...files.filter((file) => file !== 'Dockerfile')];
  const isOther = !isPasted && dockerfile !== '' && !known.includes(dockerfile);
  const choice = isPasted
    ? PASTED
    : isOther || (source === 'remote' && dockerfile !== '')
      ? OTHER
      : dockerfile || 'Dockerfile';
  return (
    <>
      {source !== 'none' && (
        <NativeSelect
          label={t('Dockerfile')}
          value={choice}
          error={problems['dockerfile']}
          onChange={({ currentTarget: { value } }) =>
            onChange({ dockerfile: value === 'Dockerfile' ? '' : value === OTHER ? './' : value })
          }
          data={[
            ...(source === 'folder' ? known : ['Dockerfile']).map((file) => ({ value: file, label: file })),
            { value: OTHER, label: t('Another file…') },
            { value: PASTED, label: t('Pasted here') },
          ]}
        />
      )}
      {choice === OTHER && (
        <TextInput
          label={t('Path of the Dockerfile')}
          placeholder="docker/web.Dockerfile"
          description={
            source === 'folder' ? t('From the folder, or from the root.') : t('From the root of the repository.')
          }
          spellCheck={false}
          value={dockerfile}
          error={problems['dockerfile']}
          onChange={(event) => onChange({ dockerfile: event.currentTarget.value })}
        />
      )}
      {isPasted ? (
        <div className={look.wholeRow}>
          <div className={styles.pasted}>
            <DockerfileEditor
              label={t('Pasted Dockerfile')}
              value={draft.text}
              onChange={(text) => onChange({ text })}
            />
          </div>
          {problems['text'] !== undefined && (
            <p role="alert" className={styles.problem}>
              {problems['text']}
            </p>
          )}
        </div>
      ) : (
        found && (
          <details className={styles.more}>
            <summary>{t('Show {{path}}', { path: found.path })}</summary>
            <DockerfileView text={found.text} label={t('Text of {{path}}', { path: found.path })} />
            {source === 'folder' && (
              <Link href={dockerfileRoute(pathIn(folder, found.path))} onClick={onLeave}>
                {t('Edit it')}
              </Link>
            )}
          </details>
        )
      )}
    </>
  );
}
