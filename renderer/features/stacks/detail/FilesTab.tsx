import { Button } from '@mantine/core';
import type { StackDetail, StackFiles, StackSummary } from '../../../../contract/model/stack.ts';
import shared from '../../../ui/detail/Detail.module.css';
import { formatDateTime, KeyValues, RelativeTime } from '../../../ui/index.ts';
import { stackEditRoute } from '../../composeEditor/index.ts';
import { useAppInfo } from '../../settings/index.ts';
import { openFolder } from '../actions/openFolder.ts';
import { relative } from '../actions/filesDraft.ts';
import type { StackActions } from '../actions/useStackActions.ts';
import { DefinitionNotices } from './DefinitionNotices.tsx';
import styles from './Detail.module.css';

interface FilesTabProps {
  readonly context: string;
  readonly stack: StackSummary;
  readonly detail: StackDetail | undefined;
  readonly actions: StackActions;
}

const FROM: Record<NonNullable<StackDetail['filesFrom']>, string> = {
  person: 'you: they win over what its containers say',
  labels: 'its containers',
  memory: 'what was seen when it was last up',
  folder: 'a folder that is looked through',
};

/** How Compose is called for the stack: its folder, files, environment files and profiles. */
export function FilesTab({ context, stack, detail, actions }: FilesTabProps) {
  const { info } = useAppInfo();
  const { files, editedAt } = stack;
  const profiles = detail?.profiles ?? [];
  return (
    <div className={shared.scroll}>
      <DefinitionNotices stack={stack} detail={detail} />
      <section className={shared.block} aria-label="Definition">
        <h3>Definition</h3>
        <KeyValues
          items={[
            { key: 'Project name', value: stack.project, copy: stack.project },
            ...(files ? factsOf(stack, files) : [{ key: 'Files', value: 'not known' }]),
            {
              key: 'Profiles',
              value: profiles.length === 0 ? undefined : profilesText(profiles, detail),
            },
            { key: 'Said by', value: detail?.filesFrom && FROM[detail.filesFrom] },
            {
              key: 'Written',
              value: editedAt !== undefined && (
                <>
                  <RelativeTime at={editedAt} /> <span className={shared.faint}>{formatDateTime(editedAt)}</span>
                </>
              ),
            },
          ]}
        />
        <div className={styles.buttons}>
          {files && stack.definition.type === 'here' && (
            <Button component="a" href={`#${stackEditRoute(stack.project)}`} variant="default">
              Edit
            </Button>
          )}
          {info?.canOpenFolders && files && stack.definition.type === 'here' && (
            <Button variant="default" onClick={() => void openFolder({ context, project: stack.project })}>
              Open folder
            </Button>
          )}
          <Button variant="default" onClick={() => actions.ask({ type: 'files', project: stack.project })}>
            {files ? 'Change…' : 'Say which files it has…'}
          </Button>
          {stack.origin.isRemembered && (
            <Button variant="default" onClick={() => actions.ask({ type: 'forget', projects: [stack.project] })}>
              Forget…
            </Button>
          )}
        </div>
      </section>
      {detail?.labelFiles && (
        <section className={shared.block} aria-label="What its containers say">
          <h3>What its containers say</h3>
          <KeyValues items={callFacts(detail.labelFiles)} />
        </section>
      )}
      {detail && detail.alsoIn.length > 0 && (
        <section className={shared.block} aria-label="The same name elsewhere">
          <h3>The same name elsewhere</h3>
          <p className={shared.faint}>
            Compose takes these for the same stack: brought up from there, it replaces what runs. Give one another name.
          </p>
          <ul className={styles.files}>
            {detail.alsoIn.map((folder) => (
              <li key={folder}>{folder}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function factsOf({ definition }: StackSummary, files: StackFiles) {
  const missing = definition.type === 'missing' ? definition.files : [];
  return callFacts(files, missing);
}

function callFacts({ workingDir, configFiles, envFiles, profiles }: StackFiles, missing: readonly string[] = []) {
  const list = (all: readonly string[]) =>
    all.length === 0 ? undefined : (
      <ul className={styles.files}>
        {all.map((file) => (
          <li key={file} title={file}>
            {relative(file, workingDir)}
            {missing.includes(file) && <span className={`${styles.mark} ${styles.warning}`}>not there</span>}
          </li>
        ))}
      </ul>
    );
  return [
    { key: 'Folder', value: workingDir, copy: workingDir, isMono: true },
    { key: 'Compose files', value: list(configFiles), copy: configFiles.join('\n') },
    { key: 'Environment files', value: list(envFiles) },
    { key: 'Profiles on', value: profiles.join(', ') },
  ];
}

function profilesText(profiles: readonly string[], detail: StackDetail | undefined) {
  const isOn = (profile: string) =>
    detail?.services?.some((service) => service.isActive && service.profiles.includes(profile)) ?? false;
  return profiles.map((profile) => `${profile} (${isOn(profile) ? 'on' : 'off'})`).join(', ');
}
