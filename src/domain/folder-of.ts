/** The folder that a rooted path lies in, whichever way its slashes lean: `/usr/bin` of `/usr/bin/jpaws`. */
export const folderOf = (path: string): string => path.replace(/[/\\][^/\\]*$/, '');
