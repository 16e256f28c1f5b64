/** The lists of studies by the path of their file, as they should be for the studies of a copy of the project. */
export function studyLists(root: string): Promise<Readonly<Record<string, string>>>;
