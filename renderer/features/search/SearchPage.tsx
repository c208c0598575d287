import { IconWorldSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { searchCommand } from '../../../contract/commands/transferCommands.ts';
import { client } from '../../rpc/index.ts';
import { CommandLine, EmptyState, Page, PageHeader, SearchBox } from '../../ui/index.ts';
import { useLoad } from '../../ui/useLoad.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { HubHits } from './HubHits.tsx';
import { LocalHits } from './LocalHits.tsx';
import { StackTemplateHits } from './StackTemplateHits.tsx';
import { RegistryHits } from './RegistryHits.tsx';
import { TemplateHits } from './TemplateHits.tsx';
import styles from './Search.module.css';
import { t } from './texts/index.ts';

/** Docker Hub counts searches: it is asked when the typing has stopped. */
const SETTLE_MS = 350;

/** One box for everything that an image can come from; a source that fails hides no other. */
export function SearchPage() {
  const context = useSelectedContext();
  const [text, setText] = useState('');
  const settled = useSettled(text.trim());
  const box = useRef<HTMLInputElement>(null);
  const registries = useLoad('registries', (signal) => client.search.registries({}, { signal }));
  useEffect(() => box.current?.focus(), []);
  const isConnected = context?.state.type === 'connected';
  return (
    <Page>
      <PageHeader title={t('Search')}>
        <SearchBox
          value={text}
          onChange={setText}
          label={t('Search for images')}
          placeholder={t('mysql, postgres, owner/name…')}
          inputRef={box}
          width="26rem"
        />
      </PageHeader>
      {settled === '' || !context || !isConnected ? (
        <EmptyState icon={<IconWorldSearch />} title={isConnected ? t('Find an image') : t('No engine to search with')}>
          {isConnected
            ? t(
                'Looks through the images on this engine, Docker Hub, the registries that you are signed in to or have added, the templates of stacks, and those for Dockerfiles.',
              )
            : t('Docker Hub is searched by the engine. Connect to one first.')}
        </EmptyState>
      ) : (
        <div className={styles.results}>
          <StackTemplateHits text={settled} />
          <LocalHits context={context.name} text={settled} />
          <HubHits context={context.name} text={settled} />
          {registries.value?.map((registry) => (
            <RegistryHits key={registry} context={context.name} registry={registry} text={settled} />
          ))}
          <TemplateHits text={settled} />
          <CommandLine
            command={searchCommand(settled, context.cliArgs)}
            label={t('The search of Docker Hub on the command line')}
          />
        </div>
      )}
    </Page>
  );
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    // An empty box is empty at once.
    const timer = setTimeout(() => setSettled(value), value === '' ? 0 : SETTLE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
