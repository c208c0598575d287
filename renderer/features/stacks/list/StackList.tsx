import { Button } from '@mantine/core';
import { IconBoxMultiple, IconFolderSearch, IconPlus } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useLocation } from 'wouter';
import { List } from '../../../ui/list/List.tsx';
import { TogetherLink } from '../../together/index.ts';
import { useListState } from '../../engine/index.ts';
import { newStackRoute } from '../../newStack/index.ts';
import { stackCommands } from '../actions/commands.tsx';
import { useStackActions } from '../actions/useStackActions.ts';
import shared from '../../../ui/list/List.module.css';
import { stackSearch } from '../search/stackSearch.ts';
import { stacksSlice } from '../store/stacksSlice.ts';
import { stacksViewSlice } from '../store/viewSlice.ts';
import { STACK_WORDS } from '../text/words.ts';
import { isDown, nameOf } from './stackRows.ts';
import { useStackList } from './useStackList.ts';
import { Sentence, t } from '../texts/index.ts';

/** `openId` is the row whose detail is open. */
export function StackList({ openId }: { readonly openId?: string | undefined }) {
  const actions = useStackActions();
  const [, navigate] = useLocation();
  const { context, view, content, scope, setScope, scopes } = useStackList();
  const { availability, text, onText, selection, onSelection } = useListState({
    live: stacksSlice.selectors,
    view: stacksViewSlice,
    context,
    isEmpty: content.rows.length === 0,
  });
  const commands = useMemo(() => stackCommands(actions, context ?? ''), [actions, context]);
  const addFolder = () => actions.ask({ type: 'folders' });
  const create = () => navigate(newStackRoute());
  return (
    <List
      words={STACK_WORDS}
      content={content}
      view={view}
      availability={availability}
      search={{
        search: stackSearch,
        text,
        onText,
        placeholder: t('Search, or is:running service:…'),
        help: <SearchHelp />,
      }}
      selection={selection}
      onSelection={onSelection}
      commands={commands}
      nameOf={nameOf}
      isDimmed={isDown}
      scope={{
        label: t('Which stacks'),
        options: scopes,
        chosen: scope,
        onChoose: setScope,
        emptyTitle: t('No such stacks'),
        emptyText: t('There are stacks, but none of this kind.'),
      }}
      openId={openId}
      onOpen={actions.open}
      tools={<TogetherLink noun="stacks" />}
      actions={
        <Button
          variant="default"
          aria-label={t('Folders with stacks')}
          leftSection={<IconFolderSearch size={15} stroke={2} aria-hidden="true" />}
          onClick={addFolder}
        >
          <span className={shared.runLabel}>{t('Folders')}</span>
        </Button>
      }
      primary={{
        label: t('New'),
        title: t('New stack'),
        icon: <IconPlus size={15} stroke={2} aria-hidden="true" />,
        run: create,
      }}
      beginning={{
        icon: <IconBoxMultiple />,
        title: t('No stacks yet'),
        text: t(
          'What docker compose starts is shown here by itself, whoever starts it. Compose files in folders that you add are shown before they are started.',
        ),
        action: { label: t('New stack'), run: create },
      }}
    />
  );
}

function SearchHelp() {
  return (
    <Sentence
      text="Search by words, or by {{status}}, {{service}}, {{folder}}, {{port}}; a minus in front leaves out."
      parts={{
        status: <code>is:not-created</code>,
        service: <code>service:</code>,
        folder: <code>folder:</code>,
        port: <code>port:8080</code>,
      }}
    />
  );
}
