import { Autocomplete, Checkbox, NativeSelect, PasswordInput, Textarea, TextInput } from '@mantine/core';
import type { ClipboardEvent, ReactNode } from 'react';
import type { InputLook } from '../draft/field.ts';
import styles from '../Run.module.css';

export interface TextFieldProps extends Omit<InputLook, 'label' | 'help'> {
  /** Above it; without it `name` must be there. */
  readonly label?: string;
  /** Its accessible name, where no label stands above it. */
  readonly name?: string;
  readonly help?: ReactNode;
  readonly value: string;
  readonly problem?: string | undefined;
  /** It is not on the screen until it is asked for, by the button of this name. */
  readonly reveal?: string | undefined;
  readonly isDisabled?: boolean;
  readonly isFirst?: boolean;
  readonly className?: string | undefined;
  readonly onChange: (text: string) => void;
  readonly onPaste?: (event: ClipboardEvent<HTMLElement>) => void;
}

const ORDER: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

/** One input of the form, whatever is typed into it. */
export function TextField(props: TextFieldProps) {
  const { label, name, help, value, problem, input, options = [], suggestions, placeholder, onChange } = props;
  if (input === 'box') {
    return (
      <Checkbox
        className={props.className}
        label={label}
        aria-label={label === undefined ? name : undefined}
        description={help}
        checked={value !== ''}
        error={problem}
        onChange={(event) => onChange(event.currentTarget.checked ? 'yes' : '')}
      />
    );
  }
  const common = {
    className: props.className,
    label,
    'aria-label': label === undefined ? name : undefined,
    description: help,
    error: problem,
    inputWrapperOrder: ORDER,
    disabled: props.isDisabled,
  };
  if (input === 'select') {
    const isKnown = options.some((option) => option.value === value);
    return (
      <NativeSelect
        {...common}
        // What came from elsewhere stands there as it is.
        data={isKnown ? [...options] : [...options, { value, label: value }]}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  const text = {
    ...common,
    placeholder,
    spellCheck: false,
    autoComplete: 'off',
    value,
    onPaste: props.onPaste,
    'data-autofocus': props.isFirst || undefined,
  };
  // A line would lose the breaks in it.
  if (value.includes('\n')) {
    return (
      <Textarea
        {...text}
        classNames={props.reveal !== undefined ? { input: styles.masked } : undefined}
        autosize
        minRows={2}
        maxRows={6}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  if (props.reveal !== undefined) {
    return (
      <PasswordInput
        {...text}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': props.reveal, tabIndex: 0 }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  if (suggestions && suggestions.length > 0) {
    return <Autocomplete {...text} data={[...suggestions]} limit={30} onChange={onChange} />;
  }
  return <TextInput {...text} onChange={(event) => onChange(event.currentTarget.value)} />;
}
