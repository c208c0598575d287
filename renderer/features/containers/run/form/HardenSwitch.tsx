import { Switch } from '@mantine/core';
import { useId, useState } from 'react';
import { hardened, isHardened } from '../../../../../contract/model/run/hardened.ts';
import type { RunDraft } from '../draft/draft.ts';
import { hardenedDraft, PROFILE_FIELDS, withFieldsOf } from '../draft/profile.ts';
import { EMPTY_DRAFT, readDraft } from '../draft/readDraft.ts';
import { useForm } from './formContext.ts';
import look from '../../../../ui/form/Form.module.css';
import styles from '../Run.module.css';
import { t } from '../../texts/index.ts';

/** As few rights as can be, in one step; off again, what was there before is there again. */
export function HardenSwitch() {
  const { draft, change } = useForm();
  const [before, setBefore] = useState<RunDraft>();
  const isOn = isHardened(readDraft(draft).settings);
  const helpId = useId();
  return (
    <div className={styles.harden}>
      <Switch
        label={t('Hardened')}
        aria-describedby={helpId}
        checked={isOn}
        onChange={(event) => {
          if (!event.currentTarget.checked) {
            return change((now) => withFieldsOf(now, before ?? EMPTY_DRAFT, PROFILE_FIELDS));
          }
          setBefore(draft);
          change((now) => hardenedDraft(now, hardened));
        }}
      />
      <p id={helpId} className={look.hint}>
        {t(
          'Not root, nothing writable but mounts and /tmp, no capabilities and none to be had. Not every image works so.',
        )}
      </p>
    </div>
  );
}
