import { useLocation } from 'wouter';
import { client } from '../../rpc/index.ts';
import { useLoad } from '../../ui/useLoad.ts';
import { Hit } from './Hit.tsx';
import { Source } from './Source.tsx';
import { t } from './texts/index.ts';

interface HubHitsProps {
  readonly context: string;
  readonly text: string;
}

export function HubHits({ context, text }: HubHitsProps) {
  const [, navigate] = useLocation();
  const signIn = () => navigate('/registries');
  const { value, error, isLoading } = useLoad(`${context} ${text}`, (signal) =>
    client.search.hub({ context, text }, { signal }),
  );
  return (
    <Source
      title={t('Docker Hub')}
      isLoading={isLoading}
      error={error}
      count={value?.length}
      nothing={t('Docker Hub has nothing for “{{text}}”.', { text })}
      onSignIn={signIn}
    >
      {value?.map((hit) => (
        <Hit key={hit.name} context={context} {...hit} onSignIn={signIn} />
      ))}
    </Source>
  );
}
