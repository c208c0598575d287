import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { ResetPart, Resettable } from '../../../contract/model/troubleshooting.ts';
import { client } from '../../rpc/index.ts';
import { ConfirmDialog, ErrorNotice, formatSize, notify, Section } from '../../ui/index.ts';
import { EngineReset } from './EngineReset.tsx';
import styles from './Troubleshooting.module.css';
import { plural, t } from './texts/index.ts';

/** Each part by itself, with exactly what goes; what is in the engine goes with the last one alone. */
export function ResetSection() {
  const [parts, setParts] = useState<readonly Resettable[]>([]);
  const [asked, setAsked] = useState<Resettable>();
  const [error, setError] = useState<AppError>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    client.troubleshooting.resettable({}, { signal: abort.signal }).then(setParts, (thrown: unknown) => {
      if (!abort.signal.aborted) setError(toAppError(thrown));
    });
    return () => abort.abort();
  }, [turn]);
  const reset = async ({ part, when }: Resettable) => {
    await client.troubleshooting.reset({ part });
    setAsked(undefined);
    setTurn(turn + 1);
    notify({
      title: when === 'now' ? t('It was reset') : t('It is reset when Gantry starts the next time'),
      tone: 'success',
    });
  };
  return (
    <Section
      title={t('Reset')}
      description={t('Each part by itself. Containers, images and volumes go with the engine alone.')}
    >
      {error && <ErrorNotice error={error} />}
      <ul className={styles.findings} aria-label={t('What can be reset')}>
        {parts.map((part) => (
          <li key={part.part} className={styles.step}>
            <div className={styles.words}>
              <div>{partTitle(part.part)}</div>
              <div className={styles.dim}>{part.isDue ? t('Goes at the next start.') : partHelp(part.part)}</div>
            </div>
            <Button
              variant="default"
              aria-label={t('Reset: {{title}}', { title: partTitle(part.part) })}
              disabled={part.isDue || (part.paths.length === 0 && part.part !== 'settings' && part.part !== 'layout')}
              onClick={() => setAsked(part)}
            >
              {t('Reset…')}
            </Button>
          </li>
        ))}
        <EngineReset />
      </ul>
      {asked && (
        <ConfirmDialog
          title={t('Reset “{{title}}”?', { title: partTitle(asked.part) })}
          message={partHelp(asked.part)}
          items={
            asked.part === 'settings' || asked.part === 'layout'
              ? []
              : asked.paths.map(({ path, sizeBytes, files }) => ({
                  id: path,
                  name: path,
                  detail: `${plural(files, '1 file', '{{count}} files')}, ${formatSize(sizeBytes)}`,
                }))
          }
          confirmLabel={t('Reset')}
          isDangerous
          onConfirm={() => reset(asked)}
          onCancel={() => setAsked(undefined)}
        />
      )}
    </Section>
  );
}

const partTitle = (part: ResetPart): string =>
  ({
    settings: t('Settings'),
    layout: t('Layout of lists and panels'),
    builds: t('History of builds'),
    history: t('History of containers'),
    presets: t('Saved run settings'),
    stacks: t('Known stacks and template sources'),
    log: t('Log of Gantry'),
  })[part];

const partHelp = (part: ResetPart): string =>
  ({
    settings: t(
      'Everything on the Settings page goes back to its default. Registries, contexts and the engine’s place stay.',
    ),
    layout: t('Columns, widths, sort and sizes go back to how they were at first.'),
    builds: t('Steps and logs of past builds go; the images that they made stay.'),
    history: t('Past versions of containers’ settings go, and with them the way back to one. The containers stay.'),
    presets: t('Sets of run settings that you have saved go.'),
    stacks: t('Which stopped stacks and folders Gantry knows goes; their files stay. Those that run are found again.'),
    log: t('The lines above go.'),
  })[part];
