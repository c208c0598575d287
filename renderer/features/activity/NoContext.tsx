import { IconActivity } from '@tabler/icons-react';
import { EmptyState } from '../../ui/index.ts';

export function NoContext() {
  return (
    <EmptyState icon={<IconActivity />} title="No engine to listen to">
      Events are shown as soon as an engine answers.
    </EmptyState>
  );
}
