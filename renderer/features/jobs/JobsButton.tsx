import { IconListCheck } from '@tabler/icons-react';
import { useDispatch, useSelector } from 'react-redux';
import { deferred, StatusDot, useCommands } from '../../ui/index.ts';
import styles from './Jobs.module.css';
import { jobsSlice } from './jobsSlice.ts';
import { ProgressBar } from './ProgressBar.tsx';
import { progressOf } from './progress.ts';
import { useJobs } from './useJobs.ts';
import { t } from './texts/index.ts';

const JobsPanel = deferred(async () => (await import('./JobsPanel.tsx')).JobsPanel);
const { drawerClosed, drawerOpened } = jobsSlice.actions;

/** In the status bar: what runs now; opens the list of jobs. */
export function JobsButton() {
  const jobs = useJobs();
  const isOpen = useSelector(jobsSlice.selectors.selectIsDrawerOpen);
  const dispatch = useDispatch();
  const running = jobs.filter(({ state }) => state === 'running');
  const failures = jobs.filter(({ state }) => state === 'failed').length;
  const [first] = running;
  const toggle = () => void dispatch(isOpen ? drawerClosed() : drawerOpened());

  useCommands(() => [
    {
      id: 'jobs.show',
      title: t('Show jobs'),
      section: t('Go to'),
      keywords: ['progress', 'pull', 'downloads', 'background'],
      icon: <IconListCheck />,
      shortcut: 'g j',
      run: toggle,
    },
  ]);

  return (
    <div className={styles.anchor}>
      <button
        type="button"
        className={styles.trigger}
        aria-expanded={isOpen}
        aria-haspopup="dialog"
        aria-label={
          failures > 0
            ? t('Jobs: {{running}} running, {{failures}} failed', { running: running.length, failures })
            : t('Jobs: {{running}} running', { running: running.length })
        }
        onClick={toggle}
      >
        {first ? (
          <>
            <span className={styles.current}>
              {running.length > 1 ? t('{{running}} jobs', { running: running.length }) : first.title}
            </span>
            <ProgressBar label={first.title} value={progressOf(first)} />
          </>
        ) : (
          <>
            {failures > 0 && <StatusDot tone="failed" />}
            {failures > 0 ? t('{{failures}} failed', { failures }) : t('Jobs')}
          </>
        )}
      </button>
      {isOpen && <JobsPanel jobs={jobs} onClose={() => void dispatch(drawerClosed())} />}
    </div>
  );
}
