import { driftOf } from '../../../generate/drift.ts';
import type { Generated } from '../../../generate/target.ts';
import type { Io } from '../../../model/io.ts';
import { unrollList } from '../../../yaml/list.ts';
import { readYaml } from '../../../yaml/read.ts';
import { readFileOf } from './files.ts';

/**
 * Says whether the manifests in a file are still those that would be made now; if not, prints how they differ. Other
 * resources in the file are named and left alone.
 */
export async function checkFile({ documents }: Generated, file: string, io: Io): Promise<boolean> {
  const resources = readYaml(await readFileOf(file, io), file).flatMap((document) => unrollList(document).resources);
  const { text, foreign } = driftOf(documents, resources, file);
  for (const where of foreign) io.err(`${where}: note: not made by portcullis, so it is not looked at\n`);
  io.out(text);
  return text === '';
}
