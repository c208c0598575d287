import { IconPlayerPlay, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { engineName, useSelectedContext } from '../contexts/index.ts';
import { type Command, notify, useCommands } from '../../ui/index.ts';
import { isCancelled, toAppError } from '../../../contract/errors.ts';
import type { EngineState } from '../../../contract/model/engine.ts';
import { client } from '../../rpc/index.ts';
import styles from './Engine.module.css';
import { type Ending, EngineConfirm } from './EngineConfirm.tsx';
import { useEngineStatus } from './engineStatus.ts';
import { engineWord } from './words.ts';
import { t } from './texts/index.ts';

/** In the status bar: the version of the engine that is looked at; the app's own engine while it is on its way. */
export function EngineIndicator() {
  const context = useSelectedContext();
  const status = useEngineStatus();
  const type = status?.state.type;
  const isOwn = context?.source === 'own-engine';

  const [ending, setEnding] = useState<Ending>();

  useCommands(() => [
    command('start', t('Start Gantry’s engine'), <IconPlayerPlay />, type === 'stopped' || type === 'failed', ask),
    command('restart', t('Restart Gantry’s engine…'), <IconRefresh />, type === 'running', setEnding),
    command(
      'stop',
      t('Stop Gantry’s engine…'),
      <IconPlayerStop />,
      type !== undefined && STOPPABLE.has(type),
      setEnding,
    ),
  ]);

  const version = context && engineName(context);
  const own =
    isOwn && status && status.state.type !== 'running'
      ? t('Engine: {{state}}', { state: engineWord(status.state) })
      : undefined;
  const text = own ?? version;
  return (
    <>
      {text !== undefined && (
        <Link href="/engine" className={styles.indicator} data-tip={t('Engine details')}>
          {text}
        </Link>
      )}
      {ending && (
        <EngineConfirm
          ending={ending}
          onCancel={() => setEnding(undefined)}
          onConfirm={() => {
            setEnding(undefined);
            ask(ending);
          }}
        />
      )}
    </>
  );
}

type Name = 'start' | Ending;

/** A failed one too: its containers may have outlived it. */
const STOPPABLE: ReadonlySet<EngineState['type']> = new Set(['starting', 'running', 'failed']);

function ask(name: Name): void {
  client.engine[name]({}).catch((thrown: unknown) => {
    if (isCancelled(thrown)) return; // A start that a stop called off.
    notify({ title: failedWords(name), message: toAppError(thrown).message, tone: 'failure' });
  });
}

function failedWords(name: Name): string {
  if (name === 'start') return t('Gantry’s engine did not start');
  return name === 'stop' ? t('Gantry’s engine did not stop') : t('Gantry’s engine did not restart');
}

function command<N extends Name>(
  name: N,
  title: string,
  icon: Command['icon'],
  isPossible: boolean,
  run: (name: N) => void,
): Command {
  return {
    id: `engine.${name}`,
    title,
    section: t('Engine'),
    keywords: ['dockerd', 'daemon'],
    icon,
    isEnabled: () => isPossible,
    run: () => run(name),
  };
}
