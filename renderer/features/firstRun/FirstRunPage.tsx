import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useLocation, useRoute } from 'wouter';
import type { FirstRunStep } from '../../../contract/model/firstRun.ts';
import { Page, PageHeader } from '../../ui/index.ts';
import { ComputerStep } from './ComputerStep.tsx';
import { ContainerStep } from './ContainerStep.tsx';
import { EngineStep } from './EngineStep.tsx';
import styles from './FirstRun.module.css';
import { StepList } from './StepList.tsx';
import { t } from './texts/index.ts';
import { TourStep } from './TourStep.tsx';
import { openTour } from './tour/tourFlag.ts';
import { keepStep, STEPS, useFirstRun } from './useFirstRun.ts';

const isStep = (text: string | undefined): text is FirstRunStep => STEPS.some((step) => step === text);

/** From a download to a running container, a step at a time; every one may be passed over. */
export function FirstRunPage() {
  const [, navigate] = useLocation();
  const [, params] = useRoute<{ step?: string }>('/welcome/:step?');
  const state = useFirstRun();
  const panel = useRef<HTMLDivElement>(null);
  const wanted = params?.step;
  const step = isStep(wanted) ? wanted : state?.isDue ? state.step : 'computer';
  const index = STEPS.indexOf(step);
  const goTo = (next: FirstRunStep) => {
    // Who looks at the steps again has nothing left to be reminded of.
    keepStep(next, state?.isDue !== true);
    navigate(`/welcome/${next}`);
  };
  const leave = (to: string) => {
    keepStep(step, true);
    navigate(to);
  };
  // A screen reader goes on at the new step, and so does the keyboard.
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    panel.current?.focus();
  }, [step]);

  return (
    <Page isScrolling>
      <PageHeader
        title={t('Welcome to Gantry')}
        actions={
          <Button variant="subtle" onClick={() => leave('/containers')}>
            {step === 'tour' ? t('Close') : t('Skip all of this')}
          </Button>
        }
      />
      <div className={styles.columns}>
        <StepList current={step} onChoose={goTo} />
        <div ref={panel} className={styles.step} tabIndex={-1}>
          {step === 'computer' && <ComputerStep state={state} />}
          {step === 'engine' && <EngineStep />}
          {step === 'container' && <ContainerStep />}
          {step === 'tour' && <TourStep />}
          <div className={styles.buttons}>
            {step === 'tour' ? (
              <Button
                onClick={() => {
                  leave('/containers');
                  openTour();
                }}
              >
                {t('Take the tour')}
              </Button>
            ) : (
              <Button onClick={() => goTo(STEPS[index + 1] ?? 'tour')}>{t('Continue')}</Button>
            )}
            {index > 0 && (
              <Button variant="default" onClick={() => goTo(STEPS[index - 1] ?? 'computer')}>
                {t('Back')}
              </Button>
            )}
            {step === 'tour' && (
              <Button variant="default" onClick={() => leave('/containers')}>
                {t('Go to the containers')}
              </Button>
            )}
          </div>
        </div>
      </div>
    </Page>
  );
}
