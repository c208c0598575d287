import { client } from '../../rpc/index.ts';
import { formatSize, RelativeTime } from '../../ui/index.ts';
import { useLoad } from '../../ui/useLoad.ts';
import styles from './RemoteTags.module.css';
import { t } from './texts/index.ts';

interface TagRowProps {
  readonly context: string;
  readonly repository: string;
  readonly tag: string;
  readonly isChosen: boolean;
  /** Whether the registry is asked what is behind it. */
  readonly isAsked: boolean;
  readonly onChoose: () => void;
}

export function TagRow({ context, repository, tag, isChosen, isAsked, onChoose }: TagRowProps) {
  const reference = `${repository}:${tag}`;
  const { value, error, isLoading } = useLoad(isAsked ? reference : undefined, (signal) =>
    client.transfers.remoteImage({ context, reference }, { signal }),
  );
  const sizes = value?.platforms.flatMap(({ sizeBytes }) => sizeBytes ?? []) ?? [];
  const newest = Math.max(0, ...(value?.platforms.map(({ createdAt = 0 }) => createdAt) ?? []));
  return (
    <li>
      <button type="button" className={styles.tag} aria-pressed={isChosen} onClick={onChoose}>
        <span className={styles.tagName}>{tag}</span>
        <span className={styles.tagFacts}>
          {isLoading && t('asking…')}
          {error && <span className={styles.problem}>{error.message}</span>}
          {value && sizeWords(sizes)}
          {newest > 0 && <RelativeTime at={newest} />}
        </span>
        {value && (
          <span className={styles.tagMore}>
            <span>{value.platforms.map(({ name }) => name).join(', ')}</span>
            <span className={styles.digest}>{value.digest.slice(0, 19)}</span>
          </span>
        )}
      </button>
    </li>
  );
}

function sizeWords(sizes: readonly number[]): string {
  if (sizes.length === 0) return '';
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  return least === most ? formatSize(most) : `${formatSize(least)} – ${formatSize(most)}`;
}
