import { Button, Loader } from '@mantine/core';
import { IconHammer, IconTemplate } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useSelectedContext } from '../../contexts/index.ts';
import { ErrorNotice, IconButton, Page, PageHeader, shownShortcut, Toolbar, useCommands } from '../../../ui/index.ts';
import { BuildSections } from '../../buildSections/index.ts';
import { DockerfileEditor } from '../DockerfileEditor.tsx';
import { CheckLine } from './CheckLine.tsx';
import { useDraftPaths } from './drafts.ts';
import { IgnoreFileDialog } from './IgnoreFileDialog.tsx';
import { OpenField } from './OpenField.tsx';
import styles from './Page.module.css';
import { rememberFile } from './recentFiles.ts';
import type { Template } from '../templates/template.ts';
import { TemplateOffer } from './TemplateOffer.tsx';
import { TemplatesDialog } from './TemplatesDialog.tsx';
import { TemplateGallery } from './TemplateGallery.tsx';
import { useCheck } from './useCheck.ts';
import { useDockerfile } from './useDockerfile.ts';
import { useImageNames } from './useImageNames.ts';
import { plural, Sentence, t } from '../texts/index.ts';

export interface BuildRequest {
  readonly folder: string;
  /** Its name in the folder. */
  readonly file: string;
}

interface OpenDockerfilePageProps {
  readonly path: string;
  readonly onOpen: (path: string) => void;
  readonly onBuild?: (request: BuildRequest) => void;
  /** What a file that is empty begins with; put into another one only when the person says so. */
  readonly template?: Template | undefined;
  readonly onTemplateDone: () => void;
}

