import { IconNetwork, IconPlus, IconTrashX } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { IconButton } from '../../../ui/index.ts';
import { List } from '../../../ui/list/List.tsx';
import { TogetherLink } from '../../together/index.ts';
import { useListState } from '../../engine/index.ts';
import { networkCommands } from '../actions/commands.tsx';
import { useNetworkActions } from '../actions/useNetworkActions.ts';
import { NetworkSections } from '../NetworkSections.tsx';
import { networkSearch } from '../search/networkSearch.ts';
import { networksSlice } from '../store/networksSlice.ts';
import { networksViewSlice } from '../store/viewSlice.ts';
import { NETWORK_WORDS } from '../text/words.ts';
import { isLeftOver, nameOf, type NetworkRow } from './networkRows.ts';
import { RowActions } from './RowActions.tsx';
import { useNetworkList } from './useNetworkList.ts';
import { Sentence, t } from '../texts/index.ts';

/** Names and ids of several can be copied, but are not wanted at hand. */
const BAR = ['remove'];

/** `openId` is the row whose detail is open. */
export function NetworkList({ openId }: { readonly openId?: string }) {
  const actions = useNetworkActions();
  const { context, view, content, scope, setScope, scopes } = useNetworkList();
  const { availability, text, onText, selection, onSelection } = useListState({
    live: networksSlice.selectors,
    view: networksViewSlice,
    context,
    isEmpty: content.rows.length === 0,
  });
  const commands = useMemo(() => networkCommands(actions), [actions]);
  const rowActions = useCallback((row: NetworkRow) => <RowActions row={row} actions={actions} />, [actions]);
  const create = () => actions.ask({ type: 'create' });

  return (
    <List
      words={NETWORK_WORDS}
      content={content}
      view={view}
      availability={availability}
      search={{
        search: networkSearch,
        text,
        onText,
        placeholder: t('Search, or is:unused subnet:…'),
        help: <SearchHelp />,
      }}
      selection={selection}
      onSelection={onSelection}
      commands={commands}
      barIds={BAR}
      nameOf={nameOf}
      isDimmed={isLeftOver}
      rowActions={rowActions}
      scope={{
        label: t('Which networks'),
        options: scopes,
        chosen: scope,
        onChoose: setScope,
        emptyTitle: t('No such networks'),
        emptyText: t('There are networks, but none of this kind.'),
      }}
      openId={openId}
      onOpen={actions.open}
      sections={<NetworkSections current="/networks" />}
      tools={
        <>
          <IconButton
            label={t('Remove networks that nobody uses')}
            icon={<IconTrashX aria-hidden="true" />}
            onClick={() => actions.ask({ type: 'prune' })}
          />
          <TogetherLink noun="networks" />
        </>
      }
      primary={{
        label: t('Create'),
        title: t('Create a network'),
        icon: <IconPlus size={15} stroke={2} aria-hidden="true" />,
        run: create,
      }}
      beginning={{
        icon: <IconNetwork />,
        title: t('No networks yet'),
        text: t('On a network of their own containers find each other by name.'),
        action: { label: t('Create a network'), run: create },
      }}
    />
  );
}

function SearchHelp() {
  return (
    <Sentence
      text="Search by words, or by {{unused}}, {{driver}}, {{subnet}}, {{container}}, {{label}}; a minus in front leaves out."
      parts={{
        unused: <code>is:unused</code>,
        driver: <code>driver:</code>,
        subnet: <code>subnet:10.0.0.7</code>,
        container: <code>container:</code>,
        label: <code>label:key=value</code>,
      }}
    />
  );
}
