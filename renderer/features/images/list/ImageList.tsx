import { IconDownload, IconFileImport, IconStack2, IconTrashX, IconWorldSearch } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { IconButton } from '../../../ui/index.ts';
import { List } from '../../../ui/list/List.tsx';
import { TogetherLink } from '../../together/index.ts';
import { useListState } from '../../engine/index.ts';
import { openPull } from '../../pull/index.ts';
import { imageCommands } from '../actions/commands.tsx';
import { useImageActions } from '../actions/useImageActions.ts';
import { IMAGE_WORDS } from '../actions/words.ts';
import { imageSearch } from '../search/imageSearch.ts';
import { imagesSlice } from '../store/imagesSlice.ts';
import { imagesViewSlice } from '../store/viewSlice.ts';
import { type ImageRow, isUnused, labelOf } from './imageRows.ts';
import { repositoryLook } from './repositoryLook.ts';
import { RowActions } from './RowActions.tsx';
import { useImageList } from './useImageList.ts';
import { Sentence, t } from '../texts/index.ts';

interface ImageListProps {
  /** The row whose detail is open. */
  readonly openId?: string;
}

export function ImageList({ openId }: ImageListProps) {
  const actions = useImageActions();
  const { context, view, content, scope, setScope, scopes } = useImageList();
  const { availability, text, onText, selection, onSelection } = useListState({
    live: imagesSlice.selectors,
    view: imagesViewSlice,
    context,
    isEmpty: content.rows.length === 0,
  });
  const commands = useMemo(() => imageCommands(actions), [actions]);
  const rowActions = useCallback((row: ImageRow) => <RowActions row={row} actions={actions} />, [actions]);

  return (
    <List
      words={IMAGE_WORDS}
      content={content}
      view={view}
      availability={availability}
      search={{
        search: imageSearch,
        text,
        onText,
        placeholder: t('Search, or is:unused name:…'),
        help: <SearchHelp />,
      }}
      selection={selection}
      onSelection={onSelection}
      commands={commands}
      nameOf={labelOf}
      isDimmed={isUnused}
      rowActions={rowActions}
      groups={repositoryLook}
      scope={{
        label: t('Which images'),
        options: scopes,
        chosen: scope,
        onChoose: setScope,
        emptyTitle: t('No such images'),
        emptyText: t('There are images, but none of this kind.'),
      }}
      openId={openId}
      onOpen={actions.open}
      tools={
        <>
          <IconButton
            label={t('Remove images that nothing uses')}
            icon={<IconTrashX aria-hidden="true" />}
            onClick={() => actions.ask({ type: 'prune' })}
          />
          <IconButton
            label={t('Load images from a file')}
            icon={<IconFileImport aria-hidden="true" />}
            onClick={() => actions.ask({ type: 'load' })}
          />
          <TogetherLink noun="images" />
        </>
      }
      actions={
        <IconButton
          label={t('Find images on Docker Hub and in registries')}
          icon={<IconWorldSearch aria-hidden="true" />}
          onClick={actions.find}
        />
      }
      primary={{
        label: t('Pull'),
        title: t('Pull an image'),
        icon: <IconDownload size={15} stroke={2} aria-hidden="true" />,
        run: () => openPull(),
      }}
      beginning={{
        icon: <IconStack2 />,
        title: t('No images yet'),
        text: t(
          'An image is what a container is made from: the files of a program and how to start it. Pull one from a registry, build one, or load one from a file.',
        ),
        action: { label: t('Pull an image'), run: () => openPull() },
      }}
    />
  );
}

function SearchHelp() {
  return (
    <Sentence
      text="Search by words, or by {{unused}}, {{name}}, {{tag}}, {{label}}, {{size}} and {{container}}; a minus in front leaves out."
      parts={{
        unused: <code>is:unused</code>,
        name: <code>name:</code>,
        tag: <code>tag:</code>,
        label: <code>label:key=value</code>,
        size: <code>size:&gt;1GB</code>,
        container: <code>container:</code>,
      }}
    />
  );
}
