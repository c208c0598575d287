import { Button, Drawer } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { buildCommand, variablesOf } from '../../../../contract/commands/buildCommand.ts';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import { client } from '../../../rpc/index.ts';
import { CommandLine, ErrorNotice, isConfirm, Kbd, shownShortcut, useReturnFocus } from '../../../ui/index.ts';
import { leaveEndToOthers } from '../../jobs/index.ts';
import { useCliArgsOf } from '../../together/index.ts';
import { OriginNote } from '../../../ui/form/OriginNote.tsx';
import { useSettled } from '../../../ui/useSettled.ts';
import { BuildForm } from './BuildForm.tsx';
import { type BuildDraft, draftOf, EMPTY_DRAFT, keepDraft, keptDraft } from './draft.ts';
import look from '../../../ui/form/Form.module.css';
import { takeInitial } from './formFlag.ts';
import { type Problems, readDraft } from './readDraft.ts';
import { useDockerfile } from './useDockerfile.ts';
import { t } from '../texts/index.ts';

interface BuildDrawerProps {
  /** The one that is open. */
  readonly context: string;
  readonly onClose: () => void;
}

const SETTLE_MS = 300;

export function BuildDrawer({ context: open, onClose }: BuildDrawerProps) {
  useReturnFocus();
  const [, navigate] = useLocation();
  const [initial] = useState(takeInitial);
  const [context, setContext] = useState(initial?.context ?? open);
  const cliArgs = useCliArgsOf(context);
  const [draft, setDraft] = useState<BuildDraft>(() => (initial ? draftOf(initial.settings) : keptDraft()));
  const [origin, setOrigin] = useState(initial?.origin);
  const change = (fields: Partial<BuildDraft>) => {
    const next = { ...draft, ...fields };
    keepDraft(next);
    setDraft(next);
    setRefusal(undefined);
  };
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<AppError>();

  const folder = useSettled(draft.source === 'folder' ? draft.path.trim().replace(/(?<=.)[\\/]+$/, '') : '', SETTLE_MS);
  const bare = readDraft(draft, undefined).settings;
  const { found, outline, error: missing } = useDockerfile(bare);
  const { settings, problems } = readDraft(draft, outline);
  const dockerfileProblem: Problems = missing ? { dockerfile: missing.message } : {};
  const shown = { ...(isTried ? problems : {}), ...dockerfileProblem, ...problemOf(refusal) };
  const variables = variablesOf(settings);

  const form = useRef<HTMLFormElement>(null);
  const [attempts, setAttempts] = useState(0);
  useEffect(() => {
    if (attempts === 0) return;
    const field = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    const folded = field?.closest('details');
    if (folded) folded.open = true;
    field?.focus();
  }, [attempts]);

  async function submit() {
    setTried(true);
    if (isBusy) return;
    if (Object.keys(problems).length > 0) return setAttempts(attempts + 1);
    setBusy(true);
    setRefusal(undefined);
    try {
      const { buildId } = await client.builds.start({ context, settings });
      leaveEndToOthers(buildId);
      keepDraft(EMPTY_DRAFT);
      onClose();
      navigate(`/builds/${buildId}`);
    } catch (thrown) {
      setRefusal(toAppError(thrown));
      setAttempts(attempts + 1);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="44rem"
      title={t('Build an image')}
      onKeyDown={(event) => {
        if (!isConfirm(event)) return;
        event.preventDefault();
        void submit();
      }}
      classNames={{ content: look.content, body: look.body }}
    >
      <form
        ref={form}
        className={look.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div className={look.scroll}>
          {origin && <OriginNote origin={origin} onClose={() => setOrigin(undefined)} />}
          <BuildForm
            onLeave={onClose}
            context={context}
            onContext={setContext}
            draft={draft}
            onChange={change}
            problems={shown}
            folder={folder}
            dockerfile={settings.dockerfile}
            found={found}
            outline={outline}
          />
        </div>
        <div className={look.footer}>
          {refusal && Object.keys(problemOf(refusal)).length === 0 && <ErrorNotice error={refusal} />}
          {variables.length > 0 && (
            <p className={look.hint}>
              {t('On the command line set {{variables}} first: values of secrets are no part of a command.', {
                variables: variables.join(', '),
              })}
            </p>
          )}
          <CommandLine command={buildCommand(settings, cliArgs)} label={t('The same on the command line')} />
          <div className={look.buttons}>
            <Button
              variant="subtle"
              disabled={isBusy}
              onClick={() => {
                setTried(false);
                setOrigin(undefined);
                change(EMPTY_DRAFT);
              }}
            >
              {t('Clear')}
            </Button>
            <span className={look.space} />
            <Button variant="default" onClick={onClose}>
              {t('Close')}
            </Button>
            <Button type="submit" loading={isBusy} rightSection={<Kbd keys={shownShortcut('mod+enter')} />}>
              {t('Build')}
            </Button>
          </div>
        </div>
      </form>
    </Drawer>
  );
}

/** What main refused, at its field. */
function problemOf(refusal: AppError | undefined): Problems {
  if (refusal?.code !== 'invalid-input') return {};
  const [field] = refusal.path;
  if (field === 'tags' || field === 'dockerfile') return { [field]: refusal.message };
  return field === 'source' ? { path: refusal.message } : {};
}
