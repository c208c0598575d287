// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDrag } from './drag.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('however often the mouse tells, the node moves once for each frame, to where the mouse is', () => {
  const drag = createDrag();
  const element = document.createElement('div');
  const told = vi.fn<() => void>();
  drag.subscribe(told);
  for (let x = 1; x <= 5; x++) drag.to('service:web', { x, y: 2 }, element);
  expect(told).not.toHaveBeenCalled();
  vi.advanceTimersToNextFrame();
  expect(told).toHaveBeenCalledTimes(1);
  expect(drag.now()).toEqual({ id: 'service:web', at: { x: 5, y: 2 } });
  expect(element.style.transform).toBe('translate(5px,2px)');
});

test('what was dropped stays where it was dropped', () => {
  const drag = createDrag();
  const element = document.createElement('div');
  drag.to('service:web', { x: 1, y: 2 }, element);
  drag.drop({ x: 3, y: 4 }, element);
  vi.advanceTimersToNextFrame();
  expect(element.style.transform).toBe('translate(3px,4px)');
  expect(element.style.willChange).toBe('');
  expect(drag.now()).toBeUndefined();
});
