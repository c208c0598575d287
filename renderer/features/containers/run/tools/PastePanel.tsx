import { Button, Checkbox, FileButton, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { readRunText, type RunNote } from '../../../../../contract/runText/readRunText.ts';
import type { BuildSettings } from '../../../../../contract/model/build.ts';
import type { RunSettings } from '../../../../../contract/model/run.ts';
import { isConfirm } from '../../../../ui/index.ts';
import { draftOf } from '../draft/readDraft.ts';
import { FIELD_IDS } from '../fields/fields.ts';
import { summaryOf } from '../form/summary.ts';
import type { OnBuild, Origin } from '../origin.ts';
import { type OpenedFile, withFile } from './openedFile.ts';
import { linesOf } from '../form/linesOf.ts';
import look from '../../../../ui/form/Form.module.css';
import styles from '../Run.module.css';
import { t } from '../../texts/index.ts';

export interface PastePanelProps {
  /** What was pasted elsewhere. */
  readonly initialText?: string;
  readonly onApply: (settings: RunSettings, origin: Origin) => void;
  readonly onBuild: OnBuild;
}

const ICONS = {
  error: () => <IconCircleX size={14} stroke={1.75} aria-label={t('Not taken over')} />,
  warning: () => <IconAlertTriangle size={14} stroke={1.75} aria-label={t('Look at it')} />,
  info: () => <IconInfoCircle size={14} stroke={1.75} aria-label={t('Read so')} />,
};

/** A command from a terminal, a book or a README as settings; what is not understood is named. */
export function PastePanel({ initialText = '', onApply, onBuild }: PastePanelProps) {
  const [text, setText] = useState(initialText);
  const [moveLateFlags, setMoveLateFlags] = useState(false);
  const [opened, setOpened] = useState<Readonly<Record<string, OpenedFile>>>({});
  const [clipboardProblem, setClipboardProblem] = useState<string>();
  const read = useMemo(
    () => (text.trim() === '' ? undefined : readRunText(text, { moveLateFlags })),
    [text, moveLateFlags],
  );
  // A file belongs to one command: of several nobody could say to which.
  const canOpen = read?.runs.length === 1;
  const isOpened = ({ file }: RunNote) => file !== undefined && canOpen && opened[file.path] !== undefined;
  const apply = (given: RunSettings) => {
    const settings = canOpen ? Object.values(opened).reduce(withFile, given) : given;
    onApply(settings, { text: t('From the command that was pasted.'), remarks: remarks() });
  };
  const remarks = () =>
    (read?.notes ?? [])
      .filter((note) => note.severity !== 'info' && !isOpened(note))
      .map((note) => remarkOf(note, text));
  const [first, ...others] = read?.runs ?? [];
  const builds = read?.builds ?? [];
  const [build] = builds;

  return (
    <section className={styles.panel} aria-label={t('Paste a command')}>
      <Textarea
        aria-label={t('A docker run command')}
        classNames={{ input: styles.code }}
        rows={linesOf(text, 3, 10)}
        spellCheck={false}
        placeholder="docker run -d --name web -p 8080:80 nginx"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was opened to be typed into
        autoFocus
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setOpened({});
        }}
        onKeyDown={(event) => {
          // The form below is not what is meant.
          if (!isConfirm(event)) return;
          event.preventDefault();
          event.stopPropagation();
          if (first) apply(first);
          else if (build) onBuild(build, remarks());
        }}
      />
      {read && (
        <ul className={styles.notes} aria-label={t('What was read')}>
          {read.runs.map((settings, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- they have nothing else, and stay in their order
            <li key={index} className={styles.readRun}>
              <span className={look.space}>
                {[
                  settings.image,
                  ...summaryOf(
                    draftOf(settings),
                    FIELD_IDS.filter((id) => id !== 'image'),
                  ),
                ].join(' · ')}
              </span>
              {others.length > 0 && (
                <Button variant="default" onClick={() => apply(settings)}>
                  {t('Use this one')}
                </Button>
              )}
            </li>
          ))}
          {builds.map((settings, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- they have nothing else, and stay in their order
            <li key={`build ${index}`} className={styles.readRun}>
              <span className={look.space}>{[t('Builds an image'), ...buildWordsOf(settings)].join(' · ')}</span>
              {(builds.length > 1 || first) && (
                <Button variant="default" onClick={() => onBuild(settings, remarks())}>
                  {t('Open the build form')}
                </Button>
              )}
            </li>
          ))}
          {read.notes.map((note) => (
            <li key={`${note.start} ${note.message}`} data-severity={note.severity}>
              {ICONS[note.severity]()}
              <span className={look.space}>
                {isOpened(note) ? t('{{path}} was opened.', { path: note.file?.path ?? '' }) : remarkOf(note, text)}
              </span>
              {canOpen && note.file && note.file.kind !== 'body' && !isOpened(note) && (
                <OpenFile
                  path={note.file.path}
                  kind={note.file.kind}
                  onOpen={(path, file) => setOpened((before) => ({ ...before, [path]: file }))}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {read?.hasLateFlags && (
        <Checkbox
          label={t('Read the flags after the image as flags, not as arguments of its program')}
          checked={moveLateFlags}
          onChange={(event) => setMoveLateFlags(event.currentTarget.checked)}
        />
      )}
      <div className={look.adders}>
        {!first && build && builds.length === 1 && (
          <Button onClick={() => onBuild(build, remarks())}>{t('Open the build form')}</Button>
        )}
        {others.length === 0 && (first || !build) && (
          <Button disabled={!first} onClick={() => first && apply(first)}>
            {t('Use these settings')}
          </Button>
        )}
        {'clipboard' in navigator && (
          <Button
            variant="default"
            onClick={() => {
              setClipboardProblem(undefined);
              navigator.clipboard.readText().then(setText, () => {
                setClipboardProblem(t('The browser does not show the clipboard here: paste into the field instead.'));
              });
            }}
          >
            {t('From the clipboard')}
          </Button>
        )}
        <span className={look.hint}>
          {clipboardProblem ?? 'docker run, docker create, docker build, or curl to the engine.'}
        </span>
      </div>
    </section>
  );
}

interface OpenFileProps {
  readonly path: string;
  readonly kind: OpenedFile['kind'];
  readonly onOpen: (path: string, file: OpenedFile) => void;
}

/** The command names a file of this machine: only the person can hand it over. */
function OpenFile({ path, kind, onOpen }: OpenFileProps) {
  return (
    <FileButton onChange={(file) => void file?.text().then((text) => onOpen(path, { kind, text }))}>
      {(button) => (
        <Button variant="default" {...button}>
          {t('Open {{path}}…', { path })}
        </Button>
      )}
    </FileButton>
  );
}

/** What is built, in a few words. */
function buildWordsOf({ source, dockerfile, tags, target }: BuildSettings): readonly string[] {
  const from = source.type === 'folder' ? source.path : source.type === 'remote' ? source.url : '';
  return [
    ...tags,
    from,
    dockerfile.type === 'file' ? dockerfile.path : dockerfile.type === 'text' ? t('a pasted Dockerfile') : '',
    target === undefined ? '' : t('up to {{target}}', { target }),
  ].filter(Boolean);
}

/** With the piece that it is about, where it does not name it. */
function remarkOf({ message, start, end }: RunNote, text: string): string {
  const piece = text.slice(start, end).trim();
  return piece === '' || piece.length > 40 || message.includes(piece) ? message : `${piece}: ${message}`;
}
