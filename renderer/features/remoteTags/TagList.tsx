import { type AppError } from '../../../contract/errors.ts';
import type { RemoteTags } from '../../../contract/model/transfer.ts';
import { client } from '../../rpc/index.ts';
import { ErrorNotice } from '../../ui/index.ts';
import { type Loaded, useLoad } from '../../ui/useLoad.ts';
import styles from './RemoteTags.module.css';
import { TagRow } from './TagRow.tsx';
import { plural, t } from './texts/index.ts';

/** What is looked at at once; the rest is found by typing. */
const SHOWN = 60;
/** Each of them is some requests; Docker Hub counts them as pulls. */
const ASKED_UNASKED = 8;

interface TagListProps {
  readonly context: string;
  /** With the registry, unless that is Docker Hub. */
  readonly repository: string;
  readonly tags: Loaded<RemoteTags>;
  /** Only tags with this in them. */
  readonly filter?: string;
  readonly chosen?: string | undefined;
  readonly onChoose: (tag: string) => void;
  readonly onSignIn?: () => void;
}

/** The tags of a repository before anything of it is pulled: sizes, platforms, digests. */
export function TagList({ context, repository, tags, filter = '', chosen, onChoose, onSignIn }: TagListProps) {
  if (tags.error) return <TagsFailed error={tags.error} onSignIn={onSignIn} />;
  if (!tags.value) return <p className={styles.quiet}>{t('Asking the registry for its tags…')}</p>;
  const found = tags.value.tags.filter((tag) => tag.includes(filter));
  const shown = (found.length === 0 ? tags.value.tags : found).slice(0, SHOWN);
  const isHub = !/^[^/]*[.:][^/]*\/|^localhost\//.test(`${repository}/`);
  return (
    <div className={styles.tags}>
      <p className={styles.quiet}>{countWords(tags.value, filter, found.length, shown.length)}</p>
      <ul className={styles.tagList} aria-label={t('Tags of {{repository}}', { repository })}>
        {shown.map((tag, index) => (
          <TagRow
            key={tag}
            context={context}
            repository={repository}
            tag={tag}
            isChosen={tag === chosen}
            isAsked={tag === chosen || (!isHub && index < ASKED_UNASKED)}
            onChoose={() => onChoose(tag)}
          />
        ))}
      </ul>
    </div>
  );
}

/** The tags of a repository, asked for when its name has stood still for a moment. */
export const useTags = (repository: string | undefined): Loaded<RemoteTags> =>
  useLoad(repository, (signal) => client.transfers.tags({ reference: repository ?? '' }, { signal }), 400);

function countWords({ tags, isWhole }: RemoteTags, filter: string, found: number, shown: number): string {
  const count = isWhole
    ? plural(tags.length, '{{count}} tag', '{{count}} tags')
    : plural(tags.length, 'More than {{count}} tag', 'More than {{count}} tags');
  if (tags.length === 0) return t('It has no tags.');
  if (filter !== '' && found === 0) return t('{{tags}}; none has “{{filter}}” in it.', { tags: count, filter });
  if (filter !== '' && found < tags.length)
    return t('{{tags}}; {{found}} with “{{filter}}” in it.', { tags: count, found, filter });
  return shown < tags.length
    ? t('{{tags}}; the first {{shown}} are shown. Type a tag to find others.', { tags: count, shown })
    : count;
}

function TagsFailed({ error, onSignIn }: { readonly error: AppError; readonly onSignIn: (() => void) | undefined }) {
  const wantsSignIn = error.code === 'registry-auth' && onSignIn !== undefined;
  return <ErrorNotice error={error} actions={wantsSignIn ? [{ label: t('Sign in…'), run: onSignIn }] : []} />;
}
