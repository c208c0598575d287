import type { Registry, RegistryList, TagRemovePreview } from '../../../../contract/model/registry.ts';
import { deferred } from '../../../ui/index.ts';

export type RegistryDialog =
  | { readonly type: 'add' }
  | { readonly type: 'local' }
  | { readonly type: 'sign-in' | 'sign-out' | 'trust' | 'remove-local'; readonly name: string }
  | {
      readonly type: 'remove-tag';
      readonly name: string;
      readonly repository: string;
      readonly tag: string;
      readonly onRemoved: (preview: TagRemovePreview) => void;
    };

export interface RegistryDialogProps {
  readonly context: string;
  readonly list: RegistryList;
  readonly onClose: () => void;
}

/** A dialog about one registry. */
export interface OneRegistryDialogProps extends RegistryDialogProps {
  readonly registry: Registry;
}

const SignInDialog = deferred(async () => (await import('./SignInDialog.tsx')).SignInDialog);
const SignOutDialog = deferred(async () => (await import('./SignOutDialog.tsx')).SignOutDialog);
const TrustDialog = deferred(async () => (await import('./TrustDialog.tsx')).TrustDialog);
const LocalDialog = deferred(async () => (await import('./LocalDialog.tsx')).LocalDialog);
const RemoveLocalDialog = deferred(async () => (await import('./RemoveLocalDialog.tsx')).RemoveLocalDialog);
const RemoveTagDialog = deferred(async () => (await import('./RemoveTagDialog.tsx')).RemoveTagDialog);

interface Props extends RegistryDialogProps {
  readonly dialog: RegistryDialog;
  readonly onDialog: (dialog: RegistryDialog) => void;
  readonly onOpen: (name: string) => void;
}

/** Whichever is open. */
export function RegistryDialogs({ dialog, onDialog, onOpen, ...common }: Props) {
  if (dialog.type === 'add') {
    return (
      <TrustDialog
        {...common}
        onSaved={(name, isToSignIn) => {
          onOpen(name);
          if (isToSignIn) onDialog({ type: 'sign-in', name });
        }}
      />
    );
  }
  if (dialog.type === 'local') return <LocalDialog {...common} onOpen={onOpen} />;
  const registry = common.list.registries.find(({ name }) => name === dialog.name) ?? unlisted(dialog.name);
  switch (dialog.type) {
    case 'sign-in':
      return <SignInDialog {...common} registry={registry} />;
    case 'sign-out':
      return <SignOutDialog {...common} registry={registry} />;
    case 'trust':
      return <TrustDialog {...common} registry={registry} />;
    case 'remove-local':
      return <RemoveLocalDialog {...common} registry={registry} />;
    case 'remove-tag':
      return <RemoveTagDialog {...common} {...dialog} />;
  }
}

/** Just added: the list has not said so yet. */
const unlisted = (name: string): Registry => ({ name, isInsecure: false, isAdded: true, nextPlace: { kind: 'file' } });
