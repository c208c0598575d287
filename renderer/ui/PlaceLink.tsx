import { type AnchorHTMLAttributes, createContext, useContext } from 'react';

const PlacePrefix = createContext('');

/** What stands before the places of the links inside: in a list of several engines, the engine that a row is of. */
export const PlacePrefixProvider = PlacePrefix.Provider;

interface PlaceLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  /** Where it leads: `/volumes/data`. */
  readonly place: string;
}

/** A link inside the app, for cells that more than one list draws. */
export function PlaceLink({ place, children, ...rest }: PlaceLinkProps) {
  const prefix = useContext(PlacePrefix);
  return (
    <a {...rest} href={`#${prefix}${place}`}>
      {children}
    </a>
  );
}
