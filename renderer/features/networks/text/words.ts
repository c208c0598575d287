export const counted = (count: number): string => (count === 1 ? '1 network' : `${count} networks`);
export const containersText = (count: number): string => (count === 1 ? '1 container' : `${count} containers`);
