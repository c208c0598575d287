import { expect, test } from 'vitest';
import { spreadVms } from './test-order.mjs';

const itself = (path: string) => path;

test('tests of VMs are spread over the first two thirds of the others, and nothing is lost', () => {
  const vms = ['/r/engine/vm/qemu/one.integration.test.ts', '/r/engine/guest/two.integration.test.ts'];
  const [one, two] = vms;
  const others = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `/r/main/${name}.integration.test.ts`);
  const [a, b, c, d, e, f] = others;
  expect(spreadVms([a, b, c, d, e, f, one, two], itself)).toEqual([one, a, b, two, c, d, e, f]);
  expect(spreadVms(vms, itself)).toEqual(vms);
  expect(spreadVms(others, itself)).toEqual(others);
  expect(spreadVms([], itself)).toEqual([]);
  const unit = ['/r/main/a.test.ts', '/r/engine/vm/b.test.ts'];
  expect(spreadVms(unit, itself)).toEqual(unit);
});
