// The first file of the packed binary. It takes the bundle's files out of the executable, each when it is first
// required, so what a command does not use costs it nothing. CommonJS, since Node 24 packs no other kind of main file.
const { getRawAsset } = require('node:sea');
const { compileFunction } = require('node:vm');

const modules = new Map();

function load(id) {
  if (!id.startsWith('./')) return require(id);
  if (!modules.has(id)) {
    const module = { exports: {} };
    modules.set(id, module);
    // The bundle is written in ASCII, so its bytes are its text.
    const code = Buffer.from(getRawAsset(id)).latin1Slice();
    compileFunction(code, ['require', 'module', 'exports'], { filename: id })(load, module, module.exports);
  }
  return modules.get(id).exports;
}

load('./main.cjs');
