// The first file of the packed binary. It takes the parts of the bundle out of the executable, each when it is first
// required, so what a command does not use costs it nothing. CommonJS, since Node 24 packs no other kind of main file.
const { getAssetKeys, getRawAsset } = require('node:sea');
const { wrap } = require('node:module');
const { Script } = require('node:vm');

const modules = new Map();
const assets = new Set(getAssetKeys());

function load(id) {
  if (!id.startsWith('./')) return require(id);
  if (!modules.has(id)) {
    const module = { exports: {} };
    modules.set(id, module);
    compile(id)(module.exports, load, module);
  }
  return modules.get(id).exports;
}

/**
 * The function around a part's code. V8 compiled it when the binary was built, if that was on its own platform; else, or
 * where the compiled form does not fit, it does so now.
 */
function compile(id) {
  // The bundle is written in ASCII, so its bytes are its text.
  const code = Buffer.from(getRawAsset(id)).latin1Slice();
  const compiled = `${id}.compiled`;
  const cachedData = assets.has(compiled) ? Buffer.from(getRawAsset(compiled)) : undefined;
  return new Script(wrap(code), { filename: id, cachedData }).runInThisContext();
}

load('./main.cjs');
