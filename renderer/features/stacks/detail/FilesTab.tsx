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
import { t } from '../texts/index.ts';

interface FilesTabProps {
  readonly context: string;
  readonly stack: StackSummary;
  readonly detail: StackDetail | undefined;
  readonly actions: StackActions;
}

const FROM: Record<NonNullable<StackDetail['filesFrom']>, string> = {
  get person() {
    return t('you: they win over what its containers say');
  },
  get labels() {
    return t('its containers');
  },
  get memory() {
    return t('what was seen when it was last up');
  },
  get folder() {
    return t('a folder that is looked through');
  },
};

/** How Compose is called for the stack: its folder, files, environment files and profiles. */
export function FilesTab({ context, stack, detail, actions }: FilesTabProps) {
  const { info } = useAppInfo();
  const { files, editedAt } = stack;
  const profiles = detail?.profiles ?? [];
  return (
    <div className={shared.scroll}>
      <DefinitionNotices stack={stack} detail={detail} />
      <section className={shared.block} aria-label={t('Definition')}>
        <h3>{t('Definition')}</h3>
        <KeyValues
          items={[
            { key: t('Project name'), value: stack.project, copy: stack.project },
            ...(files ? factsOf(stack, files) : [{ key: t('Files'), value: t('not known') }]),
            {
              key: t('Profiles'),
              value: profiles.length === 0 ? undefined : profilesText(profiles, detail),
            },
            { key: t('Said by'), value: detail?.filesFrom && FROM[detail.filesFrom] },
            {
              key: t('Written'),
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
              {t('Edit')}
            </Button>
          )}
          {info?.canOpenFolders && files && stack.definition.type === 'here' && (
            <Button variant="default" onClick={() => void openFolder({ context, project: stack.project })}>
              {t('Open folder')}
            </Button>
          )}
          <Button variant="default" onClick={() => actions.ask({ type: 'files', project: stack.project })}>
            {files ? t('Change…') : t('Say which files it has…')}
          </Button>
          {stack.origin.isRemembered && (
            <Button variant="default" onClick={() => actions.ask({ type: 'forget', projects: [stack.project] })}>
              {t('Forget…')}
            </Button>
          )}
        </div>
      </section>
      {detail?.labelFiles && (
        <section className={shared.block} aria-label={t('What its containers say')}>
          <h3>{t('What its containers say')}</h3>
          <KeyValues items={callFacts(detail.labelFiles)} />
        </section>
      )}
      {detail && detail.alsoIn.length > 0 && (
        <section className={shared.block} aria-label={t('The same name elsewhere')}>
          <h3>{t('The same name elsewhere')}</h3>
          <p className={shared.faint}>
            {t(
              'Compose takes these for the same stack: brought up from there, it replaces what runs. Give one another name.',
            )}
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
            {missing.includes(file) && <span className={`${styles.mark} ${styles.warning}`}>{t('not there')}</span>}
          </li>
        ))}
      </ul>
    );
  return [
    { key: t('Folder'), value: workingDir, copy: workingDir, isMono: true },
    { key: t('Compose files'), value: list(configFiles), copy: configFiles.join('\n') },
    { key: t('Environment files'), value: list(envFiles) },
    { key: t('Profiles on'), value: profiles.join(', ') },
  ];
}

function profilesText(profiles: readonly string[], detail: StackDetail | undefined) {
  const isOn = (profile: string) =>
    detail?.services?.some((service) => service.isActive && service.profiles.includes(profile)) ?? false;
  return profiles
    .map((profile) => (isOn(profile) ? t('{{profile}} (on)', { profile }) : t('{{profile}} (off)', { profile })))
    .join(', ');
}
