import { checkComposeCommand } from '../../../../contract/commands/composeFileCommands.ts';
import { CommandLine, formatElapsed } from '../../../ui/index.ts';
import { useSelectedContext } from '../../contexts/index.ts';
import type { CheckState, SessionState } from '../session/session.ts';
import styles from './Page.module.css';

/** What `docker compose config` has said, and the command that asks the same. */
export function CheckLine({ state }: { readonly state: SessionState }) {
  const cliArgs = useSelectedContext()?.cliArgs ?? [];
  return (
    <div className={styles.check}>
      <output className={styles.checkText} data-state={state.check.type}>
        {words(state.check)}
      </output>
      <CommandLine isCompact command={checkComposeCommand(state.stack, cliArgs)} label="The same check" />
    </div>
  );
}

function words(check: CheckState): string {
  switch (check.type) {
    case 'none':
      return 'Compose itself looks at the file when you pause.';
    case 'running':
      return 'Compose reads the file…';
    case 'failed':
      return `Compose could not look at it: ${check.error.message}`;
    case 'done': {
      const { findings, notes, durationMs } = check.check;
      const errors = findings.filter(({ severity }) => severity === 'error').length;
      const others = findings.length - errors;
      const said =
        errors > 0
          ? 'Compose refuses the file'
          : others > 0
            ? `Compose takes the file, with ${others === 1 ? 'a warning' : `${others} warnings`}`
            : 'Compose takes the file';
      return [`${said} (${formatElapsed(durationMs)}).`, ...notes].join(' ');
    }
  }
}
