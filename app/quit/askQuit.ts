import { dialog } from 'electron';
import { t } from '../texts/texts.ts';
import { answerOf, type QuitAnswer } from './quitQuestion.ts';

export async function askQuit(runningCount: number | undefined): Promise<QuitAnswer> {
  const { response, checkboxChecked } = await dialog.showMessageBox({
    type: 'question',
    message: t('What becomes of the containers?'),
    detail:
      runningCount === undefined
        ? t('Gantry’s own engine runs. It can go on without the app.')
        : t('Containers running in Gantry’s own engine: {{count}}. They can go on without the app.', {
            count: runningCount,
          }),
    buttons: [t('Quit, containers go on'), t('Quit and stop the engine'), t('Cancel')],
    defaultId: 0,
    cancelId: 2,
    checkboxLabel: t('Do not ask again'),
  });
  return answerOf(response, checkboxChecked);
}