export function OpenDockerfilePage({ path, onOpen, onBuild, template, onTemplateDone }: OpenDockerfilePageProps) {
  const selected = useSelectedContext();
  const context = selected?.state.type === 'connected' ? selected : undefined;
  const doc = useDockerfile(path);
  const { opened, isChanged } = doc;
  const { state, check } = useCheck(context?.name);
  const images = useImageNames(context?.name);
  const [dialog, setDialog] = useState<'templates' | 'ignore'>();
  const others = useDraftPaths().filter((other) => other !== opened?.file.path);
  const hasIgnoreFile = opened?.file.hasIgnoreFile ?? true;
  const folder = useMemo(() => ({ hasIgnoreFile }), [hasIgnoreFile]);
  const checked = useMemo(
    () => (state.type === 'done' ? { text: state.text, findings: state.check.findings } : undefined),
    [state],
  );
  const file = opened?.file;
  const filePath = file?.path;
  useEffect(() => {
    if (filePath !== undefined) rememberFile(filePath);
  }, [filePath]);

  async function save(overwrite = false): Promise<boolean> {
    const text = opened?.text ?? '';
    const isSaved = await doc.save(overwrite);
    if (isSaved && file) check(text, file.path);
    return isSaved;
  }
  const canSave = file !== undefined && !file.isReadOnly && isChanged;
  const build = async () => {
    if (file && (!isChanged || (await save())))
      onBuild?.({ folder: file.folder, file: file.path.split(/[/\\]/).at(-1) ?? '' });
  };

  useCommands(() => [
    {
      id: 'dockerfile.save',
      title: t('Save the Dockerfile'),
      section: t('Dockerfile'),
      shortcut: 'mod+s',
      isEnabled: () => canSave,
      run: () => void save(),
    },
    {
      id: 'dockerfile.check',
      title: t('Check the Dockerfile with BuildKit'),
      section: t('Dockerfile'),
      keywords: ['lint', 'docker build --check'],
      isEnabled: () => context !== undefined && opened !== undefined,
      run: () => opened && check(opened.text, opened.file.path),
    },
    {
      id: 'dockerfile.templates',
      title: t('Begin the Dockerfile with a template…'),
      section: t('Dockerfile'),
      isEnabled: () => opened !== undefined && !opened.file.isReadOnly,
      run: () => setDialog('templates'),
    },
  ]);

  const isEmpty = opened !== undefined && file?.hash === undefined && opened.text === '';
  const { replaceText } = doc;
  const applyTemplate = useCallback(() => {
    if (template) replaceText(template.dockerfile);
    onTemplateDone();
  }, [template, replaceText, onTemplateDone]);
  useEffect(() => {
    if (isEmpty && template) applyTemplate();
  }, [isEmpty, template, applyTemplate]);
  return (
    <Page>
      <PageHeader
        title={t('Dockerfile')}
        note={opened && stateWords(isChanged, opened.file.hash === undefined, opened.file.isReadOnly)}
        actions={
          opened && (
            <>
              <IconButton
                label={t('Templates')}
                icon={<IconTemplate />}
                disabled={opened.file.isReadOnly}
                onClick={() => setDialog('templates')}
              />
              <Button
                variant="default"
                disabled={!context || isEmpty}
                loading={state.type === 'running'}
                onClick={() => check(opened.text, opened.file.path)}
              >
                {t('Check')}
              </Button>
              <Button variant="default" disabled={!isChanged || isEmpty} onClick={doc.revert}>
                {t('Revert')}
              </Button>
              <Button
                disabled={!canSave}
                loading={doc.isSaving}
                data-tip="Save"
                data-tip-keys={shownShortcut('mod+s')}
                onClick={() => void save()}
              >
                {t('Save')}
              </Button>
              {onBuild && (
                <Button
                  variant={canSave ? 'default' : 'filled'}
                  leftSection={<IconHammer size={15} />}
                  disabled={isEmpty}
                  onClick={() => void build()}
                >
                  {t('Build…')}
                </Button>
              )}
            </>
          )
        }
      >
        <BuildSections current="/dockerfile" />
      </PageHeader>
      <Toolbar label={t('File')}>
        <OpenField key={file?.path ?? path} path={file?.path ?? path} onOpen={onOpen} />
        {others.length > 0 && (
          <span className={styles.others}>
            {plural(others.length, 'Another file is not saved', '{{count}} other files are not saved')}
          </span>
        )}
      </Toolbar>
      {doc.saveError && (
        <div className={styles.notice}>
          <ErrorNotice
            error={doc.saveError}
            actions={
              doc.saveError.code === 'conflict'
                ? [
                    { label: t('Replace it with mine'), run: () => void save(true) },
                    { label: t('Take what is on the disk'), run: doc.revert },
                  ]
                : []
            }
          />
        </div>
      )}
      {doc.error && <ErrorNotice isBlock error={doc.error} actions={[{ label: t('Try again'), run: doc.reload }]} />}
      {!opened && !doc.error && <Loader m="lg" aria-label={t('Loading')} />}
      {template && opened && !isEmpty && !opened.file.isReadOnly && (
        <TemplateOffer template={template} onUse={applyTemplate} onKeep={onTemplateDone} />
      )}
      {isEmpty && file && (
        <div className={styles.start}>
          <h2>{t('There is no Dockerfile here yet')}</h2>
          <p className={styles.dim}>
            <Sentence
              text="Begin with a template for {{folder}}; nothing is written until you save."
              parts={{ folder: <code>{file.folder}</code> }}
            />
          </p>
          <TemplateGallery entries={file.folderEntries} onChoose={({ dockerfile }) => doc.replaceText(dockerfile)} />
          <div>
            <Button variant="default" onClick={() => doc.replaceText('FROM ')}>
              {t('Begin with an empty one')}
            </Button>
          </div>
        </div>
      )}
      {opened && file && !isEmpty && (
        <>
          <DockerfileEditor
            fileKey={`${file.path} ${opened.turn}`}
            value={opened.text}
            onChange={doc.setText}
            isReadOnly={file.isReadOnly}
            folder={folder}
            checked={checked}
            images={images}
            onSave={() => void save()}
            onCreateIgnoreFile={() => setDialog('ignore')}
          />
          <CheckLine file={file} state={state} cliArgs={context && (context.cliArgs ?? [])} />
        </>
      )}
      {dialog === 'templates' && opened && (
        <TemplatesDialog
          entries={opened.file.folderEntries}
          isReplacing={opened.text.trim() !== ''}
          onChoose={({ dockerfile }) => doc.replaceText(dockerfile)}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog === 'ignore' && file && (
        <IgnoreFileDialog
          folder={file.folder}
          entries={file.folderEntries}
          onSaved={doc.reload}
          onClose={() => setDialog(undefined)}
        />
      )}
    </Page>
  );
}

function stateWords(isChanged: boolean, isNew: boolean, isReadOnly: boolean): string {
  if (isReadOnly) return t('Read only');
  if (isNew) return t('Not on the disk yet');
  return isChanged ? t('Not saved') : t('Saved');
}
