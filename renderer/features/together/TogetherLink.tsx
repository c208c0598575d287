import { IconServer2 } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { IconButton } from '../../ui/index.ts';
import { useContexts } from '../contexts/index.ts';
import { type TogetherNoun, togetherPlace } from './place.ts';

/** In the header of the list of one engine: the same over several. Where there is but one it says nothing. */
export function TogetherLink({ noun }: { readonly noun: TogetherNoun }) {
  const isWorthwhile = useContexts().length > 1;
  const [, navigate] = useLocation();
  if (!isWorthwhile) return null;
  return (
    <IconButton
      label={`Show the ${noun} of several contexts`}
      icon={<IconServer2 aria-hidden="true" />}
      onClick={() => navigate(togetherPlace(noun))}
    />
  );
}
