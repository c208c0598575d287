import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDesktopHost } from '../../app/host/desktopHost.ts';
import { takeChosenFiles } from '../../app/page/chosenFiles.ts';
import { contract } from '../../contract/index.ts';
import { connect } from '../../contract/rpc/connect.ts';
import { memoryPipe } from '../../contract/rpc/memory.ts';
import { serve } from '../../contract/rpc/serve.ts';
import { createGantry } from '../../main/gantry.ts';

const page = { url: 'gantry://app/', parent: null };

/** What the desktop app does, without Electron around it: it reads and writes files where they are. */
export async function startDesktopWay(socketPath: string) {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'gantry-bench-desktop-'));
  let saveAs = '';
  const gantry = await createGantry({
    version: 'bench',
    dataDir,
    env: { ...process.env, DOCKER_HOST: `unix://${socketPath}` },
    host: createDesktopHost({
      menu: { show() {}, onChoice: () => () => {} },
      downloadsDir: dataDir,
      askForFile: async () => saveAs,
      openPath: async () => '',
    }),
  });
  const [clientEnd, serverEnd, hangUp] = memoryPipe();
  serve(contract, gantry.handlers, serverEnd);
  return {
    client: connect(contract, clientEnd),
    /** Where the next download goes. */
    saveAs: (file: string) => (saveAs = file),
    choose: (uploadId: string, file: string) => takeChosenFiles(gantry, page, uploadId, [file]),
    async close() {
      hangUp();
      await gantry.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
