import { useDispatch } from 'react-redux';
import { containersViewSlice } from '../containers/index.ts';

/** Opens the form that runs a container of an image. */
export function useOpenRun(): (image: string) => void {
  const dispatch = useDispatch();
  return (image) => void dispatch(containersViewSlice.actions.dialogOpened({ type: 'run', image }));
}
