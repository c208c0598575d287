import { z } from 'zod';
import type { CliToolsStatus } from '../model/cliTools.ts';
import { call } from '../rpc/define.ts';

export const cliTools = {
  status: call(z.object({})).returns<CliToolsStatus>(),
  /** Puts links and completions into the person's own folders. What others have put there stays, and is told. */
  install: call(z.object({})).returns<CliToolsStatus>(),
  /** Takes away what `install` put there, and nothing else. */
  remove: call(z.object({})).returns<CliToolsStatus>(),
};
