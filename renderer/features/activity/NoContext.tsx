import { IconActivity } from '@tabler/icons-react';
import { EmptyState } from '../../ui/index.ts';
import { t } from './texts/index.ts';

export function NoContext() {
  return (
    <EmptyState icon={<IconActivity />} title={t('No engine to listen to')}>
      {t('Events are shown as soon as an engine answers.')}
    </EmptyState>
  );
}
