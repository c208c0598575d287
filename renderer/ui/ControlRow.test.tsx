// @vitest-environment jsdom
import { Button, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { ControlRow } from './ControlRow.tsx';
import { prepareTestPage } from './testing/page.ts';
import { renderUi } from './testing/renderUi.tsx';

prepareTestPage();

function rowWith(lockedReason?: string) {
  const changed: string[] = [];
  renderUi(
    <ControlRow label="Many" description="All kinds of controls." lockedReason={lockedReason}>
      <Switch aria-label="Switch" onChange={() => changed.push('switch')} />
      <TextInput aria-label="Text" onChange={() => changed.push('text')} />
      <SegmentedControl aria-label="Kind" data={['a', 'b']} onChange={() => changed.push('kind')} />
      <Button onClick={() => changed.push('button')}>Reset</Button>
    </ControlRow>,
  );
  return changed;
}

const useAll = async () => {
  await userEvent.click(screen.getByRole('switch'));
  await userEvent.type(screen.getByRole('textbox'), 'x');
  await userEvent.click(screen.getByRole('radio', { name: 'b' }));
  await userEvent.click(screen.getByRole('button'));
};

test('what the organisation has set says so with its reason, and no control of the row does anything', async () => {
  const changed = rowWith('Example Ltd, IT.');
  screen.getByText('Set by your organisation: Example Ltd, IT.');
  for (const role of ['switch', 'textbox', 'button']) expect(screen.getByRole(role).matches(':disabled')).toBe(true);
  for (const radio of screen.getAllByRole('radio')) expect(radio.matches(':disabled')).toBe(true);
  await useAll();
  expect(changed).toEqual([]);
});

test('without a reason it is said all the same', () => {
  rowWith('');
  expect(screen.getByRole('switch').matches(':disabled')).toBe(true);
  screen.getByText('Set by your organisation.');
});

test('what nobody has set is the person’s to change', async () => {
  const changed = rowWith();
  expect(screen.queryByText(/organisation/)).toBeNull();
  await useAll();
  expect(changed).toEqual(['switch', 'text', 'kind', 'button']);
});
