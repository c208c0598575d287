import { selectContext, useAreContextsLoaded, useContexts } from '../contexts/index.ts';
import { Loader } from '@mantine/core';
import { IconServerOff } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Redirect } from 'wouter';
import { EmptyState } from '../../ui/index.ts';
import { t } from './texts/index.ts';

interface OnContextProps {
  readonly context: string;
  /** Where on it: `/containers/3f2a…`. */
  readonly place: string;
}

/** The address of something on a named engine: that engine is opened, then the place on it. */
export function OnContext({ context: name, place }: OnContextProps) {
  const areLoaded = useAreContextsLoaded();
  const context = useContexts().find((one) => one.name === name);
  const isToSelect = context !== undefined && !context.isSelected;
  useEffect(() => {
    if (context && isToSelect) selectContext(context);
    // The same one may change its state meanwhile, and is not selected again for that.
  }, [name, isToSelect]); // oxlint-disable-line react-hooks/exhaustive-deps
  if (context?.isSelected) return <Redirect to={place} replace />;
  if (areLoaded && !context) {
    return (
      <EmptyState icon={<IconServerOff />} title={t('There is no context “{{name}}”', { name })}>
        {t('It may have been removed, or be called something else now.')} <a href="#/contexts">{t('All contexts')}</a>
      </EmptyState>
    );
  }
  return <EmptyState icon={<Loader size={24} />} title={t('Opening {{name}}…', { name })} />;
}
