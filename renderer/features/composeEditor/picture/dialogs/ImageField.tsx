import { Autocomplete } from '@mantine/core';
import { client } from '../../../../rpc/index.ts';
import { useLoad } from '../../../../ui/useLoad.ts';
import { useSelectedContext } from '../../../contexts/index.ts';
import { useImageNames } from '../../text/useImageNames.ts';
import { t } from '../../texts/index.ts';

interface ImageFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const SETTLE_MS = 350;
const MOST = 25;

/** An image of the engine, or one that Docker Hub has; any other name can be typed. */
export function ImageField({ value, onChange }: ImageFieldProps) {
  const selected = useSelectedContext();
  const context = selected?.state.type === 'connected' ? selected.name : undefined;
  const here = useImageNames(context);
  // A tag or a registry is nothing that Docker Hub’s search knows.
  const text = /^[a-z0-9][a-z0-9_./-]+$/.test(value) && !/^[^/]+\.[^/]+\//.test(value) ? value : '';
  const isAsking = context !== undefined && text !== '' && !here.includes(value);
  const hub = useLoad(
    isAsking ? `${context} ${text}` : undefined,
    (signal) => client.search.hub({ context: context ?? '', text, limit: MOST }, { signal }),
    SETTLE_MS,
  );
  const known = new Set(here);
  const found = (isAsking ? (hub.value ?? []) : []).map(({ name }) => name).filter((name) => !known.has(name));
  const groups = [
    { group: t('On this engine'), items: [...known] },
    { group: 'Docker Hub', items: [...new Set(found)] },
  ];
  return (
    <Autocomplete
      label={t('Image')}
      placeholder={t('nginx, redis:7, ghcr.io/owner/app')}
      data-autofocus=""
      openOnFocus={false}
      spellCheck={false}
      limit={2 * MOST}
      data={groups.filter(({ items }) => items.length > 0)}
      value={value}
      description={describe(isAsking, hub)}
      onChange={onChange}
    />
  );
}

function describe(
  isAsking: boolean,
  { isLoading, error }: { isLoading: boolean; error?: { message: string } },
): string {
  if (isAsking && isLoading) return t('Asking Docker Hub…');
  if (isAsking && error) return t('Docker Hub was not asked: {{message}}', { message: error.message });
  return t('Of this engine, of Docker Hub, or any other name.');
}
