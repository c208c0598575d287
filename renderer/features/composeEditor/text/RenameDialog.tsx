import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { NOTHING } from '../language/analysis.ts';
import { namedAt, type Named, nameProblem, renameChanges } from '../language/places.ts';
import type { ComposeSession } from '../session/session.ts';
import styles from './Text.module.css';

interface RenameDialogProps {
  readonly session: ComposeSession;
  readonly named: Named;
  readonly onClose: () => void;
}

/** Another name, everywhere in the file, as one step of undo. */
export function RenameDialog({ session, named, onClose }: RenameDialogProps) {
  const [name, setName] = useState(named.name);
  const [isTried, setTried] = useState(false);
  const { analysis = NOTHING, stack } = session.state();
  const problem = nameProblem(analysis, named, name);
  const count = named.places.length;

  async function submit(): Promise<void> {
    setTried(true);
    if (problem !== undefined) return;
    // The text may have moved on since the dialog was opened.
    const now = namedAt(await session.analysed(), named.places[0]?.from ?? 0);
    if (now?.name === named.name) session.change(renameChanges(now, name, session.text()));
    onClose();
  }
  return (
    <Modal opened onClose={onClose} title={`Rename the ${named.kind} “${named.name}”`}>
      <form
        className={styles.rename}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextInput
          label="New name"
          value={name}
          data-autofocus=""
          spellCheck={false}
          error={isTried ? problem : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
        />
        <p className={styles.why}>
          It is changed in {count === 1 ? 'one place' : `${count} places`} of this file.
          {stack.configFiles.length > 1 && ' Other files of the stack are not changed.'}
        </p>
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit">Rename</Button>
        </div>
      </form>
    </Modal>
  );
}
