import type { OldSyntax } from '../../../../contract/model/stack.ts';
import { t } from '../texts/index.ts';

interface Explained {
  readonly title: string;
  readonly text: string;
}

/** What was usual once, why it is not any more, and what to write instead. */
export function explainOldSyntax({ kind, services }: OldSyntax, file: string): Explained {
  if (kind === 'no-services') {
    return {
      title: t('{{file}} has its services at the top level.', { file }),
      text: t('Fig and the first Compose read that; Docker Compose wants them under “services:”.'),
    };
  }
  if (kind === 'version') {
    return {
      title: t('{{file}} has “version:”.', { file }),
      text: t('It has no meaning any more: Compose warns of it each time. The line can go.'),
    };
  }
  return {
    title: t('{{file}} has “links:” ({{services}}).', { file, services: services.join(', ') }),
    text: t(
      'All services of a stack find each other by their names already. A link still adds an alias and an order of start: “depends_on” gives the order, “networks” with “aliases” the other names.',
    ),
  };
}
