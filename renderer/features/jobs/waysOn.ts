import { toAppError } from '../../../contract/errors.ts';
import type { Job } from '../../../contract/model/job.ts';
import { client } from '../../rpc/index.ts';
import { notify } from '../../ui/index.ts';
import { t } from './texts/index.ts';

interface WayOn {
  readonly label: string;
  readonly run: () => void;
}

/** What can be done about a job that failed. */
export function waysOn(job: Job, onNavigate: () => void, navigate: (path: string) => void): readonly WayOn[] {
  const again = { label: t('Try again'), run: () => retry(job) };
  const signIn = {
    label: t('Sign in…'),
    run() {
      onNavigate();
      navigate('/registries');
    },
  };
  const wantsSignIn = job.error?.code === 'registry-auth' || job.error?.code === 'rate-limited';
  return [...(wantsSignIn ? [signIn] : []), ...(job.canRetry ? [again] : [])];
}

export function retry({ id, title }: Job): void {
  client.jobs.retry({ jobId: id }).catch((thrown: unknown) =>
    notify({
      title: t('“{{title}}” was not begun again', { title }),
      message: toAppError(thrown).message,
      tone: 'failure',
    }),
  );
}
