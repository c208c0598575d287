/// <reference lib="dom" />
import { ipcRenderer, webUtils } from 'electron';

// All that the page gets is a port, and only when it asks: nothing of Electron or Node is in its reach. The names
// are those of app/page; a sandboxed preload is one file and imports nothing of ours.
window.addEventListener('message', ({ source, data, ports: [answer] }) => {
  if (source !== window) return;
  if (data === 'gantry:connect') ipcRenderer.send('gantry:connect');
  // Files that are dropped onto the window are opened where they are.
  if (data?.type === 'gantry:open') {
    ipcRenderer.send('gantry:open', [...data.files].map(pathOf));
  }
  // Files that the person has dropped or chosen are read by main where they are. The page never learns where that is.
  if (data?.type === 'gantry:files' && answer) {
    const paths = [...data.files].map(pathOf);
    ipcRenderer.invoke('gantry:files', data.uploadId, paths).then(
      (isTaken: unknown) => answer.postMessage(isTaken === true),
      () => answer.postMessage(false),
    );
  }
});
const pathOf = (file: unknown): string => (file instanceof File ? webUtils.getPathForFile(file) : '');

ipcRenderer.on('gantry:port', ({ ports }) => window.postMessage('gantry:port', location.origin, ports));
