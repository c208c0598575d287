import { recentPaths } from '../../../ui/editor/recentPaths.ts';
import { layoutStore } from '../../settings/index.ts';

const recent = recentPaths(layoutStore, 'dockerfile.recent');

export const recentFiles = recent.read;
export const rememberFile = recent.remember;
