import type { ImageSummary } from '../../../../contract/model/image.ts';
import styles from '../../../ui/list/List.module.css';
import { useImageFacts } from './factsStore.ts';

interface PlatformCellProps {
  readonly context: string;
  readonly image: ImageSummary;
}

export function PlatformCell({ context, image: { id, platforms } }: PlatformCellProps) {
  return platforms ? <Platforms platforms={platforms} /> : <AskedPlatforms context={context} id={id} />;
}

function AskedPlatforms({ context, id }: { readonly context: string; readonly id: string }) {
  const facts = useImageFacts(context, id);
  return facts ? <Platforms platforms={facts.platforms} /> : null;
}

function Platforms({ platforms }: { readonly platforms: readonly string[] }) {
  const text = platforms.join(', ');
  return (
    <span className={styles.dim} title={text}>
      {text}
    </span>
  );
}
