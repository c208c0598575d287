import type { ServiceOf } from '../../contract/index.ts';
import type { Engine } from '../../engine/index.ts';
import type { CliTools } from '../cliTools/cliTools.ts';

/** What is linked follows the engine: links to one that was replaced are mended when somebody looks. */
export function createCliToolsService({
  tools,
  engine,
}: {
  readonly tools: CliTools;
  readonly engine: Pick<Engine, 'ready'>;
}): ServiceOf<'cliTools'> {
  return {
    async status() {
      await engine.ready();
      await tools.refresh();
      return tools.status();
    },
    async install() {
      await engine.ready();
      return tools.install();
    },
    remove: () => tools.remove(),
  };
}
