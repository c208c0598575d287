import { useEffect, useRef, useState } from 'react';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import type { FileSource } from '../../../../contract/model/files.ts';
import { client } from '../../../rpc/index.ts';
import { ErrorNotice } from '../../../ui/index.ts';
import styles from '../Files.module.css';
import { t } from '../texts/index.ts';

interface FollowViewProps {
  readonly source: FileSource;
  readonly path: string;
  /** How long it is now; the last part of it is shown first. */
  readonly from: number;
}

const BEFORE_BYTES = 16 * 1024;
const MAX_CHARACTERS = 500_000;

/** `tail -f`: what is added is put at the end, and the end stays in sight unless one has scrolled away from it. */
export function FollowView({ source, path, from }: FollowViewProps) {
  const output = useRef<HTMLPreElement>(null);
  const [error, setError] = useState<AppError>();
  useEffect(() => {
    const stop = new AbortController();
    const element = output.current;
    const add = (text: string) => {
      if (!element || text === '') return;
      const isAtEnd = element.scrollTop + element.clientHeight >= element.scrollHeight - 20;
      element.append(text);
      if ((element.textContent?.length ?? 0) > MAX_CHARACTERS) {
        element.textContent = element.textContent!.slice(-MAX_CHARACTERS / 2);
      }
      if (isAtEnd) element.scrollTop = element.scrollHeight;
    };
    const follow = async () => {
      let decoder = new TextDecoder();
      try {
        const input = { source, path, fromBytes: Math.max(0, from - BEFORE_BYTES) };
        for await (const piece of client.files.follow(input, { signal: stop.signal })) {
          if (piece.type === 'bytes') add(decoder.decode(piece.bytes, { stream: true }));
          else {
            decoder = new TextDecoder();
            add(`\n— ${t('It was cut short or replaced, and begins anew')} —\n`);
          }
        }
      } catch (thrown) {
        if (!stop.signal.aborted) setError(toAppError(thrown));
      }
    };
    if (element) element.textContent = '';
    void follow();
    return () => stop.abort();
  }, [source, path, from]);
  return (
    <>
      {error && <ErrorNotice error={error} />}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <pre ref={output} className={styles.follow} role="log" aria-label={t('What is added to the file')} tabIndex={0} />
    </>
  );
}
