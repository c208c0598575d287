import { IconAlertTriangle } from '@tabler/icons-react';
import type { AllTagsSize } from '../../../contract/model/transfer.ts';
import { client } from '../../rpc/index.ts';
import { formatSize } from '../../ui/index.ts';
import { useLoad } from '../../ui/useLoad.ts';
import styles from './Pull.module.css';
import { plural, t } from './texts/index.ts';

interface AllTagsWarningProps {
  readonly context: string;
  readonly repository: string;
  readonly platform: string | undefined;
}

/** How many there are and how much that is, before it fills the disk. */
export function AllTagsWarning({ context, repository, platform }: AllTagsWarningProps) {
  const { value, error } = useLoad(`${repository} ${platform ?? ''}`, (signal) =>
    client.transfers.allTagsSize({ context, reference: repository, ...(platform && { platform }) }, { signal }),
  );
  return (
    <output className={styles.warning}>
      <IconAlertTriangle size={15} stroke={1.75} aria-hidden="true" />
      {value
        ? sizeWords(value)
        : error
          ? t('How much that is could not be found out: {{message}}', { message: error.message })
          : t('Adding up all tags…')}
    </output>
  );
}

function sizeWords({ tagCount, countedTags, sizeBytes }: AllTagsSize): string {
  const rest =
    countedTags < tagCount ? t(', counting only {{countedTags}} of them: it will be more', { countedTags }) : '';
  return plural(
    tagCount,
    '{{count}} tag: {{size}} to download if nothing of it is here{{rest}}. On the disk it is more.',
    '{{count}} tags: {{size}} to download if nothing of it is here{{rest}}. On the disk it is more.',
    { size: formatSize(sizeBytes), rest },
  );
}
