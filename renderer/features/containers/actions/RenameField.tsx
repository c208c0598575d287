import { useEffect, useRef, useState } from 'react';
import { useDispatch } from 'react-redux';
import { toAppError } from '../../../../contract/errors.ts';
import { containerNameProblem } from '../../../../contract/model/containerName.ts';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { client } from '../../../rpc/index.ts';
import { applyAction } from './apply.ts';
import styles from './Actions.module.css';
import { t } from '../texts/index.ts';

interface RenameFieldProps {
  readonly context: string;
  readonly container: Pick<ContainerSummary, 'id' | 'name' | 'image'>;
  readonly onEnd: () => void;
}

const CHECK_MS = 200;

/** Enter renames, Escape leaves it as it is; what is wrong with the name is said while it is typed. */
export function RenameField({ context, container, onEnd }: RenameFieldProps) {
  const dispatch = useDispatch();
  const input = useRef<HTMLInputElement>(null);
  const row = useRef<HTMLElement>(null);
  const [name, setName] = useState(container.name);
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const taken = useNameOwner(context, container, name);
  const problem = containerNameProblem(name) ?? taken ?? refused;

  useEffect(() => {
    row.current = input.current?.closest<HTMLElement>('[data-row]') ?? null;
    input.current?.select();
  }, []);

  const end = () => {
    const back = row.current;
    onEnd();
    back?.focus();
  };

  async function submit() {
    if (name === container.name) return end();
    if (problem !== undefined || isBusy) return;
    setBusy(true);
    const [result] = await applyAction(dispatch, context, [container], { type: 'rename', name }, { isQuiet: true });
    setBusy(false);
    if (result?.error) setRefused(result.error.message);
    else end();
  }

  return (
    <span className={styles.rename} data-captures-keys="">
      <input
        ref={input}
        className={styles.renameInput}
        value={name}
        aria-label={t('New name of {{name}}', { name: container.name })}
        aria-invalid={problem !== undefined}
        spellCheck={false}
        disabled={isBusy}
        onChange={(event) => {
          setName(event.currentTarget.value);
          setRefused(undefined);
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Enter') void submit();
          if (event.key === 'Escape') end();
        }}
        onBlur={() => !isBusy && onEnd()}
      />
      {problem !== undefined && (
        <span className={styles.renameProblem} role="alert">
          {problem}
        </span>
      )}
    </span>
  );
}

/** Who has the name already, asked a moment after the last key. */
function useNameOwner(context: string, { id, name: own, image }: RenameFieldProps['container'], name: string) {
  const [owner, setOwner] = useState<{ readonly of: string; readonly id?: string }>();
  useEffect(() => {
    if (name === own || containerNameProblem(name) !== undefined) return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      client.containers.checkRun({ context, settings: { image, name } }, { signal: abort.signal }).then(
        ({ nameOwner }) => setOwner({ of: name, id: nameOwner?.id }),
        (thrown: unknown) => {
          // The engine itself will say it in the end.
          if (toAppError(thrown).code !== 'cancelled') setOwner({ of: name });
        },
      );
    }, CHECK_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [context, own, image, name]);
  const isTaken = owner?.of === name && owner.id !== undefined && owner.id !== id;
  return isTaken ? t('Another container is called “{{name}}”.', { name }) : undefined;
}
