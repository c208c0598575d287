import { IconDatabase, IconHistory, IconPlus, IconRulerMeasure, IconTrashX } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { IconButton, RelativeTime } from '../../../ui/index.ts';
import { List } from '../../../ui/list/List.tsx';
import { TogetherLink } from '../../together/index.ts';
import { useListState } from '../../engine/index.ts';
import { volumeCommands } from '../actions/commands.tsx';
import { useVolumeActions } from '../actions/useVolumeActions.ts';
import { VOLUME_WORDS } from '../actions/words.ts';
import { UnfinishedNotice } from '../backups/UnfinishedNotice.tsx';
import { measureSizes, type Sizes } from '../store/sizes.ts';
import { volumesViewSlice } from '../store/viewSlice.ts';
import { volumesSlice } from '../store/volumesSlice.ts';
import styles from './List.module.css';
import { RowActions } from './RowActions.tsx';
import { useVolumeList } from './useVolumeList.ts';
import { stackLook } from './volumeGroups.ts';
import { isUnused, labelOf, type VolumeRow } from './volumeRows.ts';
import { Sentence, t } from '../texts/index.ts';

interface VolumeListProps {
  /** The row whose detail is open. */
  readonly openId?: string;
}

export function VolumeList({ openId }: VolumeListProps) {
  const actions = useVolumeActions();
  const { context, view, content, search, sizes, scope, setScope, scopes } = useVolumeList();
  const { availability, text, onText, selection, onSelection } = useListState({
    live: volumesSlice.selectors,
    view: volumesViewSlice,
    context,
    isEmpty: content.rows.length === 0,
  });
  const commands = useMemo(() => volumeCommands(actions), [actions]);
  const rowActions = useCallback((row: VolumeRow) => <RowActions row={row} actions={actions} />, [actions]);
  const create = () => actions.ask({ type: 'create' });

  return (
    <div className={styles.pane}>
      <UnfinishedNotice />
      <List
        words={VOLUME_WORDS}
        content={content}
        view={view}
        availability={availability}
        search={{ search, text, onText, placeholder: t('Search, or is:unused container:…'), help: <SearchHelp /> }}
        selection={selection}
        onSelection={onSelection}
        commands={commands}
        nameOf={labelOf}
        isDimmed={isUnused}
        rowActions={rowActions}
        groups={stackLook}
        scope={{
          label: t('Which volumes'),
          options: scopes,
          chosen: scope,
          onChoose: setScope,
          emptyTitle: t('No such volumes'),
          emptyText: t('There are volumes, but none of this kind.'),
        }}
        openId={openId}
        onOpen={actions.open}
        tools={
          <>
            <IconButton
              label={t('Remove volumes that no container has')}
              icon={<IconTrashX aria-hidden="true" />}
              onClick={() => actions.ask({ type: 'prune' })}
            />
            <IconButton
              label={t('Restore a volume from a file')}
              icon={<IconHistory aria-hidden="true" />}
              onClick={() => actions.ask({ type: 'restore' })}
            />
            <TogetherLink noun="volumes" />
          </>
        }
        actions={
          <IconButton
            label={t('Measure the sizes of all volumes')}
            icon={<IconRulerMeasure aria-hidden="true" />}
            aria-busy={sizes.isMeasuring}
            onClick={() => void measureSizes(context)}
          />
        }
        primary={{
          label: t('Create'),
          title: t('Create a volume'),
          icon: <IconPlus size={15} stroke={2} aria-hidden="true" />,
          run: create,
        }}
        beginning={{
          icon: <IconDatabase />,
          title: t('No volumes yet'),
          text: t(
            'A volume keeps files beyond the life of a container, and can be given to several. Create one, or run a container with one.',
          ),
          action: { label: t('Create a volume'), run: create },
        }}
        footer={<SizesNote sizes={sizes} />}
      />
    </div>
  );
}

/** How old the sizes are, as nobody asks the engine for them again by itself. */
function SizesNote({ sizes }: { readonly sizes: Sizes }) {
  if (sizes.isMeasuring) return <p className={styles.note}>{t('Measuring: the engine walks through every volume…')}</p>;
  if (sizes.error)
    return (
      <p className={styles.note}>
        {t('The sizes could not be measured: {{message}}', { message: sizes.error.message })}
      </p>
    );
  if (sizes.at === undefined) return null;
  return (
    <p className={styles.note}>
      <Sentence text="Sizes measured: {{relativeTime}}" parts={{ relativeTime: <RelativeTime at={sizes.at} /> }} />
    </p>
  );
}

function SearchHelp() {
  return (
    <Sentence
      text="Search by words, or by {{unused}}, {{anonymous}}, {{container}}, {{stack}}, {{label}}, {{driver}} and {{size}}; a minus in front leaves out."
      parts={{
        unused: <code>is:unused</code>,
        anonymous: <code>is:anonymous</code>,
        container: <code>container:</code>,
        stack: <code>stack:</code>,
        label: <code>label:key=value</code>,
        driver: <code>driver:</code>,
        size: <code>size:&gt;1GB</code>,
      }}
    />
  );
}
