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

/** In the status bar: the version of the engine that is looked at; the app's own engine while it is on its way. */
export function EngineIndicator() {
  const context = useSelectedContext();
  const status = useEngineStatus();
  const type = status?.state.type;
  const isOwn = context?.source === 'own-engine';

  const [ending, setEnding] = useState<Ending>();

  useCommands(() => [
    command('start', 'Start Gantry’s engine', <IconPlayerPlay />, type === 'stopped' || type === 'failed', ask),
    command('restart', 'Restart Gantry’s engine…', <IconRefresh />, type === 'running', setEnding),
    command('stop', 'Stop Gantry’s engine…', <IconPlayerStop />, type !== undefined && STOPPABLE.has(type), setEnding),
  ]);

  const version = context && engineName(context);
  const own =
    isOwn && status && status.state.type !== 'running' ? `Engine ${engineWord(status.state).toLowerCase()}` : undefined;
  const text = own ?? version;
  return (
    <>
      {text !== undefined && (
        <Link href="/engine" className={styles.indicator} data-tip="Engine details">
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
    notify({ title: `Gantry’s engine did not ${name}`, message: toAppError(thrown).message, tone: 'failure' });
  });
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
    section: 'Engine',
    keywords: ['dockerd', 'daemon'],
    icon,
    isEnabled: () => isPossible,
    run: () => run(name),
  };
}
