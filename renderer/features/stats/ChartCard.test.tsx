// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ChartCard } from './ChartCard.tsx';

// What uPlot asks of a browser: the one while it is loaded, the others while it draws. jsdom has none of them.
vi.hoisted(() => {
  globalThis.matchMedia ??= (() => ({ addEventListener() {}, removeEventListener() {} })) as never;
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  globalThis.Path2D ??= class {} as never;
  const context = new Proxy({}, { get: () => () => ({ width: 0 }), set: () => true });
  HTMLCanvasElement.prototype.getContext = (() => context) as never;
});
afterEach(cleanup);

const card = { title: 'Memory', format: (bytes: number) => `${bytes} B`, spanSeconds: 120, leastMax: 1 };
const used = { label: 'Used', color: '--g-series-1' };
const limit = { label: 'Limit', color: '--g-text-danger', isDashed: true };

describe('a chart', () => {
  it('says in words what it draws', () => {
    render(
      <ChartCard
        {...card}
        now="3 B / 9 B"
        lines={[used, limit]}
        data={[
          [1, 2, 3],
          [1, null, 3],
          [9, 9, 9],
        ]}
      />,
    );
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
      'Memory: now 3 B / 9 B. Used: average 2 B, highest 3 B; Limit: average 9 B, highest 9 B',
    );
    expect(screen.getByText('avg 2 B, max 3 B')).toBeTruthy();
    expect(screen.getByText('Limit')).toBeTruthy();
  });

  it('does not name a limit that it does not draw, and has a dash where nothing is measured', () => {
    render(
      <ChartCard
        {...card}
        lines={[used, limit]}
        data={[
          [1, 2],
          [1, 3],
          [null, null],
        ]}
      />,
    );
    expect(screen.queryByText('Limit')).toBeNull();
    expect(screen.getByText('—')).toBeTruthy();
  });

  it('sums up only what is in the span that is shown', () => {
    render(
      <ChartCard
        {...card}
        spanSeconds={10}
        lines={[used]}
        data={[
          [1, 100, 101],
          [1000, 2, 4],
        ]}
      />,
    );
    expect(screen.getByText('avg 3 B, max 4 B')).toBeTruthy();
  });
});
