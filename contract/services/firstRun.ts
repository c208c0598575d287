import { z } from 'zod';
import {
  type EngineOffer,
  EngineOfferRef,
  type FirstContainerPlan,
  type FirstRunState,
  FirstRunStep,
  type MachineCheck,
  MachineCheckId,
  type MendedAfter,
} from '../model/firstRun.ts';
import { call, stream } from '../rpc/define.ts';

const inContext = z.object({ context: z.string().min(1) });

/** From a download to a running container: what this computer has, which engine, a first container. */
export const firstRun = {
  /** Begins with where the person is; one item after each change. */
  watch: stream(z.object({})).of<FirstRunState>(),
  /** Keeps where the person is. `isDone`: it does not come by itself any more. */
  save: call(z.object({ step: FirstRunStep, isDone: z.boolean() })).returns<void>(),
  check: call(z.object({})).returns<readonly MachineCheck[]>(),
  /** Takes the step that a check offers. Rejects with `not-found` when there is none any more, and with `cancelled`. */
  mend: call(z.object({ check: MachineCheckId })).returns<{ readonly after: MendedAfter }>(),
  engines: call(z.object({})).returns<readonly EngineOffer[]>(),
  /** Uses it from now on; Gantry’s own is installed and started. Resolves when it answers. */
  choose: call(EngineOfferRef).returns<void>(),
  plan: call(inContext).returns<FirstContainerPlan>(),
  /** Makes the image where it is not there, without a registry, and runs a container of it: a job. */
  runContainer: call(inContext).returns<{ readonly jobId: string }>(),
};
