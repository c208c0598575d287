import { Section } from '../../ui/index.ts';
import { t } from './texts/index.ts';

export function TourStep() {
  return (
    <Section title={t('All is set up')}>
      <p>
        {t('A tour of a minute shows what is where. It can be left at any time, and taken again from the settings.')}
      </p>
    </Section>
  );
}
