import { TextInput } from '@mantine/core';
import {
  DOCKER_HUB,
  type ImageReference,
  namespaceOf,
  pathOnRegistry,
  readReference,
} from '../../../contract/model/imageReference.ts';
import styles from './Pull.module.css';
import { Sentence, t } from './texts/index.ts';

interface ReferenceFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isDisabled?: boolean;
}

/** The name of an image: what Docker reads in it, or what is wrong with it, while it is typed. */
export function ReferenceField({ label, value, onChange, isDisabled = false }: ReferenceFieldProps) {
  const read = value.trim() === '' ? undefined : readReference(value);
  const problem = read?.ok === false ? read.problem : undefined;
  const fixed = problem?.fixed;
  return (
    <div className={styles.reference}>
      <TextInput
        label={label}
        placeholder={t('nginx, redis:7, ghcr.io/owner/app')}
        data-autofocus
        spellCheck={false}
        autoComplete="off"
        value={value}
        disabled={isDisabled}
        error={problem && `${problem.message} ${problem.hint}`}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {fixed !== undefined && (
        <button type="button" className={styles.fix} onClick={() => onChange(fixed)}>
          <Sentence text="Write {{how}}" parts={{ how: fixed.length > 60 ? t('it shorter') : fixed }} />
        </button>
      )}
      {read?.ok && <Parts reference={read.reference} />}
    </div>
  );
}

function Parts({ reference }: { readonly reference: ImageReference }) {
  const path = pathOnRegistry(reference);
  const namespace = namespaceOf(reference);
  const parts = [
    [t('Registry'), reference.registry === DOCKER_HUB ? t('Docker Hub') : reference.registry],
    [
      t('Namespace'),
      namespace === 'library' && reference.registry === DOCKER_HUB ? t('library (official)') : namespace,
    ],
    [t('Name'), path.slice(path.lastIndexOf('/') + 1)],
    [t('Tag'), reference.tag],
    [t('Digest'), reference.digest?.slice(0, 19)],
  ] as const;
  return (
    <dl className={styles.parts} aria-label={t('What Docker reads')}>
      {parts.map(([key, value]) =>
        value === undefined ? null : (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
