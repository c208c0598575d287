import { OpenPathField } from '../../../ui/editor/OpenPathField.tsx';
import { t } from '../texts/index.ts';
import { recentFiles } from './recentFiles.ts';

interface OpenFieldProps {
  readonly path: string;
  readonly onOpen: (path: string) => void;
}

/** The path of a Dockerfile or its folder. */
export const OpenField = ({ path, onOpen }: OpenFieldProps) => (
  <OpenPathField
    label={t('Path of a Dockerfile or its folder')}
    placeholder={t('/path/to/project or /path/to/Dockerfile')}
    path={path}
    recent={recentFiles()}
    onOpen={onOpen}
  />
);
