import { Button } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { EmptyState, Page, PageHeader } from '../../ui/index.ts';
import { useSelectedContext } from '../contexts/index.ts';
import { EngineUnavailable } from '../engine/index.ts';
import { useOpenRun } from '../remoteTags/index.ts';
import { ImagePicker, useImageNames } from './ImagePicker.tsx';
import { LayersExplorer } from './LayersExplorer.tsx';
import { comparePath, layersPath } from './paths.ts';
import { t } from './texts/index.ts';

const OFFERED = 6;

export interface LayersPageProps {
  /** Of the address; absent: to be chosen. */
  readonly image: string | undefined;
}

export function LayersPage({ image = '' }: LayersPageProps) {
  const context = useSelectedContext();
  const [, navigate] = useLocation();
  const openRun = useOpenRun();
  if (!context || context.state.type !== 'connected') {
    return (
      <Page>
        <PageHeader title={t('Layers')} />
        <EngineUnavailable context={context} />
      </Page>
    );
  }
  return (
    <Page>
      <PageHeader
        title={t('Layers')}
        actions={
          image !== '' && (
            <>
              <Button variant="default" onClick={() => navigate(comparePath(image, ''))}>
                {t('Compare with…')}
              </Button>
              <Button variant="default" onClick={() => openRun(image)}>
                {t('Run…')}
              </Button>
            </>
          )
        }
      >
        <ImagePicker
          context={context.name}
          label={t('Image')}
          value={image}
          onChoose={(next) => navigate(layersPath(next))}
        />
      </PageHeader>
      {image === '' ? (
        <Offer context={context.name} onChoose={(next) => navigate(layersPath(next))} />
      ) : (
        <LayersExplorer
          key={`${context.name} ${image}`}
          context={context.name}
          image={image}
          cliArgs={context.cliArgs}
        />
      )}
    </Page>
  );
}

function Offer({ context, onChoose }: { readonly context: string; readonly onChoose: (image: string) => void }) {
  const names = useImageNames(context);
  return (
    <EmptyState
      icon={<IconStack2 />}
      title={t('Which image do you want to look into?')}
      actions={names.slice(0, OFFERED).map((name) => (
        <Button key={name} variant="default" onClick={() => onChoose(name)}>
          {name.startsWith('sha256:') ? name.slice(7, 19) : name}
        </Button>
      ))}
    >
      {t(
        'See what each layer adds, changes and removes, and what is wasted in it. Nothing is created or started for it.',
      )}
    </EmptyState>
  );
}
