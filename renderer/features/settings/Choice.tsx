import { SegmentedControl } from '@mantine/core';

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly choices: readonly { readonly value: T; readonly label: string }[];
  readonly value: T;
  readonly isDisabled: boolean;
  readonly onChange: (value: T) => void;
}

export function Choice<T extends string>({ label, choices, value, isDisabled, onChange }: ChoiceProps<T>) {
  return (
    <SegmentedControl
      aria-label={label}
      data={[...choices]}
      value={value}
      disabled={isDisabled}
      onChange={(next) => {
        const chosen = choices.find((choice) => choice.value === next);
        if (chosen) onChange(chosen.value);
      }}
    />
  );
}
