import { Loader } from '@mantine/core';
import { type ComponentType, useCallback } from 'react';
import { useLocation } from 'wouter';
import type { StackFiles } from '../../../../contract/model/stack.ts';
import { ErrorNotice, Page, PageHeader, Toolbar } from '../../../ui/index.ts';
import type { ComposeSession } from '../session/session.ts';
import { OpenEditor } from './OpenEditor.tsx';
import { OpenField } from './OpenField.tsx';
import styles from './Page.module.css';
import { composeFileRoute, pathInAddress } from './routePath.ts';
import { StartPage } from './StartPage.tsx';
import { useOpenSession } from './useOpenSession.ts';
import { t } from '../texts/index.ts';

/** What a view beside the text is given. It fills the room it gets, and scrolls by itself. */
export interface ComposeViewProps {
  readonly session: ComposeSession;
  /** What is to be chosen in it: it was chosen in another view. */
  readonly at?: ViewPlace | undefined;
  /** Shows the same thing in another view; absent where there is no such view. */
  readonly onShow?: ((view: 'form' | 'picture', place: ViewPlace) => void) | undefined;
}

/** A service, network… by the section it is declared in. */
export interface ViewPlace {
  readonly section: string;
  readonly name: string;
}

/** The views that the editor has besides the text; one that is absent has no tab. */
export interface ComposeViews {
  readonly form?: ComponentType<ComposeViewProps>;
  readonly picture?: ComponentType<ComposeViewProps>;
}

export interface ComposeEditorPageProps {
  readonly views?: ComposeViews;
  /** A file of a stack, with the others of it; otherwise the address says which file. */
  readonly path?: string;
  readonly stack?: StackFiles;
  /** Another file is wanted; otherwise its own page opens. */
  readonly onOpen?: (path: string) => void;
}

const NO_VIEWS: ComposeViews = {};

/** A Compose file of this computer, open as text, form and picture. */
export function ComposeEditorPage({ views = NO_VIEWS, path: given, stack, onOpen }: ComposeEditorPageProps) {
  const [, navigate] = useLocation();
  const path = given ?? pathInAddress(location.hash);
  const openPage = useCallback((next: string) => navigate(composeFileRoute(next)), [navigate]);
  const open = onOpen ?? openPage;
  if (path === undefined) return <StartPage onOpen={open} />;
  return <FilePage key={path} path={path} views={views} onOpen={open} {...(stack && { stack })} />;
}

interface FilePageProps {
  readonly path: string;
  readonly views: ComposeViews;
  readonly stack?: StackFiles;
  readonly onOpen: (path: string) => void;
}

function FilePage({ path, views, stack, onOpen }: FilePageProps) {
  const { session, error, retry } = useOpenSession(path, stack);
  if (session) return <OpenEditor session={session} views={views} onOpen={onOpen} />;
  return (
    <Page>
      <PageHeader title={t('Compose file')} />
      <Toolbar label={t('File')}>
        <OpenField path={path} onOpen={onOpen} />
      </Toolbar>
      <div className={styles.notice}>
        {error && <ErrorNotice isBlock error={error} actions={[{ label: t('Try again'), run: retry }]} />}
        {!error && <Loader m="lg" aria-label={t('Loading')} />}
      </div>
    </Page>
  );
}
