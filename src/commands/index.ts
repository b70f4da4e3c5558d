// Written by `node build.mjs gen` from the files beside it.
export const commands = {
  __complete: async () => (await import('./__complete.ts')).__complete,
  clear: async () => (await import('./clear.ts')).clear,
  configure: async () => (await import('./configure.ts')).configure,
  demo: async () => (await import('./demo.ts')).demo,
  export: async () => (await import('./export.ts')).exportCommand,
  init: async () => (await import('./init.ts')).init,
  list: async () => (await import('./list.ts')).list,
  login: async () => (await import('./login.ts')).login,
  logout: async () => (await import('./logout.ts')).logout,
  'profile-get': async () => (await import('./profile-get.ts')).profileGet,
  'profile-remove': async () => (await import('./profile-remove.ts')).profileRemove,
  'profile-set': async () => (await import('./profile-set.ts')).profileSet,
  status: async () => (await import('./status.ts')).status,
  use: async () => (await import('./use.ts')).use,
  whoami: async () => (await import('./whoami.ts')).whoami,
};
