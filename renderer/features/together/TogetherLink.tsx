import { useContexts } from '../contexts/index.ts';
import { IconServer2 } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { IconButton } from '../../ui/index.ts';
import { t } from './texts/index.ts';
import { type TogetherNoun, togetherPlace } from './place.ts';

/** In the header of the list of one engine: the same over several. Where there is but one it says nothing. */
export function TogetherLink({ noun }: { readonly noun: TogetherNoun }) {
  const isWorthwhile = useContexts().length > 1;
  const [, navigate] = useLocation();
  if (!isWorthwhile) return null;
  return (
    <IconButton
      label={linkLabel(noun)}
      icon={<IconServer2 aria-hidden="true" />}
      onClick={() => navigate(togetherPlace(noun))}
    />
  );
}

function linkLabel(noun: TogetherNoun): string {
  switch (noun) {
    case 'containers':
      return t('Show the containers of several contexts');
    case 'images':
      return t('Show the images of several contexts');
    case 'volumes':
      return t('Show the volumes of several contexts');
    case 'networks':
      return t('Show the networks of several contexts');
    case 'stacks':
      return t('Show the stacks of several contexts');
  }
}
