import '@mantine/notifications/styles.layer.css';
import { Button, MantineProvider } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { createRoot } from 'react-dom/client';
import styles from './Notices.module.css';
import type { Notice } from './notify.ts';
import { cssVariablesResolver, theme } from './theme.ts';

const TIME_MS = 5000;

// Mounted beside the app and on first use only, so that nobody who sees no notice pays for them.
function mount(): void {
  const host = document.createElement('div');
  document.body.append(host);
  createRoot(host).render(
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      withCssVariables={false}
      withGlobalClasses={false}
      getRootElement={() => undefined}
    >
      <Notifications position="bottom-right" limit={4} containerWidth={360} className={styles.host} />
    </MantineProvider>,
  );
}
mount();

export function showNotice({ title, message, tone = 'info', isSticky, action }: Notice): void {
  const id = notifications.show({
    title,
    className: styles.notice,
    // A failure is read out at once, the rest when there is time.
    role: tone === 'failure' ? 'alert' : 'status',
    color: { info: 'var(--g-accent)', success: 'var(--g-state-running)', failure: 'var(--g-danger)' }[tone],
    autoClose: isSticky || tone === 'failure' ? false : TIME_MS,
    message: (
      <>
        {message}
        {action && (
          <div className={styles.action}>
            <Button
              variant="default"
              size="compact-xs"
              onClick={() => {
                notifications.hide(id);
                action.run();
              }}
            >
              {action.label}
            </Button>
          </div>
        )}
      </>
    ),
  });
}
