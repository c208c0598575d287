// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import { Component, type ReactNode } from 'react';
import { expect, test, vi } from 'vitest';
import { deferred } from './deferred.tsx';
import { prepareTestPage } from './testing/page.ts';

prepareTestPage();

const Panel = ({ name }: { readonly name: string }) => <p>Panel of {name}</p>;

test('its code is fetched when it is first shown, and once', async () => {
  const load = vi.fn<() => Promise<typeof Panel>>(async () => Panel);
  const Late = deferred(load, <p>Waiting</p>);
  expect(load).not.toHaveBeenCalled();
  const { rerender } = render(<Late name="web" />);
  expect(screen.getByText('Waiting')).toBeTruthy();
  expect(await screen.findByText('Panel of web')).toBeTruthy();
  rerender(<Late key="other" name="db" />);
  expect(screen.getByText('Panel of db')).toBeTruthy(); // at once: no waiting
  expect(load).toHaveBeenCalledOnce();
});

test('what was fetched beforehand is there in the first picture', async () => {
  const Late = deferred(async () => Panel, <p>Waiting</p>);
  await Late.preload();
  render(<Late name="web" />);
  expect(screen.getByText('Panel of web')).toBeTruthy();
});

class Boundary extends Component<{ readonly children: ReactNode }> {
  override state = { message: '' };
  static getDerivedStateFromError = (thrown: unknown) => ({ message: String(thrown) });
  override render = () => this.state.message || this.props.children;
}

test('code that cannot be fetched is an error of the place where it was wanted, and is tried again', async () => {
  let isThere = false;
  const Late = deferred(() => (isThere ? Promise.resolve(Panel) : Promise.reject(new Error('gone'))));
  const silent = vi.spyOn(console, 'error').mockReturnValue();
  const { rerender } = render(
    <Boundary>
      <Late name="web" />
    </Boundary>,
  );
  expect(await screen.findByText('Error: gone', {}, { timeout: 10_000 })).toBeTruthy();
  silent.mockRestore();
  isThere = true;
  rerender(
    <Boundary key="again">
      <Late name="web" />
    </Boundary>,
  );
  expect(await screen.findByText('Panel of web')).toBeTruthy();
});
