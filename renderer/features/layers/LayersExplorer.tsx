import { useState } from 'react';
import type { CliArgs } from '../../../contract/commands/docker.ts';
import { historyCommand } from '../../../contract/commands/imageFileCommands.ts';
import type { ImageFile, OpenedImage, WastedFile } from '../../../contract/model/imageFiles.ts';
import { client } from '../../rpc/index.ts';
import { CommandLine, ErrorNotice, formatSize, SplitView, Tabs, formatNumber } from '../../ui/index.ts';
import { layoutStore } from '../settings/index.ts';
import { FilePreview } from './FilePreview.tsx';
import { FilesPanel } from './FilesPanel.tsx';
import { LayerList } from './LayerList.tsx';
import styles from './Layers.module.css';
import { OpeningState } from './OpeningState.tsx';
import { PackagesPanel } from './PackagesPanel.tsx';
import { useLoad } from '../../ui/useLoad.ts';
import { type Opening, useOpenImage } from './useOpenImage.ts';
import { WastedPanel } from './WastedPanel.tsx';
import { efficiencyText } from './words.ts';
import { t } from './texts/index.ts';

export interface LayersExplorerProps {
  readonly context: string;
  /** A name, a digest or an id. */
  readonly image: string;
  readonly cliArgs: CliArgs | undefined;
}

/** The layers of an image, the files of one of them, and one file. */
export function LayersExplorer({ context, image, cliArgs }: LayersExplorerProps) {
  const opening = useOpenImage(context, image);
  const history = useLoad(`${context} ${image}`, (signal) => client.layers.history({ context, image }, { signal }));
  const [chosen, setChosen] = useState<number>();
  const [file, setFile] = useState<ImageFile>();
  const opened = opening.image;
  const layer = chosen ?? (opened && firstShown(opened));

  return (
    <div className={styles.explorer}>
      <div className={styles.panes}>
        <div className={styles.side}>
          {history.error && <ErrorNotice error={history.error} />}
          <LayerList
            history={history.value}
            image={opened}
            layer={layer}
            onLayer={(next) => {
              setChosen(next);
              setFile(undefined);
            }}
          />
          {opened && <Totals image={opened} />}
          <div className={styles.footer}>
            <CommandLine isCompact command={historyCommand(image, cliArgs)} />
          </div>
        </div>
        <div className={styles.main}>
          <SplitView
            label={t('Size of the file’s view')}
            store={layoutStore}
            storeKey="layers.preview"
            defaultSize={380}
            list={
              <Content
                context={context}
                opening={opening}
                layer={layer ?? 0}
                currentPath={file?.path}
                onFile={setFile}
                onLayer={setChosen}
              />
            }
            detail={
              opened && file ? (
                <FilePreview
                  context={context}
                  image={opened}
                  name={image}
                  file={file}
                  cliArgs={cliArgs}
                  onClose={() => setFile(undefined)}
                />
              ) : undefined
            }
          />
        </div>
      </div>
    </div>
  );
}

/** The newest layer that does something to files. */
function firstShown({ layers }: OpenedImage): number {
  const index = layers.findLastIndex(({ added, changed, removed }) => added.files + changed.files + removed.files > 0);
  return Math.max(0, index);
}

interface ContentProps {
  readonly context: string;
  readonly opening: Opening;
  readonly layer: number;
  readonly currentPath: string | undefined;
  readonly onFile: (file: ImageFile) => void;
  readonly onLayer: (layer: number) => void;
}

function Content({ context, opening, layer, currentPath, onFile, onLayer }: ContentProps) {
  const [tab, setTab] = useState<'files' | 'wasted' | 'packages'>('files');
  const { image } = opening;
  if (!image) return <OpeningState opening={opening} />;

  async function showWasted({ path, layers: [first = 0] }: WastedFile) {
    onLayer(first);
    const { imageId } = image!;
    const { files } = await client.layers.search({ context, imageId, layer: first, scope: 'layer', query: path });
    const file = files.find((found) => found.path === path);
    if (file) onFile(file);
  }
  return (
    <div className={styles.content}>
      {image.warnings.map((warning) => (
        <p key={warning} className={styles.warning} role="note">
          {warning}
        </p>
      ))}
      <Tabs
        label={t('What is in the image')}
        tabs={[
          { id: 'files', label: t('Files') },
          { id: 'wasted', label: t('Wasted') },
          { id: 'packages', label: t('Packages') },
        ]}
        value={tab}
        onChange={setTab}
      >
        {tab === 'files' && (
          <FilesPanel context={context} image={image} layer={layer} currentPath={currentPath} onFile={onFile} />
        )}
        {tab === 'wasted' && (
          <WastedPanel
            context={context}
            image={image}
            onShow={(wasted) => void showWasted(wasted).catch(() => undefined)}
          />
        )}
        {tab === 'packages' && <PackagesPanel context={context} image={image} />}
      </Tabs>
    </div>
  );
}

function Totals({ image }: { readonly image: OpenedImage }) {
  return (
    <dl className={styles.totals} aria-label={t('The whole image')}>
      <div>
        <dt>{t('Efficiency')}</dt>
        <dd>{efficiencyText(image)}</dd>
      </div>
      <div>
        <dt>{t('Wasted')}</dt>
        <dd>{formatSize(image.wastedBytes)}</dd>
      </div>
      <div>
        <dt>{t('In all layers')}</dt>
        <dd>{formatSize(image.sizeBytes)}</dd>
      </div>
      <div>
        <dt>{t('Files')}</dt>
        <dd>{formatNumber(image.files)}</dd>
      </div>
    </dl>
  );
}
