import { client } from '../../rpc/index.ts';
import { notify } from '../../ui/index.ts';

const KEY = 'gantry.notices';

/** What went wrong while Gantry started, such as settings that could not be used: said once, and kept under About. */
export async function tellNotices(): Promise<void> {
  const { notices } = await client.app.info({});
  const text = notices.join('\n');
  if (text === '' || sessionStorage.getItem(KEY) === text) return;
  sessionStorage.setItem(KEY, text);
  for (const notice of notices) notify({ title: 'Gantry started, but', message: notice, isSticky: true });
}
