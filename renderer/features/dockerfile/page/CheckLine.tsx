import { checkDockerfileCommand } from '../../../../contract/commands/buildxCommands.ts';
import type { CliArgs } from '../../../../contract/commands/docker.ts';
import type { DockerfileFile } from '../../../../contract/model/dockerfile.ts';
import { CommandLine, formatElapsed } from '../../../ui/index.ts';
import styles from './Page.module.css';
import type { CheckState } from './useCheck.ts';
import { t } from '../texts/index.ts';

interface CheckLineProps {
  readonly file: DockerfileFile;
  readonly state: CheckState;
  /** Undefined while no engine answers. */
  readonly cliArgs: CliArgs | undefined;
}

/** What BuildKit’s checks have said, and the command that does the same. */
export function CheckLine({ file, state, cliArgs }: CheckLineProps) {
  return (
    <div className={styles.check}>
      <output className={styles.checkText} data-state={state.type}>
        {cliArgs === undefined
          ? t('BuildKit’s checks wait for an engine. Everything else works without one.')
          : words(state)}
      </output>
      {cliArgs !== undefined && (
        <CommandLine
          isCompact
          command={checkDockerfileCommand(file.path, file.folder, cliArgs)}
          label={t('The same check')}
        />
      )}
    </div>
  );
}

function words(state: CheckState): string {
  switch (state.type) {
    case 'none':
      return t('BuildKit’s own checks run when you save.');
    case 'running':
      return t('BuildKit checks…');
    case 'failed':
      return t('BuildKit could not check: {{message}}', { message: state.error.message });
    case 'done': {
      const { findings, notes, durationMs } = state.check;
      const found = findings.length === 0 ? t('found nothing') : t('found {{findings}}', { findings: findings.length });
      return [
        t('BuildKit’s checks {{found}} in {{duration}}.', { found, duration: formatElapsed(durationMs) }),
        ...notes,
      ].join(' ');
    }
  }
}
