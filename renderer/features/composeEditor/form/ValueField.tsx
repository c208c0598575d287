import styles from './Form.module.css';
import { useForm, type ValueFieldProps } from './formContext.ts';
import { ListField } from './ListField.tsx';
import { MapField } from './MapField.tsx';
import { OpenMap } from './OpenMap.tsx';
import { OtherFormButton } from './OtherFormButton.tsx';
import { ScalarField } from './ScalarField.tsx';
import { ANYTHING, type Shape } from './shapes.ts';
import { TagNote } from './TagNote.tsx';
import { t } from '../texts/index.ts';

/** Any value, in the form that the file has; where there is none yet, in those that it may have. */
export function ValueField({ path, shape, describedBy }: ValueFieldProps) {
  const node = useForm().doc.nodeAt(path);
  const kind = node?.kind ?? 'empty';
  const anyway = ANYTHING.map!;
  return (
    <>
      {node?.tag !== undefined && <TagNote tag={node.tag} />}
      {kind === 'sequence' ? (
        <ListField path={path} item={shape.list ?? ANYTHING} />
      ) : kind === 'map' ? (
        <MapField path={path} shape={shape.map ?? anyway} />
      ) : kind === 'scalar' || (shape.scalar && !shape.list && !shape.map) ? (
        <ScalarField path={path} shape={shape.scalar ?? ANYTHING.scalar!} describedBy={describedBy} />
      ) : (
        <EmptyValue path={path} shape={shape} describedBy={describedBy} />
      )}
      <OtherFormButton path={path} />
    </>
  );
}

/** Nothing yet: the form that the specification names first has its field, the others are behind a button. */
function EmptyValue({ path, shape, describedBy }: ValueFieldProps) {
  const { scalar, list, map, first } = shape;
  return (
    <div className={styles.choice}>
      {scalar && <ScalarField path={path} shape={scalar} describedBy={describedBy} />}
      {list && (first === 'list' || !map) && <ListField path={path} item={list} isOffered={first !== 'list'} />}
      {map && (
        <OpenMap path={path} shape={map} isOffered={first !== 'map' || map.keys.size > 0} words={wordsOf(shape)} />
      )}
      {list && map && first !== 'list' && <ListField path={path} item={list} isOffered />}
    </div>
  );
}

const wordsOf = ({ scalar, list, first, map }: Shape): string =>
  scalar || (list && first === 'list') ? t('With more settings') : map!.keys.size > 0 ? t('Set…') : t('As a map');
