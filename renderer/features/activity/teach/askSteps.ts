import { type AppError, toAppError } from '../../../../contract/errors.ts';
import type { Activity } from '../../../../contract/model/event.ts';
import { client } from '../../../rpc/index.ts';
import { containerSteps } from './containerSteps.ts';
import type { Step } from './step.ts';
import { type Subject, subjectsOf, wasPulled } from './subjects.ts';
import { imageSteps, networkSteps, volumeSteps } from './thingSteps.ts';

/** An action on a hundred containers is understood by the first few. */
const MAX_SUBJECTS = 5;

/** One thing, with what came of it; `error` where the engine has no answer any more. */
export interface Told {
  readonly kind: Subject['kind'];
  readonly name: string;
  readonly href?: string;
  readonly steps: readonly Step[];
  readonly error?: AppError;
}

/** Asks the engine how everything is now that an action has made or changed. */
export async function askSteps({ calls = [], context }: Activity, signal: AbortSignal): Promise<Told[]> {
  const isPulled = wasPulled(calls);
  const subjects = subjectsOf(calls).slice(0, MAX_SUBJECTS);
  return Promise.all(
    subjects.map(async (subject): Promise<Told> => {
      try {
        return await ask(context, subject, isPulled, signal);
      } catch (thrown) {
        const name = /^(sha256:)?[0-9a-f]{64}$/.test(subject.id)
          ? subject.id.replace('sha256:', '').slice(0, 12)
          : subject.id;
        return { kind: subject.kind, name, steps: [], error: toAppError(thrown) };
      }
    }),
  );
}

async function ask(context: string, subject: Subject, isPulled: boolean, signal: AbortSignal): Promise<Told> {
  const { kind, id } = subject;
  switch (kind) {
    case 'container': {
      const detail = await client.containers.inspect({ context, id }, { signal });
      // By its id: its name may stand for another one by now. Without it the rest is still to be told.
      const image = await client.images
        .inspect({ context, reference: detail.imageId || detail.image }, { signal })
        .catch(() => undefined);
      const steps = containerSteps(subject, { detail, image, wasPulled: isPulled });
      return { kind, name: detail.name, href: `/containers/${detail.id}`, steps };
    }
    case 'image': {
      const detail = await client.images.inspect({ context, reference: id }, { signal });
      return {
        kind,
        name: detail.tags[0] ?? id,
        href: `/images/${encodeURIComponent(detail.id)}`,
        steps: imageSteps(detail),
      };
    }
    case 'network': {
      const detail = await client.networks.inspect({ context, id }, { signal });
      return { kind, name: detail.name, href: `/networks/${detail.id}`, steps: networkSteps(detail) };
    }
    case 'volume': {
      const detail = await client.volumes.inspect({ context, name: id }, { signal });
      return { kind, name: detail.name, href: `/volumes/${encodeURIComponent(id)}`, steps: volumeSteps(detail) };
    }
  }
}
