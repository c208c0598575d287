// oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that are placed one by one cannot be a list
import { Button, Loader } from '@mantine/core';
import { IconDownload, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { CliArgs } from '../../../contract/commands/docker.ts';
import { copyFromImageCommand } from '../../../contract/commands/imageFileCommands.ts';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { FilePreview as Preview, ImageFile, OpenedImage } from '../../../contract/model/imageFiles.ts';
import { client } from '../../rpc/index.ts';
import {
  download,
  CommandLine,
  ErrorNotice,
  formatDateTime,
  formatSize,
  IconButton,
  KeyValues,
  WindowedList,
  formatNumber,
} from '../../ui/index.ts';
import { hexLine, hexLineCount } from '../../ui/hex.ts';
import styles from './Layers.module.css';
import { useLoad } from '../../ui/useLoad.ts';
import { KINDS, permissionsText } from './words.ts';
import { t } from './texts/index.ts';

interface FilePreviewProps {
  readonly context: string;
  readonly image: OpenedImage;
  /** As the person calls the image. */
  readonly name: string;
  readonly file: ImageFile;
  readonly cliArgs: CliArgs | undefined;
  readonly onClose: () => void;
}

const HEX_ROW = 18;

/** One file: what is known of it, the beginning of its content, and the way to have it. */
export function FilePreview({ context, image, name, file, cliArgs, onClose }: FilePreviewProps) {
  const { imageId } = image;
  const { path, layer, kind, wastedBy, target } = file;
  const hasContent = (kind === 'file' || kind === 'hardlink') && layer !== undefined;
  const wanted = { context, imageId, layer: layer ?? 0, path };
  const key = `${context} ${imageId} ${layer} ${path}`;
  const {
    value: preview,
    error,
    reload,
  } = useLoad(key, async (signal) => (hasContent ? client.layers.preview(wanted, { signal }) : undefined));
  const [failure, setFailure] = useState<AppError>();

  async function save() {
    setFailure(undefined);
    const { downloadUrl } = await client.layers.download(wanted);
    download(downloadUrl);
  }

  return (
    <section className={styles.preview} aria-label={t('File {{path}}', { path })}>
      <header className={styles.previewHead}>
        <h2 title={path}>{file.name}</h2>
        {hasContent && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconDownload size={14} aria-hidden="true" />}
            onClick={() => void save().catch((thrown: unknown) => setFailure(toAppError(thrown)))}
          >
            {t('Download')}
          </Button>
        )}
        <IconButton label={t('Close the file')} icon={<IconX aria-hidden="true" />} onClick={onClose} />
      </header>
      <div className={styles.previewFacts}>
        <KeyValues
          items={[
            { key: t('Path'), value: path, copy: path, isMono: true },
            { key: t('Kind'), value: kind === 'file' ? undefined : KINDS[kind] },
            { key: t('Points to'), value: target, isMono: true },
            {
              key: t('Size'),
              value:
                kind === 'directory'
                  ? t('{{size}} in {{files}} files', {
                      size: formatSize(file.sizeBytes),
                      files: formatNumber(file.files ?? 0),
                    })
                  : t('{{size}} ({{size2}} bytes)', {
                      size: formatSize(file.sizeBytes),
                      size2: formatNumber(file.sizeBytes),
                    }),
            },
            { key: t('Permissions'), value: file.mode === undefined ? undefined : permissionsText(file), isMono: true },
            {
              key: t('Owner'),
              value: file.userId === undefined ? undefined : `${file.userId}:${file.groupId ?? 0}`,
              isMono: true,
            },
            { key: t('Modified'), value: file.modifiedAt ? formatDateTime(file.modifiedAt) : undefined },
            { key: t('Layer'), value: layer === undefined ? undefined : layerText(image, layer) },
            {
              key: t('Wasted'),
              value:
                wastedBy && t('It is {{how}} in layer {{layer}}.', { how: wastedBy.how, layer: wastedBy.layer + 1 }),
            },
          ]}
        />
      </div>
      {failure && <ErrorNotice error={failure} />}
      {error && <ErrorNotice error={error} actions={[{ label: t('Try again'), run: reload }]} />}
      {hasContent && !preview && !error && (
        <p className={styles.waiting}>
          <Loader size="xs" aria-hidden="true" /> {t('Reading it out of the image…')}
        </p>
      )}
      {preview && <Content preview={preview} />}
      {hasContent && !wastedBy && (
        <div className={styles.footer}>
          <CommandLine isCompact command={copyFromImageCommand(name, path, file.name, cliArgs)} />
        </div>
      )}
    </section>
  );
}

function layerText({ layers, history }: OpenedImage, layer: number): string {
  const instruction = history.find((entry) => entry.layer === layer)?.instruction;
  const text = [instruction?.keyword, instruction?.text].filter(Boolean).join(' ');
  return text
    ? t('{{layer}} of {{layers}}: {{text}}', { layer: layer + 1, layers: layers.length, text: text.slice(0, 80) })
    : t('{{layer}} of {{layers}}', { layer: layer + 1, layers: layers.length });
}

function Content({ preview: { bytes, content, isWhole, sizeBytes, path } }: { readonly preview: Preview }) {
  return (
    <>
      {content === 'text' ? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        <pre className={styles.text} aria-label={t('Content of {{path}}', { path })} tabIndex={0}>
          {bytes.byteLength === 0 ? (
            <span className={styles.faint}>{t('It is empty.')}</span>
          ) : (
            new TextDecoder().decode(bytes)
          )}
        </pre>
      ) : (
        <div className={styles.hex}>
          <WindowedList
            label={t('Content of {{path}}', { path })}
            role="list"
            count={hexLineCount(bytes)}
            rowHeight={HEX_ROW}
            renderRow={(index) => (
              <div key={index} role="listitem" style={{ height: HEX_ROW }}>
                {hexLine(bytes, index)}
              </div>
            )}
          />
        </div>
      )}
      {!isWhole && (
        <p className={styles.note}>
          {t('The first {{byteLength}} of {{size}}. Download it to see all.', {
            byteLength: formatSize(bytes.byteLength),
            size: formatSize(sizeBytes),
          })}
        </p>
      )}
    </>
  );
}
