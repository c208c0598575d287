import { Loader } from '@mantine/core';
import { useCallback } from 'react';
import { useLocation } from 'wouter';
import { client } from '../../../rpc/index.ts';
import { EmptyState, ErrorNotice, Page, PageHeader } from '../../../ui/index.ts';
import { useLoad } from '../../../ui/useLoad.ts';
import { useSelectedContext } from '../../contexts/index.ts';
import { ComposeEditorPage, type ComposeViews } from './ComposeEditorPage.tsx';
import styles from './Page.module.css';
import { composeFileRoute, stackEditRoute } from './routePath.ts';
import { t } from '../texts/index.ts';

export interface StackEditorPageProps {
  readonly project: string;
  /** One of its files; the first where none is named. */
  readonly file: string | undefined;
  readonly views: ComposeViews;
}

/** The files of a stack, one at a time, read together as Compose reads them. */
export function StackEditorPage({ project, file, views }: StackEditorPageProps) {
  const [, navigate] = useLocation();
  const context = useSelectedContext()?.name;
  const stack = useLoad(context === undefined ? undefined : `${context} ${project}`, (signal) =>
    client.stacks.inspect({ context: context ?? '', project }, { signal }),
  );
  const files = stack.value?.files;
  const open = useCallback(
    (path: string) =>
      navigate(files?.configFiles.includes(path) === true ? stackEditRoute(project, path) : composeFileRoute(path)),
    [navigate, project, files],
  );
  const path = file ?? files?.configFiles[0];
  if (files && path !== undefined) return <ComposeEditorPage views={views} path={path} stack={files} onOpen={open} />;
  return (
    <Page>
      <PageHeader title={t('Edit {{project}}', { project })} />
      <div className={styles.notice}>
        {stack.error && (
          <ErrorNotice isBlock error={stack.error} actions={[{ label: t('Try again'), run: stack.reload }]} />
        )}
        {stack.isLoading && <Loader m="lg" aria-label={t('Loading')} />}
        {stack.value && !files && (
          <EmptyState title={t('Nobody knows its files')}>
            {t('Say on the page of the stack which files it has; then they can be edited here.')}
          </EmptyState>
        )}
      </div>
    </Page>
  );
}
