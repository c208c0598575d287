import { useDispatch, useSelector } from 'react-redux';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { RenameField } from '../actions/RenameField.tsx';
import { containersViewSlice } from '../store/viewSlice.ts';
import styles from '../../../ui/list/List.module.css';
import { StateDot } from './StateCell.tsx';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';

interface NameCellProps {
  readonly container: ContainerSummary;
  readonly context: string;
}

const { selectRenamingId } = containersViewSlice.selectors;
type Root = Parameters<typeof selectRenamingId>[0];

/** The name opens the detail; it becomes a field while it is being changed. */
export function NameCell({ container, context }: NameCellProps) {
  const dispatch = useDispatch();
  const isRenaming = useSelector((root: Root) => selectRenamingId(root) === container.id);
  if (isRenaming) {
    return (
      <RenameField
        context={context}
        container={container}
        onEnd={() => void dispatch(containersViewSlice.actions.renameEnded())}
      />
    );
  }
  return (
    <>
      <StateDot container={container} />
      <PlaceLink
        className={styles.name}
        place={`/containers/${container.id}`}
        tabIndex={-1}
        title={container.name}
        draggable={false}
      >
        {container.name}
      </PlaceLink>
    </>
  );
}
