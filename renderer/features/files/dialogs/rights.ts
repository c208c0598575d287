/** What is typed into the fields of rights and owner. */
export interface RightsDraft {
  readonly fileMode: string;
  readonly directoryMode: string;
  readonly userId: string;
  readonly groupId: string;
}

export const FIRST_RIGHTS: RightsDraft = { fileMode: '644', directoryMode: '755', userId: '0', groupId: '0' };

export const isMode = (text: string): boolean => /^[0-7]{3,4}$/.test(text.trim());
export const isId = (text: string): boolean => /^\d{1,10}$/.test(text.trim()) && Number(text) < 0xffffffff;

/** Undefined while a field is not what it should be. */
export function readRights(draft: RightsDraft) {
  const { fileMode, directoryMode, userId, groupId } = draft;
  if (!isMode(fileMode) || !isMode(directoryMode) || !isId(userId) || !isId(groupId)) return undefined;
  return {
    fileMode: Number.parseInt(fileMode, 8),
    directoryMode: Number.parseInt(directoryMode, 8),
    userId: Number(userId),
    groupId: Number(groupId),
  };
}
