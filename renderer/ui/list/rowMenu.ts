import type { ComponentType, ReactNode } from 'react';
import { deferred } from '../deferred.tsx';
import type { RowMenuProps } from './RowMenuPopup.tsx';

type Popup = ComponentType<RowMenuProps<never>>;

const popup = deferred(async (): Promise<Popup> => (await import('./RowMenuPopup.tsx')).RowMenuPopup);

/** What can be done to rows of any kind: a component that comes late has lost that it is generic. */
export const RowMenu = popup as unknown as (<Row>(props: RowMenuProps<Row>) => ReactNode) &
  Pick<typeof popup, 'preload'>;
