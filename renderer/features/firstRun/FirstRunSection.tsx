import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { Section } from '../../ui/index.ts';
import { openTour } from './tour/tourFlag.ts';
import { t } from './texts/index.ts';

/** For the settings: the way back to what was shown first. */
export function FirstRunSection() {
  const [, navigate] = useLocation();
  return (
    <Section
      title={t('First steps')}
      description={t('What this computer has, which engine is used, a first container; and a tour of the window.')}
      actions={
        <>
          <Button variant="default" onClick={() => navigate('/welcome')}>
            {t('Show the first steps')}
          </Button>
          <Button variant="default" onClick={openTour}>
            {t('Take the tour')}
          </Button>
        </>
      }
    >
      {null}
    </Section>
  );
}
