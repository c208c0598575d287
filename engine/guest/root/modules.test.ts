import { expect, test } from 'vitest';
import { keptModules, loadOrder, moduleName, parseDependencies } from './modules.ts';

const dependencies = parseDependencies(
  [
    'kernel/drivers/block/virtio_blk.ko:',
    'kernel/fs/erofs/erofs.ko: kernel/lib/libcrc32c.ko',
    'kernel/lib/libcrc32c.ko:',
    'kernel/drivers/scsi/hv_storvsc.ko.xz: kernel/drivers/scsi/scsi_mod.ko.xz kernel/drivers/hv/hv_vmbus.ko.xz',
    'kernel/drivers/scsi/scsi_mod.ko.xz:',
    'kernel/drivers/hv/hv_vmbus.ko.xz:',
    'kernel/drivers/comedi/comedi.ko:',
    'kernel/fs/smb/server/ksmbd.ko:',
    '',
  ].join('\n'),
);

test('a module that is kept brings what it needs; what nobody needs stays out', () => {
  const kept = keptModules(dependencies);
  expect(kept).toContain('kernel/lib/libcrc32c.ko');
  expect(kept).toContain('kernel/drivers/scsi/scsi_mod.ko.xz');
  expect(kept).not.toContain('kernel/drivers/comedi/comedi.ko');
  expect(kept).not.toContain('kernel/fs/smb/server/ksmbd.ko');
});

test('modules are loaded after what they need, each once', () => {
  expect(loadOrder(dependencies, ['virtio_blk', 'erofs', 'hv_storvsc']).map(moduleName)).toEqual([
    'virtio_blk',
    'libcrc32c',
    'erofs',
    'hv_vmbus',
    'scsi_mod',
    'hv_storvsc',
  ]);
});

test('a module that this kernel does not have is said by name, when the guest is built and not when it boots', () => {
  expect(() => loadOrder(dependencies, ['floppy'])).toThrow('floppy');
});
