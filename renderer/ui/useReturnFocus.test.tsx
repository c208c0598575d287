// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { useEffect, useRef } from 'react';
import { afterEach, expect, test } from 'vitest';
import { useReturnFocus } from './useReturnFocus.ts';

afterEach(cleanup);

function Dialog() {
  useReturnFocus();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return <button ref={button}>Inside</button>;
}

function page(isOpen: boolean) {
  return (
    <>
      <button>Opener</button>
      <button>Other</button>
      {isOpen && <Dialog />}
    </>
  );
}

test('focus goes back to where it was when the dialog goes', async () => {
  const { rerender } = render(page(false));
  screen.getByText('Opener').focus();
  rerender(page(true));
  expect(document.activeElement?.textContent).toBe('Inside');
  rerender(page(false));
  await Promise.resolve();
  expect(document.activeElement?.textContent).toBe('Opener');
});

test('a focus that was taken meanwhile stays', async () => {
  const { rerender } = render(page(false));
  screen.getByText('Opener').focus();
  rerender(page(true));
  screen.getByText('Other').focus();
  rerender(page(false));
  await Promise.resolve();
  expect(document.activeElement?.textContent).toBe('Other');
});
