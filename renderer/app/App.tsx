import { MantineProvider } from '@mantine/core';
import type { Store } from '@reduxjs/toolkit';
import { Provider } from 'react-redux';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { colorSchemeManager, LanguageFollower, ThemeFollower } from '../features/settings/index.ts';
import { PageBoundary } from '../features/shell/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { cssVariablesResolver, theme } from '../ui/theme.ts';
import { Layout } from './layout/Layout.tsx';

interface AppProps {
  readonly store: Store;
}

export function App({ store }: AppProps) {
  const language = useLanguage();
  return (
    <Provider store={store}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariablesResolver}
        colorSchemeManager={colorSchemeManager}
        defaultColorScheme="auto"
      >
        <ThemeFollower />
        <LanguageFollower />
        {/* In another language everything is drawn anew: texts are read while rendering. */}
        <Router key={language} hook={useHashLocation}>
          <PageBoundary place="window">
            <Layout />
          </PageBoundary>
        </Router>
      </MantineProvider>
    </Provider>
  );
}
