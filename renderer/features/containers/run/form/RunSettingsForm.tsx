import { type ReactNode, type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { SearchBox } from '../../../../ui/index.ts';
import type { RunDraft } from '../draft/draft.ts';
import { textIn } from '../draft/draft.ts';
import type { Problems } from '../draft/readDraft.ts';
import type { FieldId } from '../fields/fields.ts';
import type { TakenPort } from '../fieldErrors.ts';
import { useImageDefaults } from '../useImages.ts';
import { Fields } from './Fields.tsx';
import { FirstFields } from './FirstFields.tsx';
import { findFields } from './findFields.ts';
import { FormContext } from './formContext.ts';
import { HardenSwitch } from './HardenSwitch.tsx';
import { Section } from './Section.tsx';
import { FIRST_FIELDS, SECTIONS, sectionOf } from './sections.ts';
import { summaryOf } from './summary.ts';
import look from '../../../../ui/form/Form.module.css';
import styles from '../Run.module.css';
import { t } from '../../texts/index.ts';

export interface RunSettingsFormHandle {
  /** Opens the section of the first field that is wrong, and puts the keyboard there. */
  readonly showFirstProblem: () => void;
}

interface RunSettingsFormProps {
  readonly context: string;
  /** From `draftOf`, or `EMPTY_DRAFT`. */
  readonly draft: RunDraft;
  readonly onChange: (edit: (draft: RunDraft) => RunDraft) => void;
  /** By place: those of `readDraft`, and what else is known to be wrong. */
  readonly problems: Problems;
  /** By place: what would be dangerous. */
  readonly dangers?: Problems;
  /** Host ports that somebody else has, by the keys of their rows. */
  readonly taken?: ReadonlyMap<string, TakenPort>;
  /** Settings that have no sense here, such as `count` where one container is changed. */
  readonly hiddenIds?: readonly FieldId[];
  /** Beside the search. */
  readonly tools?: ReactNode;
  /** Over the first field. */
  readonly top?: ReactNode;
  readonly underImage?: ReactNode;
  /** A command was pasted where the name of an image belongs. */
  readonly onPasteCommand?: (text: string) => void;
  readonly ref?: Ref<RunSettingsFormHandle>;
}

const countAt = (problems: Problems, ids: readonly FieldId[]): number =>
  Object.keys(problems).filter((place) => ids.some((id) => place === id || place.startsWith(`${id}.`))).length;

const NONE: Problems = {};
const NO_IDS: readonly FieldId[] = [];
const NOTHING_TAKEN: ReadonlyMap<string, TakenPort> = new Map();

/**
 * Every setting of a container, in order of need. It knows nothing of what becomes of them: who shows it keeps the
 * draft, reads the settings from it (`readDraft`) and has the buttons.
 */
export function RunSettingsForm({ ref, ...props }: RunSettingsFormProps) {
  const { context, draft, onChange, problems, dangers = NONE, taken = NOTHING_TAKEN, hiddenIds = NO_IDS } = props;
  const { onPasteCommand } = props;
  const { defaults, isMissing } = useImageDefaults(context, textIn(draft, 'image'));
  const [openIds, setOpenIds] = useState<readonly string[]>([]);
  const [query, setQuery] = useState('');
  const root = useRef<HTMLDivElement>(null);
  const isFocusWanted = useRef(false);

  useImperativeHandle(ref, () => ({
    showFirstProblem() {
      const hidden = Object.keys(problems).flatMap((place) => sectionOf(place.split('.', 1)[0] ?? '')?.id ?? []);
      setQuery('');
      setOpenIds((before) => [...new Set([...before, ...hidden])]);
      isFocusWanted.current = true;
    },
  }));
  useEffect(() => {
    if (!isFocusWanted.current) return;
    isFocusWanted.current = false;
    root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  });

  const found = useMemo(() => findFields(query), [query]);
  const isSearching = query.trim() !== '';
  const visible = (ids: readonly FieldId[]) =>
    ids.filter((id) => !hiddenIds.includes(id) && (!isSearching || found.has(id)));
  const firstShown = visible(FIRST_FIELDS);
  const sections = SECTIONS.map((section) => ({ ...section, shown: visible(section.fields) })).filter(
    ({ shown }) => shown.length > 0,
  );

  const form = useMemo(
    () => ({
      context,
      draft,
      change: onChange,
      problems,
      dangers,
      taken,
      defaults,
      isImageMissing: isMissing,
      onPasteCommand,
    }),
    [context, draft, onChange, problems, dangers, taken, defaults, isMissing, onPasteCommand],
  );
  return (
    <FormContext value={form}>
      <div ref={root}>
        <div className={styles.tools}>
          <SearchBox
            label={t('Find a setting')}
            placeholder={t('Find a setting: memory, --cap-add…')}
            value={query}
            onChange={setQuery}
            note={isSearching ? `${found.size}` : undefined}
            width="100%"
          />
          {props.tools}
        </div>
        {props.top}
        {isSearching ? (
          <Fields ids={firstShown} />
        ) : (
          <FirstFields hiddenIds={hiddenIds} underImage={props.underImage} />
        )}
        <div className={styles.parts}>
          {sections.map(({ id, title, fields, shown }) => (
            <Section
              key={id}
              title={title}
              summary={summaryOf(draft, fields)}
              problemCount={countAt(problems, fields)}
              isDangerous={countAt(dangers, fields) > 0}
              isOpen={isSearching || openIds.includes(id)}
              onToggle={() =>
                setOpenIds(openIds.includes(id) ? openIds.filter((other) => other !== id) : [...openIds, id])
              }
            >
              {() => (
                <>
                  {id === 'security' && !isSearching && <HardenSwitch />}
                  <Fields ids={shown} />
                </>
              )}
            </Section>
          ))}
        </div>
        {isSearching && found.size === 0 && (
          <p className={look.hint}>
            {t('No setting is called so. Try a word of its help, or the flag of docker run.')}
          </p>
        )}
      </div>
    </FormContext>
  );
}
