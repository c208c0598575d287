import { OpenPathField } from '../../../ui/editor/OpenPathField.tsx';
import { t } from '../texts/index.ts';
import { recentFiles } from './recentFiles.ts';

interface OpenFieldProps {
  readonly path: string;
  readonly onOpen: (path: string) => void;
}

/** The path of a Compose file or its folder. */
export const OpenField = ({ path, onOpen }: OpenFieldProps) => (
  <OpenPathField
    label={t('Path of a Compose file or its folder')}
    placeholder={t('/path/to/project or /path/to/compose.yaml')}
    path={path}
    recent={recentFiles()}
    onOpen={onOpen}
  />
);
