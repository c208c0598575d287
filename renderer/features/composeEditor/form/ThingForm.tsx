import { IconArrowRight, IconCursorText, IconSitemap, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { ComposePath } from '../../../../contract/compose/edit.ts';
import { inheritedAt } from '../../../../contract/compose/form/inherited.ts';
import { IconButton, SearchBox } from '../../../ui/index.ts';
import { formsAt } from '../language/schema.ts';
import { COMMON_KEYS, groupsOf } from './commonKeys.ts';
import { findKeys } from './findKeys.ts';
import styles from './Form.module.css';
import { useForm } from './formContext.ts';
import { KeyGroup } from './KeyGroup.tsx';
import { type Chosen, KINDS } from './kinds.ts';
import { OwnKeyAdder } from './OwnKeyAdder.tsx';
import { OriginNote } from './OriginNote.tsx';
import { shapeOf } from './shapes.ts';
import { kindWord } from '../language/kindWord.ts';
import { t } from '../texts/index.ts';

interface ThingFormProps {
  readonly chosen: Chosen;
  readonly onRename: () => void;
  readonly onRemove: () => void;
  /** Absent: it does not stand in the picture. */
  readonly onShowInPicture?: (() => void) | false | undefined;
}

/** Everything that can be said of a service, network… or of the file. */
export function ThingForm({ chosen, onRename, onRemove, onShowInPicture }: ThingFormProps) {
  const { doc, reveal } = useForm();
  const [query, setQuery] = useState('');
  const path: ComposePath = chosen === 'file' ? [] : [chosen.kind.section, chosen.name];
  const node = doc.nodeAt(path);
  const shape = shapeOf(formsAt(chosen === 'file' ? [] : [chosen.kind.section, 'any']));
  const sections = new Set(KINDS.map(({ section }) => section));
  const known = new Map([...(shape.map?.keys ?? [])].filter(([key]) => chosen !== 'file' || !sections.has(key)));
  const present = doc.keysAt(path).map(String);
  const own = present.filter((key) => !known.has(key) && (chosen !== 'file' || !sections.has(key)));
  const found = query === '' ? undefined : findKeys(known, query);
  const isFound = (key: string) => !found || found.has(key) || (!known.has(key) && key.includes(query));
  const isService = chosen !== 'file' && chosen.kind.noun === 'service';
  const common = (isService ? COMMON_KEYS : [...known.keys()]).filter((key) => known.has(key) && isFound(key));
  const groups = isService ? groupsOf([...known.keys()]) : [];
  const extended = isService ? inheritedAt(doc, [...path, '']) : undefined;
  const title = chosen === 'file' ? t('The file itself') : chosen.name;
  const parts = { path, keys: known, isSearch: found !== undefined };

  return (
    <section
      className={styles.thingForm}
      aria-label={chosen === 'file' ? title : `${kindWord(chosen.kind.noun)} ${title}`}
    >
      <header className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        {chosen !== 'file' && (
          <>
            <IconButton
              label={t('Rename {{title}}', { title })}
              icon={<IconCursorText aria-hidden="true" />}
              onClick={onRename}
            />
            <IconButton
              label={t('Remove {{title}}', { title })}
              icon={<IconTrash aria-hidden="true" />}
              onClick={onRemove}
            />
            {onShowInPicture && (
              <IconButton
                label={t('Show it in the picture')}
                icon={<IconSitemap aria-hidden="true" />}
                onClick={onShowInPicture}
              />
            )}
            {node && (
              <IconButton
                label={t('Show it in the text')}
                icon={<IconArrowRight aria-hidden="true" />}
                onClick={() => reveal(node.entryRange)}
              />
            )}
          </>
        )}
        <SearchBox
          value={query}
          onChange={setQuery}
          label={t('Search keys')}
          width="14rem"
          {...(found && { note: t('{{found}} of {{known}}', { found: found.size, known: known.size }) })}
        />
      </header>
      <div className={styles.keys}>
        <OriginNote path={path} />
        {extended?.file !== undefined && (
          <p className={styles.origin}>
            {t('What is not set here comes from “{{service}}” of {{file}}, by extends.', {
              service: extended.service,
              file: extended.file,
            })}
          </p>
        )}
        {common.length > 0 && (
          <KeyGroup {...parts} title={isService ? t('Common keys') : t('Keys')} shown={common} isFirst />
        )}
        {groups.map((group) => (
          <KeyGroup key={group.title} {...parts} title={group.title} shown={group.keys.filter(isFound)} />
        ))}
        <KeyGroup {...parts} title={t('Keys of its own')} shown={own.filter(isFound)} />
        {!found && <OwnKeyAdder path={path} />}
        {found?.size === 0 && own.filter(isFound).length === 0 && (
          <p className={styles.note}>
            {t('No key of the specification has “{{query}}” in its name or description.', { query })}
          </p>
        )}
      </div>
    </section>
  );
}
