import { IconAccessible } from '@tabler/icons-react';
import { IconButton } from '../../ui/index.ts';
import { useLayoutValue } from '../settings/index.ts';
import { t } from './texts/index.ts';

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

/** Whether what is printed is also said: costs speed, so it is chosen. Remembered. */
export const useScreenReader = () => useLayoutValue('terminal.screenReader', isBoolean, false);

export function ScreenReaderToggle() {
  const [isOn, setOn] = useScreenReader();
  return (
    <IconButton
      label={t('Screen reader support')}
      icon={<IconAccessible aria-hidden="true" />}
      isPressed={isOn}
      onClick={() => setOn(!isOn)}
    />
  );
}
