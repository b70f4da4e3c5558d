// node rewrite-file.ts FILE: replaces the file by ever other texts until it is killed.
import { createFiles } from '../../../src/adapters/files.ts';

process.umask(0);
const [file = ''] = process.argv.slice(2);
const files = createFiles();
console.log('ready');
for (let round = 0; ; round += 1) {
  const letter = 'abcdefgh'.charAt(round % 8);
  files.write(file, JSON.stringify({ letter, text: letter.repeat(200_000) }));
}
