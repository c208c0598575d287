import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import type { StackFiles } from '../../../../contract/model/stack.ts';
import { client } from '../../../rpc/index.ts';
import { ErrorNotice } from '../../../ui/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { stackEditRoute } from '../../composeEditor/index.ts';
import { useFollowedJob } from '../../jobs/index.ts';
import { PathField } from '../../paths/index.ts';
import styles from '../NewStack.module.css';
import { t } from '../texts/index.ts';

/** Clones a repository, and shows the stacks in it. */
export function GitWay({ context }: { readonly context: string }) {
  const [url, setUrl] = useState('');
  const [branch, setBranch] = useState('');
  const [typedFolder, setFolder] = useState<string>();
  /** Where the clone that was begun goes; the field may be changed meanwhile. */
  const [cloned, setCloned] = useState<string>();
  const { job, isBusy, error, start, cancel } = useFollowedJob();
  const home = useLoad('stacks', (signal) => client.templates.folder({}, { signal })).value?.path;
  const name = /([^/:\\]+?)(\.git)?[/\\]*$/.exec(url.trim())?.[1]?.replaceAll(/[^\w.-]/g, '-') ?? '';
  const folder = typedFolder ?? (home === undefined || name === '' ? '' : `${home}/${name}`);
  const isDone = job?.state === 'done';
  return (
    <div className={styles.way}>
      <p className={styles.lead}>
        {t('The newest state of a branch, without its history. Nothing in it is run; you see its Compose files first.')}
      </p>
      <form
        className={styles.way}
        onSubmit={(event) => {
          event.preventDefault();
          if (isBusy || url.trim() === '' || folder.trim() === '') return;
          setCloned(folder.trim());
          start(() => client.templates.clone({ url, folder, ...(branch.trim() !== '' && { branch: branch.trim() }) }));
        }}
      >
        <div className={`${styles.target} ${styles.address}`}>
          <TextInput
            className={styles.code}
            label={t('Address')}
            description={t('https://, ssh://, file:// or git@host:path.')}
            spellCheck={false}
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
          />
          <TextInput
            label={t('Branch or tag')}
            description={t('Empty: the one that it begins with.')}
            spellCheck={false}
            value={branch}
            onChange={(event) => setBranch(event.currentTarget.value)}
          />
        </div>
        <PathField
          label={t('Folder')}
          description={t('New or empty, on the computer that Gantry runs on.')}
          value={folder}
          onChange={setFolder}
        />
        {error && <ErrorNotice error={error} />}
        <div className={styles.buttons}>
          <Button type="submit" loading={isBusy} disabled={url.trim() === '' || folder.trim() === ''}>
            {t('Clone')}
          </Button>
          {isBusy && (
            <Button variant="default" onClick={cancel}>
              {t('Cancel')}
            </Button>
          )}
          <span className={styles.dim} aria-live="polite">
            {isBusy ? job?.message : ''}
          </span>
        </div>
      </form>
      {isDone && cloned !== undefined && <FoundStacks context={context} folder={cloned} />}
    </div>
  );
}

function FoundStacks({ context, folder }: { readonly context: string; readonly folder: string }) {
  const [, navigate] = useLocation();
  const [failure, setFailure] = useState<AppError>();
  const { value, error } = useLoad(folder, (signal) => client.templates.findIn({ path: folder }, { signal }));
  const take = async (project: string, files: StackFiles) => {
    try {
      await client.stacks.setFiles({ context, project, files });
      navigate(stackEditRoute(project));
    } catch (thrown) {
      setFailure(toAppError(thrown));
    }
  };
  const shown = error ?? failure;
  return (
    <>
      {shown && <ErrorNotice error={shown} />}
      {value?.length === 0 && <p className={styles.lead}>{t('It was cloned, and there is no Compose file in it.')}</p>}
      {value !== undefined && value.length > 0 && (
        <ul className={styles.found} aria-label={t('Stacks in the repository')}>
          {value.map(({ project, files }) => (
            <li key={files.workingDir}>
              <span className={styles.grow}>
                <strong>{project}</strong> <span className={styles.dim}>{files.configFiles.join(', ')}</span>
              </span>
              <Button
                variant="default"
                aria-label={t('Use {{project}}', { project })}
                onClick={() => void take(project, files)}
              >
                {t('Use and edit')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
