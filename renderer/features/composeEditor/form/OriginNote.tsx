import type { ComposePath } from '../../../../contract/compose/edit.ts';
import { inheritedAt } from '../../../../contract/compose/form/inherited.ts';
import styles from './Form.module.css';
import { useForm } from './formContext.ts';
import { Sentence, t } from '../texts/index.ts';

/** Where a value comes from that is not written here: an alias, a merge, another service. */
export function OriginNote({ path }: { readonly path: ComposePath }) {
  const { doc, reveal } = useForm();
  const node = doc.nodeAt(path);
  // What is inside of an alias says it once, at its top.
  if (node && node.origin.how !== 'own') {
    const outer = doc.nodeAt(path.slice(0, -1));
    if (outer && outer.origin.how !== 'own') return null;
    const { how, place } = node.origin;
    const written = doc.text.slice(place.from, place.to).split('\n', 1)[0] ?? '';
    const shown = <code>{written.length > 40 ? `${written.slice(0, 40)}…` : written}</code>;
    return (
      <span className={styles.origin}>
        {how === 'merge' ? (
          <Sentence text="Comes by a merge: {{text}}" parts={{ text: shown }} />
        ) : (
          <Sentence text="Comes by an alias: {{text}}" parts={{ text: shown }} />
        )}
        <button type="button" className={styles.link} onClick={() => reveal(node.range)}>
          {t('Go there')}
        </button>
      </span>
    );
  }
  if (node?.anchor !== undefined)
    return (
      <span className={styles.origin}>
        <Sentence text="Others share it as {{name}}" parts={{ name: <code>*{node.anchor}</code> }} />
      </span>
    );
  if (node || path.length !== 3) return null;
  const base = inheritedAt(doc, path);
  // What another file says is not known here; that is said once, at `extends`.
  if (!base?.node) return null;
  const { range, text } = base.node;
  return (
    <span className={styles.origin}>
      {t('From “{{service}}” by extends', { service: base.service })}
      {text !== undefined && text !== '' && `: ${text}`}
      <button type="button" className={styles.link} onClick={() => reveal(range)}>
        {t('Go there')}
      </button>
    </span>
  );
}
