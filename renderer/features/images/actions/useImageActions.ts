import { useMemo } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { useLocation } from 'wouter';
import { toAppError } from '../../../../contract/errors.ts';
import { client } from '../../../rpc/index.ts';
import { download, notify } from '../../../ui/index.ts';
import { containersViewSlice } from '../../containers/index.ts';
import { comparePath, layersPath } from '../../layers/index.ts';
import { openPush } from '../../push/index.ts';
import { type ImageRow, isDangling } from '../list/imageRows.ts';
import { imagesSlice } from '../store/imagesSlice.ts';
import { type ImageDialog, imagesViewSlice } from '../store/viewSlice.ts';
import { t } from '../texts/index.ts';

export type ImageTab = 'overview' | 'layers' | 'files' | 'containers' | 'inspect';

export interface ImageActions {
  readonly ask: (dialog: ImageDialog) => void;
  /** By the id of its row. */
  readonly open: (id: string, tab?: ImageTab) => void;
  readonly close: () => void;
  /** In registries. */
  readonly find: () => void;
  readonly run: (row: ImageRow) => void;
  readonly push: (row: ImageRow) => void;
  /** The whole window for its layers and their files. */
  readonly explore: (row: ImageRow) => void;
  /** Without the second the page asks for it. */
  readonly compare: (before: ImageRow, after: ImageRow | undefined) => void;
  readonly save: (rows: readonly ImageRow[]) => void;
}

export function useImageActions(): ImageActions {
  const dispatch = useDispatch();
  const context = useSelector(imagesSlice.selectors.selectListContext);
  const [, navigate] = useLocation();
  return useMemo(
    () => ({
      ask: (dialog) => void dispatch(imagesViewSlice.actions.dialogOpened(dialog)),
      open: (id, tab) =>
        navigate(`/images/${encodeURIComponent(id)}${tab === undefined || tab === 'overview' ? '' : `/${tab}`}`),
      close: () => navigate('/images'),
      find: () => navigate('/search'),
      run: ({ reference }) =>
        void dispatch(containersViewSlice.actions.dialogOpened({ type: 'run', image: reference })),
      push(row) {
        if (context === undefined) return;
        const { image, reference } = row;
        openPush({ context, imageId: image.id, ...(!isDangling(row) && { reference }) });
      },
      explore: ({ reference }) => navigate(layersPath(reference)),
      compare: (before, after) => navigate(comparePath(before.reference, after?.reference ?? '')),
      save(rows) {
        if (context !== undefined) void save(context, rows);
      },
    }),
    [dispatch, context, navigate],
  );
}

/** A job makes the archive; in a browser it is then downloaded, in the desktop app it was written where the person chose. */
async function save(context: string, rows: readonly ImageRow[]): Promise<void> {
  const references = [...new Set(rows.map(({ reference }) => reference))];
  try {
    const { downloadUrl } = await client.images.save({ context, references });
    download(downloadUrl);
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'cancelled') return;
    const what =
      references.length === 1 ? (references[0] ?? '') : t('{{references}} images', { references: references.length });
    notify({ title: t('Could not save {{what}}', { what }), message: error.message, tone: 'failure' });
  }
}
