import { Button, Drawer } from '@mantine/core';
import { IconBookmark, IconClipboardText } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useSelector } from 'react-redux';
import type { RunSettings } from '../../../../contract/model/run.ts';
import type { LastRun } from '../../../../contract/model/runPreset.ts';
import { isConfirm, notify } from '../../../ui/index.ts';
import { OriginNote } from '../../../ui/form/OriginNote.tsx';
import { useActions } from '../actions/useActions.ts';
import { containersSlice } from '../store/containersSlice.ts';
import { textIn } from './draft/draft.ts';
import { RunSettingsForm, type RunSettingsFormHandle } from './form/RunSettingsForm.tsx';
import { LastRunOffer } from './LastRunOffer.tsx';
import type { OnBuild, Origin } from './origin.ts';
import { RunFooter } from './RunFooter.tsx';
import { PastePanel, PresetsPanel } from './tools/panels.ts';
import { useRunAttempt } from './useRunAttempt.ts';
import { forgetDraft, isOnlyImage, useRunDraft } from './useRunDraft.ts';
import { useRunPresets } from './useRunPresets.ts';
import look from '../../../ui/form/Form.module.css';
import { t } from '../texts/index.ts';

interface RunDrawerProps {
  readonly context: string;
  readonly image?: string | undefined;
  /** What it begins with, and where that is from. */
  readonly settings?: RunSettings | undefined;
  readonly origin?: Origin | undefined;
  /** Opens the form of builds with what a pasted command says. */
  readonly onBuild?: OnBuild | undefined;
  readonly onClose: () => void;
}

type Panel = { readonly type: 'presets' } | { readonly type: 'paste'; readonly text: string };

const { selectItems } = containersSlice.selectors;

export function RunDrawer({ context, image, settings: given, origin: givenOrigin, onBuild, onClose }: RunDrawerProps) {
  const actions = useActions();
  const kept = useRunPresets();
  const { draft, origin, before, ...edit } = useRunDraft({ image, settings: given, origin: givenOrigin });
  const [panel, setPanel] = useState<Panel>();
  const names = useSelector(selectItems).map(({ name }) => name);
  const form = useRef<RunSettingsFormHandle>(null);
  const attempt = useRunAttempt(context, draft, {
    form,
    leftOut: origin?.leftOut,
    onDone(ids, warnings) {
      forgetDraft();
      onClose();
      const { tty, openStdin, start } = settings;
      const [id] = ids;
      if (id !== undefined) actions.open(id, tty && openStdin && start ? 'terminal' : undefined);
      if (warnings.length > 0) {
        const title = start ? t('Runs, but the engine warns') : t('Created, but the engine warns');
        notify({ title, message: warnings.join('\n'), isSticky: true });
      }
    },
  });
  const { settings, submit } = attempt;

  const apply = (next: RunSettings, from: Origin) => {
    setPanel(undefined);
    edit.apply(next, from);
  };
  /** A container of it that still runs has the name. */
  const applyKept = ({ settings: next, leftOut }: LastRun, text: string) => {
    const isFree = next.name === undefined || !names.includes(next.name);
    apply(isFree ? next : { ...next, name: undefined }, {
      text,
      leftOut,
      remarks: [
        ...(isFree ? [] : [t('The name “{{name}}” is taken and was left out.', { name: next.name ?? '' })]),
        ...(leftOut.length === 0
          ? []
          : [t('The values of secrets were not kept: {{leftOut}}.', { leftOut: leftOut.join(', ') })]),
      ],
    });
  };
  const last = isOnlyImage(draft)
    ? kept?.lastRuns.find((run) => run.settings.image === textIn(draft, 'image').trim())
    : undefined;
  const toggle = (next: Panel) => setPanel(panel?.type === next.type ? undefined : next);

  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="42rem"
      title={t('Run a container')}
      onKeyDown={(event) => {
        if (!isConfirm(event)) return;
        event.preventDefault();
        submit();
      }}
      classNames={{ content: look.content, body: look.body }}
    >
      <form
        className={look.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div className={look.scroll}>
          <RunSettingsForm
            ref={form}
            context={context}
            draft={draft}
            onChange={edit.change}
            problems={attempt.problems}
            dangers={attempt.dangers}
            taken={attempt.taken}
            onPasteCommand={(text) => setPanel({ type: 'paste', text })}
            tools={
              <>
                <Button
                  variant="default"
                  leftSection={<IconClipboardText size={15} stroke={1.75} aria-hidden="true" />}
                  aria-expanded={panel?.type === 'paste'}
                  onClick={() => toggle({ type: 'paste', text: '' })}
                >
                  {t('Paste a command')}
                </Button>
                <Button
                  variant="default"
                  leftSection={<IconBookmark size={15} stroke={1.75} aria-hidden="true" />}
                  aria-expanded={panel?.type === 'presets'}
                  onClick={() => toggle({ type: 'presets' })}
                >
                  {t('Presets')}
                </Button>
              </>
            }
            top={
              <>
                {panel?.type === 'paste' && (
                  <PastePanel
                    key={panel.text}
                    initialText={panel.text}
                    onApply={apply}
                    onBuild={(build, remarks) => {
                      onClose();
                      // Once the focus is given back: the other form takes it then.
                      setTimeout(() => onBuild?.(build, remarks));
                    }}
                  />
                )}
                {panel?.type === 'presets' && (
                  <PresetsPanel
                    presets={kept?.presets ?? []}
                    settings={attempt.isReady ? settings : undefined}
                    onApply={(preset) => applyKept(preset, t('From the preset “{{name}}”.', { name: preset.name }))}
                  />
                )}
                {origin && <OriginNote origin={origin} onUndo={before && edit.undo} onClose={edit.dismissOrigin} />}
              </>
            }
            underImage={
              last && <LastRunOffer run={last} onApply={() => applyKept(last, t('As it was run the last time.'))} />
            }
          />
        </div>
        <RunFooter
          attempt={attempt}
          onOpen={(id) => {
            onClose();
            actions.open(id);
          }}
          onClear={() => {
            attempt.reset();
            edit.clear();
          }}
          onClose={onClose}
        />
      </form>
    </Drawer>
  );
}
