import type { ServiceOf } from '../../contract/index.ts';
import { AppFailure } from '../../contract/errors.ts';
import type { Change } from '../../contract/model/change.ts';
import { rollBackCommand, undoCommand } from '../../contract/commands/changeCommands.ts';
import { dockerCommand } from '../../contract/commands/docker.ts';
import { compareRows } from '../containerChange/compareRows.ts';
import type { ContainerChangesDeps } from '../containerChange/deps.ts';
import { startEdit } from '../containerChange/editJob.ts';
import { keptOf, toChange } from '../containerChange/kept.ts';
import { previewEdit, settingsIn, writableSize } from '../containerChange/preview.ts';
import { withoutSecrets } from '../containerChange/withoutSecrets.ts';
import { settingRows } from '../containerChange/settingRows.ts';
import { readEdit } from '../containerChange/target.ts';
import { removedOf, versionsOf } from '../containerHistory/shown.ts';
import { undoRemoval } from '../containerHistory/undoRemoval.ts';
import type { Story } from '../containerHistory/version.ts';
import { lastOf } from '../containerHistory/version.ts';
import { engineDefaults } from './containerSettings/read.ts';
import { sayIn } from '../recreate/createRecreate.ts';
import { inspectMade, nameOf } from '../recreate/made.ts';
import type { Operation } from '../recreate/operation.ts';

/** Containers that exist, changed; and those that are gone, made again. */
export function createContainerChangesService(deps: ContainerChangesDeps): ServiceOf<'containerChanges'> {
  const { getConnection, cliArgs, recreate, history, jobs, activity } = deps;

  function operationOf(context: string, id: string): Operation {
    const operation = recreate.feed.get(id);
    if (operation?.context === context) return operation;
    throw new AppFailure({
      code: 'not-found',
      message: 'This change is not kept any more.',
      hint: 'The history of the container has its settings.',
    });
  }

  async function storyOf(context: string, id: string, signal: AbortSignal): Promise<Story> {
    const connection = await getConnection(context, signal);
    // What is not known yet is known from now on.
    await history.note(connection, id).catch(() => undefined);
    const story = (await history.book(connection)).ofContainer(id);
    if (story) return story;
    throw new AppFailure({ code: 'not-found', message: 'Nothing is known of this container.' });
  }

  async function* following<T extends { readonly id: string }>(
    changes: AsyncIterable<Change<Operation>>,
    context: string,
    toShown: (operation: Operation) => T,
  ): AsyncGenerator<Change<T>> {
    for await (const change of changes) {
      if (change.type === 'snapshot')
        yield { type: 'snapshot', items: change.items.filter((one) => one.context === context).map(toShown) };
      else
        yield {
          type: 'patch',
          upserted: change.upserted.filter((one) => one.context === context).map(toShown),
          removed: change.removed,
        };
    }
  }

  return {
    async preview({ context, ...input }, signal) {
      const connection = await getConnection(context, signal);
      const edit = await readEdit(connection, history, input);
      return previewEdit(connection, edit, keptOf(recreate, edit.made.Id), cliArgs(context));
    },
    async apply(request, signal) {
      const connection = await getConnection(request.context, signal);
      const made = await inspectMade(connection, request.id, signal);
      return { jobId: startEdit(deps, nameOf(made), request) };
    },
    watch: ({ context }, signal) =>
      following(recreate.feed.watch(signal), context, (one) => toChange(one, recreate.isRunning(one.id))),
    async rollBack({ context, changeId }) {
      const operation = operationOf(context, changeId);
      const name = operation.members[0]?.newName ?? operation.members[0]?.name ?? '';
      const title = `Roll back ${name}`;
      const aside = operation.members[0]?.asideName ?? '';
      const command = rollBackCommand(name, aside, cliArgs(context));
      const jobId = jobs.start({ kind: 'change', title, context, command }, (job, signal) =>
        activity.record({ context, title, command }, async () => {
          const connection = await getConnection(context, signal);
          const done = await recreate.rollBack(connection, changeId, { say: sayIn(job), signal });
          const ids = done.members.flatMap(({ newId }) => newId ?? []);
          job.update({ message: `${name} is as it was before` });
          return { type: 'containers', ids, warnings: [] } as const;
        }),
      );
      return { jobId };
    },
    async keptSize({ context, changeId }, signal) {
      const { members } = operationOf(context, changeId);
      const size = await writableSize(await getConnection(context, signal), members[0]?.oldId ?? '');
      return size === undefined ? {} : { writableBytes: size };
    },
    async drop({ context, changeId }, signal) {
      const { members } = operationOf(context, changeId);
      const names = members.map(({ asideName }) => asideName);
      const command = dockerCommand(cliArgs(context), ['container', 'rm', ...names]);
      const connection = await getConnection(context, signal);
      await activity.record({ context, title: `Remove ${names.join(', ')}`, command }, () =>
        recreate.drop(connection, changeId),
      );
    },
    async retry({ context, changeId }) {
      operationOf(context, changeId);
      recreate.retry(changeId);
    },

    history: async ({ context, id }, signal) => versionsOf(await storyOf(context, id, signal), id),
    async version({ context, id, versionId }, signal) {
      const found = (await storyOf(context, id, signal)).versions.find((one) => one.id === versionId);
      return found ? settingRows(found.name, found.body) : [];
    },
    async compare({ context, id, before, after }, signal) {
      const { versions } = await storyOf(context, id, signal);
      const rowsOf = (versionId: string) => {
        const found = versions.find((one) => one.id === versionId);
        return found ? settingRows(found.name, found.body) : [];
      };
      return compareRows(rowsOf(before), rowsOf(after));
    },
    async *watchRemoved({ context }, signal) {
      const connection = await getConnection(context, signal);
      const book = await history.book(connection);
      for await (const stories of book.watchRemoved(signal))
        yield { type: 'snapshot', items: stories.map((story) => removedOf(story, context)) };
    },
    async undoRemoval({ context, removedId }, signal) {
      const connection = await getConnection(context, signal);
      const story = (await history.book(connection)).get(removedId);
      if (!story?.removal) {
        throw new AppFailure({ code: 'not-found', message: 'How this container was is not known any more.' });
      }
      const title = `Make ${story.name} again`;
      const { name, body } = lastOf(story);
      const command = undoCommand(
        {
          ...withoutSecrets(settingsIn({ name, body }, await engineDefaults(connection, signal))),
          ...(story.removal.filesImage && { image: story.removal.filesImage }),
        },
        story.removal.wasRunning,
        cliArgs(context),
      );
      const jobId = jobs.start({ kind: 'change', title, context, command }, (job, jobSignal) =>
        activity.record({ context, title, command }, async () =>
          undoRemoval(deps, await getConnection(context, jobSignal), story, job, jobSignal),
        ),
      );
      return { jobId };
    },
    async forgetRemoved({ context, removedId }, signal) {
      const book = await history.book(await getConnection(context, signal));
      await book.forget(removedId);
    },
  };
}
