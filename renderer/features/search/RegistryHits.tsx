import { useLocation } from 'wouter';
import { client } from '../../rpc/index.ts';
import { useLoad } from '../../ui/useLoad.ts';
import { Hit } from './Hit.tsx';
import styles from './Search.module.css';
import { Source } from './Source.tsx';
import { t } from './texts/index.ts';

interface RegistryHitsProps {
  readonly context: string;
  readonly registry: string;
  readonly text: string;
}

/** One that tells its catalog; where it does not, it says so. */
export function RegistryHits({ context, registry, text }: RegistryHitsProps) {
  const [, navigate] = useLocation();
  const signIn = () => navigate('/registries');
  const { value, error, isLoading } = useLoad(`${registry} ${text}`, (signal) =>
    client.search.registry({ registry, text }, { signal }),
  );
  return (
    <Source
      title={registry}
      isLoading={isLoading}
      error={error}
      count={value?.repositories.length}
      nothing={
        value?.isWhole === false
          ? t('No repository there has “{{text}}” in its name, of those that were looked through.', { text })
          : t('No repository there has “{{text}}” in its name.', { text })
      }
      onSignIn={signIn}
    >
      {value?.repositories.map((name) => (
        <Hit key={name} context={context} name={name} onSignIn={signIn} />
      ))}
      {value?.isWhole === false && <li className={styles.quiet}>{t('There are more: type more of the name.')}</li>}
    </Source>
  );
}
