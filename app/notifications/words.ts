import type { Notice } from '../../contract/model/shell.ts';
import { t } from '../texts/texts.ts';

/** What a notification of the system says. */
export function noticeWords({ kind, subject, detail = '', restarts = 0 }: Notice): {
  readonly title: string;
  readonly body: string;
} {
  switch (kind) {
    case 'job-done':
      return { title: subject, body: t('It is done.') };
    case 'job-failed':
      return { title: t('{{subject}} failed', { subject }), body: detail };
    case 'unhealthy':
      return { title: t('{{subject}} is unhealthy', { subject }), body: t('Its health check fails.') };
    case 'healthy':
      return { title: t('{{subject}} is healthy again', { subject }), body: '' };
    case 'crash-loop':
      return {
        title: t('{{subject}} ends again and again', { subject }),
        body: t('Started again {{count}} times within two minutes. Its logs say why.', { count: restarts }),
      };
  }
}
