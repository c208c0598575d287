import { Button, Modal, NumberInput, Select, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { localRegistryCommand, localRegistryRun } from '../../../../contract/commands/registryCommands.ts';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import { LocalRegistrySettings } from '../../../../contract/model/registry.ts';
import type { RunCheck } from '../../../../contract/model/run.ts';
import { client } from '../../../rpc/index.ts';
import { CommandLine, ErrorNotice, useReturnFocus } from '../../../ui/index.ts';
import { useSelectedContext } from '../../contexts/index.ts';
import styles from '../Registries.module.css';
import type { RegistryDialogProps } from './RegistryDialogs.tsx';
import { Sentence, t } from '../texts/index.ts';

interface LocalDialogProps extends RegistryDialogProps {
  readonly onOpen: (name: string) => void;
}

const SETTLE_MS = 200;
const POLICIES = [
  {
    value: 'unless-stopped',
    get label() {
      return t('unless stopped');
    },
  },
  {
    value: 'always',
    get label() {
      return t('always');
    },
  },
  {
    value: 'no',
    get label() {
      return t('never');
    },
  },
];

/** A registry of one's own in one step: push and pull work at once. */
export function LocalDialog({ context, onOpen, onClose }: LocalDialogProps) {
  useReturnFocus();
  const cliArgs = useSelectedContext()?.cliArgs;
  const [draft, setDraft] = useState({
    name: 'registry',
    image: 'registry:3',
    port: 5000 as number | string,
    volume: 'registry-data',
    restartPolicy: 'unless-stopped',
  });
  const [error, setError] = useState<AppError>();
  const [isBusy, setBusy] = useState(false);
  const parsed = LocalRegistrySettings.safeParse(draft);
  const check = useCheck(context, parsed.data);
  const port = check?.ports[0];
  const problem = (key: keyof typeof draft) => parsed.error?.issues.find(({ path }) => path[0] === key)?.message;
  const set = (patch: Partial<typeof draft>) => setDraft({ ...draft, ...patch });

  async function start() {
    if (!parsed.success || isBusy) return;
    setBusy(true);
    setError(undefined);
    try {
      // What goes wrong after this is in the job.
      await client.registries.startLocal({ context, settings: parsed.data });
      onClose();
      onOpen(`localhost:${parsed.data.port}`);
    } catch (thrown) {
      setError(toAppError(thrown));
      setBusy(false);
    }
  }

  return (
    <Modal opened onClose={onClose} title={t('Start a local registry')} size="md" withCloseButton={false}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void start();
        }}
      >
        <p className={styles.dim}>
          <Sentence
            text="A registry in a container of this engine. Only the engine’s machine reaches it, without a sign-in; images are pushed to and pulled from {{port}} at once."
            parts={{ port: <code>localhost:{draft.port}</code> }}
          />
        </p>
        <div className={styles.fields}>
          <NumberInput
            label={t('Port')}
            min={1}
            max={65_535}
            hideControls
            value={draft.port}
            data-autofocus
            error={problem('port') ?? (port && t('Taken by {{owner}}.', { owner: port.owner }))}
            onChange={(value) => set({ port: value })}
          />
          <Select
            label={t('Starts again')}
            data={POLICIES}
            allowDeselect={false}
            value={draft.restartPolicy}
            onChange={(value) => set({ restartPolicy: value ?? 'unless-stopped' })}
          />
          <TextInput
            label={t('Container')}
            value={draft.name}
            error={problem('name') ?? (check?.nameOwner && t('There is a container of this name.'))}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <TextInput
            label={t('Volume')}
            value={draft.volume}
            error={problem('volume')}
            onChange={(event) => set({ volume: event.currentTarget.value })}
          />
        </div>
        {port?.suggestedPort !== undefined && (
          <div>
            <Button variant="default" onClick={() => set({ port: port.suggestedPort! })}>
              {t('Use port {{suggestedPort}}', { suggestedPort: port.suggestedPort })}
            </Button>
          </div>
        )}
        <TextInput
          label={t('Image')}
          value={draft.image}
          description={check && !check.hasImage ? t('Not on the machine yet: it is pulled first.') : undefined}
          error={problem('image')}
          onChange={(event) => set({ image: event.currentTarget.value })}
        />
        {parsed.success && (
          <CommandLine command={localRegistryCommand(parsed.data, cliArgs)} label={t('The same on the command line')} />
        )}
        {error && <ErrorNotice error={error} />}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button
            type="submit"
            loading={isBusy}
            disabled={!parsed.success || port !== undefined || check?.nameOwner !== undefined}
          >
            {t('Start')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** What stands in the way, once it is not typed any more. */
function useCheck(context: string, settings: LocalRegistrySettings | undefined): RunCheck | undefined {
  const [checked, setChecked] = useState<{ readonly key: string; readonly check: RunCheck }>();
  const key = settings && JSON.stringify(settings);
  useEffect(() => {
    if (key === undefined) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      const wanted = localRegistryRun(JSON.parse(key) as LocalRegistrySettings);
      client.containers.checkRun({ context, settings: wanted }, { signal: abort.signal }).then(
        (check) => setChecked({ key, check }),
        () => undefined, // the start itself says what is wrong
      );
    }, SETTLE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [context, key]);
  return checked?.key === key ? checked?.check : undefined;
}
