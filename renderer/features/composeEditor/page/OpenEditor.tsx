import { Button } from '@mantine/core';
import { IconColumns2 } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { useSelectedContext } from '../../contexts/index.ts';
import { layoutStore } from '../../settings/index.ts';
import {
  ErrorNotice,
  IconButton,
  notify,
  Page,
  PageHeader,
  shownShortcut,
  SplitView,
  type Tab,
  Tabs,
  Toolbar,
  useCommands,
} from '../../../ui/index.ts';
import type { OpenSession } from '../session/createSession.ts';
import { saveAll, selectContext, unsavedPaths } from '../session/openSessions.ts';
import type { SessionState } from '../session/session.ts';
import { useSession } from '../session/useSession.ts';
import { TextView } from '../text/TextView.tsx';
import { CheckLine } from './CheckLine.tsx';
import type { ComposeViews, ViewPlace } from './ComposeEditorPage.tsx';
import { ConflictNotice } from './ConflictNotice.tsx';
import { DraftNotice } from './DraftNotice.tsx';
import { OpenField } from './OpenField.tsx';
import styles from './Page.module.css';
import { rememberFile } from './recentFiles.ts';
import { StackFileLinks } from './StackFileLinks.tsx';
import { useEditorLayout, type ViewId } from './useLayout.ts';
import { t } from '../texts/index.ts';

interface OpenEditorProps {
  readonly session: OpenSession;
  readonly views: ComposeViews;
  readonly onOpen: (path: string) => void;
}

/** A file that is open: its bar, and its views over one text. */
export function OpenEditor({ session, views, onOpen }: OpenEditorProps) {
  const state = useSession(session);
  const context = useSelectedContext()?.name;
  const [layout, setLayout] = useEditorLayout();
  const { file, isDirty, isSaving } = state;
  const canSave = !file.isReadOnly && (isDirty || file.revision === undefined) && !isSaving;
  const [at, setAt] = useState<ViewPlace>();
  const [, lookAgain] = useState(0);
  const others = unsavedPaths().filter((path) => path !== session.path);

  useEffect(() => rememberFile(session.path), [session]);
  useEffect(() => {
    if (context !== undefined) selectContext(context);
  }, [context]);
  // A place in the text is wanted: the text must be there.
  const hidesText = layout.view !== 'text' && !layout.isSplit && views[layout.view] !== undefined;
  useEffect(
    () => (hidesText ? session.onReveal((place) => showText(place)) : undefined),
    // oxlint-disable-next-line react/exhaustive-deps -- the layout of the moment is what counts
    [session, hidesText],
  );
  function showText(place: { readonly from: number; readonly to: number }): void {
    setLayout({ ...layout, isSplit: true });
    // Once the text view listens instead of us.
    setTimeout(() => session.reveal(place));
  }

  async function saveEach(): Promise<void> {
    const failed = await saveAll();
    lookAgain((turn) => turn + 1);
    if (failed.length === 0) return;
    const message = t('{{files}}: open it to see why. The others are saved.', { files: failed.join(', ') });
    notify({ title: t('Not all files were saved.'), message, tone: 'failure' });
  }

  useCommands(() => [
    {
      id: 'compose.saveAll',
      title: t('Save all Compose files'),
      section: t('Compose file'),
      isEnabled: () => others.length > 0,
      run: () => void saveEach(),
    },
    {
      id: 'compose.save',
      title: t('Save the Compose file'),
      section: t('Compose file'),
      shortcut: 'mod+s',
      isEnabled: () => canSave,
      run: () => void session.save(),
    },
    {
      id: 'compose.check',
      title: t('Check the Compose file with docker compose config'),
      section: t('Compose file'),
      keywords: ['lint', 'validate'],
      run: () => void session.checkNow(),
    },
    {
      id: 'compose.undo',
      title: t('Undo the last edit'),
      section: t('Compose file'),
      shortcut: 'mod+z',
      isEnabled: () => state.canUndo,
      run: () => void session.undo(),
    },
    {
      id: 'compose.redo',
      title: t('Redo the edit'),
      section: t('Compose file'),
      shortcut: 'mod+shift+z',
      isEnabled: () => state.canRedo,
      run: () => void session.redo(),
    },
  ]);

  const hasBoth = views.form !== undefined && views.picture !== undefined;
  const showIn = useCallback(
    (view: 'form' | 'picture', place: ViewPlace) => {
      setAt(place);
      setLayout({ ...layout, view });
    },
    [layout, setLayout],
  );
  const given = { session, at, onShow: hasBoth ? showIn : undefined };
  const text = <TextView session={session} onOpenFile={onOpen} />;
  const tabs: Tab<ViewId>[] = [
    { id: 'text', label: t('Text') },
    ...(views.form ? [{ id: 'form' as const, label: t('Form') }] : []),
    ...(views.picture ? [{ id: 'picture' as const, label: t('Picture') }] : []),
  ];
  const shown = tabs.some(({ id }) => id === layout.view) ? layout.view : 'text';
  const View = shown === 'text' ? undefined : views[shown];
  const body =
    View === undefined ? (
      text
    ) : layout.isSplit ? (
      <SplitView
        list={text}
        detail={<View {...given} />}
        label={t('Size of the view')}
        store={layoutStore}
        storeKey={`compose.editor.${shown}`}
      />
    ) : (
      <View {...given} />
    );
  return (
    <Page>
      <PageHeader
        title={t('Compose file')}
        note={stateWords(state)}
        actions={
          <>
            <Button
              variant="default"
              loading={state.check.type === 'running' && state.check.isAsked}
              onClick={() => void session.checkNow()}
            >
              {t('Check')}
            </Button>
            <Button
              disabled={!canSave}
              loading={isSaving}
              data-tip="Save"
              data-tip-keys={shownShortcut('mod+s')}
              onClick={() => void session.save()}
            >
              {t('Save')}
            </Button>
          </>
        }
      />
      <Toolbar label={t('File')}>
        <OpenField key={session.path} path={session.path} onOpen={onOpen} />
        {others.length > 0 && (
          <>
            <span className={styles.others} title={others.join('\n')}>
              {others.length === 1
                ? t('Another file is not saved')
                : t('{{count}} other files are not saved', { count: others.length })}
            </span>
            <Button variant="default" onClick={() => void saveEach()}>
              {t('Save all')}
            </Button>
          </>
        )}
      </Toolbar>
      <StackFileLinks session={session} stack={state.stack} onOpen={onOpen} />
      {state.saveError && (
        <div className={styles.notice}>
          <ErrorNotice error={state.saveError} actions={[{ label: t('Try again'), run: () => void session.save() }]} />
        </div>
      )}
      <ConflictNotice session={session} />
      <DraftNotice session={session} />
      {tabs.length === 1 ? (
        <div className={styles.body}>{text}</div>
      ) : (
        <Tabs
          label={t('Views')}
          tabs={tabs}
          value={shown}
          onChange={(view) => {
            setAt(undefined);
            setLayout({ ...layout, view });
          }}
          actions={
            shown !== 'text' && (
              <IconButton
                label={t('Text beside it')}
                icon={<IconColumns2 />}
                aria-pressed={layout.isSplit}
                onClick={() => setLayout({ ...layout, isSplit: !layout.isSplit })}
              />
            )
          }
        >
          <div className={styles.body}>{body}</div>
        </Tabs>
      )}
      <CheckLine state={state} />
    </Page>
  );
}

function stateWords({ file, isDirty }: SessionState): string {
  if (file.isReadOnly) return t('Read only');
  if (file.revision === undefined) return t('Not on the disk yet');
  return isDirty ? t('Not saved') : t('Saved');
}
