import { useSelectedContext } from '../contexts/index.ts';
import { CommandLine } from '../../ui/index.ts';
import { DaemonLines } from './DaemonLines.tsx';
import styles from './Registries.module.css';
import { t } from './texts/index.ts';

interface EngineTrustProps {
  readonly context: string;
  readonly name: string;
  readonly caFile: string | undefined;
  readonly isInsecure: boolean;
}

/** The engine takes registries on its own machine as they are; it is told of no other. */
const isOfEngine = (name: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(name);

/** What the engine must be told as well: it does the pulling and pushing, and trusts by its own settings. */
export function EngineTrust({ context, name, caFile, isInsecure }: EngineTrustProps) {
  const isOwn = useSelectedContext()?.source === 'own-engine';
  if (isOfEngine(name) || (!caFile && !isInsecure)) return null;
  const place = `/etc/docker/certs.d/${name}/ca.crt`;
  return (
    <div className={styles.stack}>
      {caFile && (
        <>
          <p className={styles.dim}>
            {t(
              'The engine of “{{contextName}}” must trust that authority too. On its machine, once; it takes effect at once. (A rootless engine looks in ~/.config/docker/certs.d.)',
              { contextName: context },
            )}
          </p>
          <CommandLine
            command={`sudo install -D -m 644 ${quoted(caFile)} ${place}`}
            label={t('What the engine’s machine needs')}
          />
        </>
      )}
      {isInsecure && (
        <>
          <p className={styles.warning}>
            {t(
              'Nothing proves that it is this registry which answers, and whoever is on the way may read and change images and passwords. Use it only inside a network that you trust.',
            )}
          </p>
          <DaemonLines
            settingKey="insecure-registries"
            names={[name]}
            isOwn={isOwn}
            label={t('What the engine’s daemon.json needs')}
            says={t('The engine of “{{contextName}}” must be told the same.', { contextName: context })}
          />
        </>
      )}
    </div>
  );
}

const quoted = (path: string): string => (/^[\w@%+:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`);
