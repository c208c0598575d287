// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { AppError } from '../../contract/errors.ts';
import { ErrorNotice } from './ErrorNotice.tsx';
import { prepareTestPage } from './testing/page.ts';
import { renderUi } from './testing/renderUi.tsx';

prepareTestPage();

const portInUse: AppError = {
  code: 'port-in-use',
  hostPort: 6379,
  message: 'Port 6379 is taken by shop-redis-1.',
  hint: 'Publish another port, such as 6380.',
  engineText: 'Bind for 0.0.0.0:6379 failed: port is already allocated',
};

test('it says what happened and what to do, and is read out at once', () => {
  renderUi(<ErrorNotice error={portInUse} />);
  const notice = screen.getByRole('alert');
  expect(notice.textContent).toContain('Port 6379 is taken by shop-redis-1.');
  expect(notice.textContent).toContain('Publish another port, such as 6380.');
});

test('the engine’s own text is one click away', async () => {
  renderUi(<ErrorNotice error={portInUse} />);
  const details = screen.getByText('What the engine said').closest('details');
  expect(details?.open).toBe(false);
  await userEvent.click(screen.getByText('What the engine said'));
  expect(details?.open).toBe(true);
  expect(details?.textContent).toContain('port is already allocated');
});

test('of something unexpected the technical details are kept out of sight, not lost', () => {
  renderUi(<ErrorNotice error={{ code: 'unexpected', message: 'It broke.', detail: 'Error: at line 1' }} />);
  expect(screen.getByText('Technical details').closest('details')?.textContent).toContain('Error: at line 1');
});

test('what the engine said is not repeated where it is the message already', () => {
  renderUi(
    <ErrorNotice error={{ code: 'not-found', message: 'No such container', engineText: 'No such container' }} />,
  );
  expect(screen.queryByText('What the engine said')).toBeNull();
});

test('its actions can be taken', async () => {
  const retry = vi.fn<() => void>();
  renderUi(<ErrorNotice error={portInUse} actions={[{ label: 'Try again', run: retry }]} />);
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(retry).toHaveBeenCalledOnce();
});
