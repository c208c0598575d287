import { MantineProvider } from '@mantine/core';
import { render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { theme } from '../theme.ts';

/** Renders as the app does: same theme, no transitions, no portals. */
export const renderUi = (content: ReactNode) =>
  render(content, {
    wrapper: ({ children }) => (
      <MantineProvider theme={theme} env="test">
        {children}
      </MantineProvider>
    ),
  });
