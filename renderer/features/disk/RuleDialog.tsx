import { Button, Checkbox, Modal, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { DiskRule } from '../../../contract/model/disk.ts';
import { client } from '../../rpc/index.ts';
import { ErrorNotice, useReturnFocus } from '../../ui/index.ts';
import styles from './Disk.module.css';
import { hoursText } from './planWords.ts';
import { EMPTY_DRAFT, readRule, type RuleDraft, toDraft } from './ruleDraft.ts';
import { t } from './texts/index.ts';

interface RuleDialogProps {
  readonly context: string;
  /** Absent: a new one. */
  readonly rule?: DiskRule;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

const HOURS = [0, 1, 24, 72, 168, 336, 720, 2160];

/** Ages to choose from, and the rule’s own where it has another. */
const ages = (own: number, none: string) =>
  [...new Set([...HOURS, own])]
    .toSorted((a, b) => a - b)
    .map((hours) => ({ value: String(hours), label: hours === 0 ? none : hoursText(hours) }));

export function RuleDialog({ context, rule, onSaved, onClose }: RuleDialogProps) {
  useReturnFocus();
  const [draft, setDraft] = useState<RuleDraft>(rule ? toDraft(rule) : EMPTY_DRAFT);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = useState<AppError>();
  const set = (change: Partial<RuleDraft>) => setDraft((before) => ({ ...before, ...change }));

  async function save(event: FormEvent) {
    event.preventDefault();
    const read = readRule(draft, context, rule?.id ?? crypto.randomUUID(), rule);
    if ('errors' in read) return setErrors(read.errors);
    setErrors({});
    try {
      await client.disk.saveRule({ rule: read.rule });
      onSaved();
      onClose();
    } catch (thrown) {
      setFailure(toAppError(thrown));
    }
  }

  return (
    <Modal opened onClose={onClose} title={rule ? t('Edit “{{name}}”', { name: rule.name }) : t('New rule')} size="md">
      <form className={styles.ruleForm} onSubmit={(event) => void save(event)} noValidate>
        <TextInput
          label={t('Name')}
          placeholder={t('Weekly tidying')}
          data-autofocus
          value={draft.name}
          error={errors['name']}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <fieldset className={styles.rulePart}>
          <legend>{t('Containers')}</legend>
          <Checkbox
            label={t('Remove containers that do not run')}
            description={t('Their files and logs go with them; volumes stay.')}
            checked={draft.containers}
            onChange={(event) => set({ containers: event.currentTarget.checked })}
          />
          <NativeSelect
            label={t('Stopped for')}
            disabled={!draft.containers}
            data={ages(draft.stoppedForHours, t('any time'))}
            value={String(draft.stoppedForHours)}
            onChange={(event) => set({ stoppedForHours: Number(event.currentTarget.value) })}
          />
        </fieldset>
        <fieldset className={styles.rulePart}>
          <legend>{t('Images')}</legend>
          <NativeSelect
            label={t('Remove images')}
            data={[
              { value: 'none', label: t('none') },
              { value: 'dangling', label: t('those without a name') },
              { value: 'unused', label: t('all that nothing uses') },
            ]}
            value={draft.images}
            onChange={(event) => set({ images: event.currentTarget.value as RuleDraft['images'] })}
          />
          <NativeSelect
            label={t('Older than')}
            disabled={draft.images === 'none'}
            data={ages(draft.createdBeforeHours, t('any age'))}
            value={String(draft.createdBeforeHours)}
            onChange={(event) => set({ createdBeforeHours: Number(event.currentTarget.value) })}
          />
        </fieldset>
        <fieldset className={styles.rulePart}>
          <legend>{t('Volumes')}</legend>
          <NativeSelect
            label={t('Remove volumes')}
            data={[
              { value: 'none', label: t('no volumes') },
              { value: 'anonymous', label: t('anonymous ones that no container has') },
              { value: 'all', label: t('all that no container has (never by itself)') },
            ]}
            value={draft.volumes}
            error={errors['volumes']}
            onChange={(event) => set({ volumes: event.currentTarget.value as RuleDraft['volumes'] })}
          />
        </fieldset>
        <fieldset className={styles.rulePart}>
          <legend>{t('Build cache')}</legend>
          <Checkbox
            label={t('Remove build cache')}
            checked={draft.cache}
            onChange={(event) => set({ cache: event.currentTarget.checked })}
          />
          <NativeSelect
            label={t('Unused for')}
            disabled={!draft.cache}
            data={ages(draft.unusedForHours, t('any time'))}
            value={String(draft.unusedForHours)}
            onChange={(event) => set({ unusedForHours: Number(event.currentTarget.value) })}
          />
        </fieldset>
        <fieldset className={styles.rulePart}>
          <legend>{t('Schedule')}</legend>
          <NativeSelect
            label={t('Runs')}
            data={[
              { value: '0', label: t('only when I run it') },
              { value: '1', label: t('every day') },
              { value: '7', label: t('every week') },
              { value: '30', label: t('every 30 days') },
              ...([0, 1, 7, 30].includes(draft.everyDays)
                ? []
                : [
                    {
                      value: String(draft.everyDays),
                      label: t('every {{everyDays}} days', { everyDays: draft.everyDays }),
                    },
                  ]),
            ]}
            value={String(draft.everyDays)}
            onChange={(event) => set({ everyDays: Number(event.currentTarget.value) })}
          />
          <TextInput
            label={t('At')}
            disabled={draft.everyDays === 0}
            value={draft.time}
            error={errors['time']}
            onChange={(event) => set({ time: event.currentTarget.value })}
          />
          {draft.everyDays > 0 && (
            <p className={styles.ruleNote}>
              {t('While Gantry is open; what was missed is done once at the next start.')}
            </p>
          )}
        </fieldset>
        {errors['form'] && <p className={styles.problem}>{errors['form']}</p>}
        {failure && <ErrorNotice error={failure} />}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit">{t('Save')}</Button>
        </div>
      </form>
    </Modal>
  );
}
