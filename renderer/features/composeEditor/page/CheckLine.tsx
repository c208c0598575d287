import { checkComposeCommand } from '../../../../contract/commands/composeFileCommands.ts';
import { CommandLine, formatElapsed } from '../../../ui/index.ts';
import { useSelectedContext } from '../../contexts/index.ts';
import type { CheckState, SessionState } from '../session/session.ts';
import styles from './Page.module.css';
import { plural, t } from '../texts/index.ts';

/** What `docker compose config` has said, and the command that asks the same. */
export function CheckLine({ state }: { readonly state: SessionState }) {
  const cliArgs = useSelectedContext()?.cliArgs ?? [];
  return (
    <div className={styles.check}>
      <output className={styles.checkText} data-state={state.check.type}>
        {words(state.check)}
      </output>
      <CommandLine isCompact command={checkComposeCommand(state.stack, cliArgs)} label={t('The same check')} />
    </div>
  );
}

function words(check: CheckState): string {
  switch (check.type) {
    case 'none':
      return t('Compose itself looks at the file when you pause.');
    case 'running':
      return t('Compose reads the file…');
    case 'failed':
      return t('Compose could not look at it: {{message}}', { message: check.error.message });
    case 'done': {
      const { findings, notes, durationMs } = check.check;
      const errors = findings.filter(({ severity }) => severity === 'error').length;
      const others = findings.length - errors;
      const duration = formatElapsed(durationMs);
      const said =
        errors > 0
          ? t('Compose refuses the file ({{duration}}).', { duration })
          : others > 0
            ? plural(
                others,
                'Compose takes the file, with a warning ({{duration}}).',
                'Compose takes the file, with {{count}} warnings ({{duration}}).',
                { duration },
              )
            : t('Compose takes the file ({{duration}}).', { duration });
      return [said, ...notes].join(' ');
    }
  }
}
