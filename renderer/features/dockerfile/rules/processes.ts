import type { Rule } from './rule.ts';
import { ofKind } from './source.ts';
import { shellText } from './shellText.ts';
import { t } from '../texts/index.ts';

/** What a RUN starts ends with that step. */
export const startedService: Rule = {
  id: 'service-in-run',
  check: (source) =>
    ofKind(source, 'RUN')
      .filter((run) => {
        const text = shellText(source, run);
        return /(^|&&|;)\s*(service\s+\S+\s+(start|restart)|systemctl\s+(start|restart|enable)|\/etc\/init\.d\/\S+\s+start)\b[^&;|]*$/.test(
          text,
        );
      })
      .map((run) => ({
        severity: 'warning' as const,
        range: run.getRange(),
        message: t('What is started here ends with this step: an image holds files, no processes.'),
        why: t('Start it with CMD or ENTRYPOINT, in the foreground; one main process for each container.'),
      })),
};

export const severalProcesses: Rule = {
  id: 'several-processes',
  check: (source) =>
    ofKind(source, 'CMD', 'ENTRYPOINT')
      .filter((one) => /\bsupervisord\b|service\s+\S+\s+start|[^&]&\s*(\w|$)/.test(shellText(source, one)))
      .map((one) => ({
        severity: 'info' as const,
        range: one.getRange(),
        message: t('This starts several processes in one container.'),
        why: t(
          'One of them can die unseen, and their logs mix. A container for each, joined by a network, is restarted, scaled and updated on its own.',
        ),
      })),
};
