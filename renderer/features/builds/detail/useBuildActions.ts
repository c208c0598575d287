import { useDispatch } from 'react-redux';
import { useLocation } from 'wouter';
import { toAppError } from '../../../../contract/errors.ts';
import type { BuildDetail, BuildSettings, BuildSummary } from '../../../../contract/model/build.ts';
import { isSecretName } from '../../../../contract/model/secretName.ts';
import { client } from '../../../rpc/index.ts';
import { notify } from '../../../ui/index.ts';
import { containersViewSlice } from '../../containers/index.ts';
import { leaveEndToOthers } from '../../jobs/index.ts';
import { onContext } from '../../together/index.ts';
import { openBuildForm } from '../form/formFlag.ts';
import { t } from '../texts/index.ts';

export interface BuildActions {
  readonly open: (id: string, tab?: string) => void;
  readonly close: () => void;
  readonly cancel: (id: string) => void;
  /** With the same settings; in the form where a secret is needed, since none is kept. */
  readonly again: (detail: BuildDetail) => void;
  readonly change: (detail: BuildDetail) => void;
  /** Opens the engine that it was built on. */
  readonly openThere: (summary: BuildSummary) => void;
  readonly run: (summary: BuildSummary) => void;
  readonly remove: (ids: readonly string[]) => Promise<void>;
  readonly openShell: (id: string) => void;
}

export function useBuildActions(): BuildActions {
  const dispatch = useDispatch();
  const [, navigate] = useLocation();
  const failed = (title: string) => (thrown: unknown) =>
    notify({ title, message: toAppError(thrown).message, tone: 'failure' });
  const open = (id: string, tab?: string) =>
    navigate(`/builds/${id}${tab === undefined || tab === 'steps' ? '' : `/${tab}`}`);
  return {
    open,
    close: () => navigate('/builds'),
    cancel: (id) => void client.jobs.cancel({ jobId: id }).catch(failed(t('The build was not cancelled'))),
    again: ({ settings, summary }) => {
      if (needsSecret(settings)) return openBuildForm(settings, undefined, summary.context);
      client.builds.start({ context: summary.context, settings }).then(
        ({ buildId }) => {
          leaveEndToOthers(buildId);
          open(buildId);
        },
        failed(t('The build was not begun')),
      );
    },
    change: ({ settings, summary }) => openBuildForm(settings, undefined, summary.context),
    openThere: ({ context, id }) => navigate(onContext(context, `/builds/${id}`)),
    run: ({ tags, imageId }) =>
      void dispatch(containersViewSlice.actions.dialogOpened({ type: 'run', image: tags[0] ?? imageId })),
    remove: (ids) =>
      client.builds.remove({ buildIds: [...ids] }).then(() => undefined, failed(t('The build was not removed'))),
    openShell: (id) => {
      open(id, 'shell');
      client.builds
        .openShell({ buildId: id })
        .then(({ jobId }) => leaveEndToOthers(jobId), failed(t('No shell was opened')));
    },
  };
}

const needsSecret = ({ secrets, args }: BuildSettings): boolean =>
  secrets.some((secret) => secret.from === 'value' && secret.value === '') ||
  args.some(({ name, value }) => isSecretName(name) && value === '');
