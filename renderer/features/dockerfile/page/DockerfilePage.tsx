import { useCallback } from 'react';
import { useLocation } from 'wouter';
import { Page, PageHeader } from '../../../ui/index.ts';
import { BuildSections } from '../../buildSections/index.ts';
import { chosenTemplate } from './chosenTemplate.ts';
import { DockerfileStart } from './DockerfileStart.tsx';
import { OpenDockerfilePage, type BuildRequest } from './OpenDockerfilePage.tsx';
import { dockerfileRoute, pathInAddress } from './routePath.ts';
import { t } from '../texts/index.ts';

export interface DockerfilePageProps {
  /** Where there is one, a button “Build…” gives the saved file to it. */
  readonly onBuild?: (request: BuildRequest) => void;
}

/** A Dockerfile of this computer, open in the editor. */
export function DockerfilePage({ onBuild }: DockerfilePageProps) {
  const [, navigate] = useLocation();
  const path = pathInAddress(location.hash);
  const template = chosenTemplate.useOpened();
  const open = useCallback((next: string) => navigate(dockerfileRoute(next)), [navigate]);
  if (path !== undefined)
    return (
      <OpenDockerfilePage
        key={path}
        path={path}
        onOpen={open}
        template={template}
        onTemplateDone={chosenTemplate.close}
        {...(onBuild && { onBuild })}
      />
    );
  return (
    <Page>
      <PageHeader title={t('Dockerfile')}>
        <BuildSections current="/dockerfile" />
      </PageHeader>
      <DockerfileStart onOpen={open} template={template} onTemplateDone={chosenTemplate.close} />
    </Page>
  );
}
