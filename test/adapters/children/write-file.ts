// node write-file.ts FILE TEXT-LENGTH [BACKUP]: writes that many 'n' and prints OK or the error's code and message.
import { createFiles } from '../../../src/adapters/files.ts';
import { JpawsError } from '../../../src/domain/errors.ts';

const [file = '', length = '1', backup] = process.argv.slice(2);
try {
  createFiles().write(file, 'n'.repeat(Number(length)), backup === undefined ? {} : { backup });
  console.log('OK');
} catch (error) {
  if (!(error instanceof JpawsError)) throw error;
  console.log(error.code, error.message);
}
