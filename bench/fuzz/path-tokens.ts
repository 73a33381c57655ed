// What the steps look at, as whole words: the mixer puts them side by side and into each other.

const words = (
  '/ // /// /./ /../ .. . ... /.. /. \\ \\..\\ ; ..;a .; ..; ;a=b ;jsessionid=1 # % %% %2 %25 %252f %252e %2541 %%32%66 ' +
  '%2e %2E %2e%2e %2f %2F %5c %5C %41 %61 %4 %a %zz %3f %3F %23 %3b %7e %30 %00 %0a %0d %7f %20 %09 ' +
  '%c0%af %c1%9c %c0%ae %c1%81 %c0%a5 %c0%80 %c0 %e0%80%af %e0%81%9c %e0%a0%80 %f0%80%80%af %f0%80%81%81 %f0%80 ' +
  '%u002f %U002E %u0041 %u00e9 %u005c %uff0e %uff0f %uff1f %uff05 %u0000 %ud83d %uDE00 %ud83 %u ' +
  '%ef%bc%8f %EF%BD%9E %ef%bc%8e %ef%bc%80 %ef%bd%9f %ef %bc %e2%82%ac %ed%a0%80 %f0%9f%98%80 %f4%90%80%80 %c3%a9 %a9 ' +
  'a A Z z 0 9 f F admin ADMIN Admin index.html a. .a a.b~c - _ " < > | ^ ` { } @ : :: $ & + , = * ! http:// '
)
  .trim()
  .split(' ');

const rare =
  '\0 \x01 \t \x7f \x80 \xff \xc0\xaf \xc3\xa9 \xef\xbc\x8f \xef\xbd\x9e \xef%bc\x8e \xcf\xbc\x8f \xe2\x82 \xed\xa0\x80 \xf0\x9f\x98\x80 \xef ? ?? ?/../'
    .split(' ')
    .concat(' ', '. ', ' /');

/** Words of a path, as bytes. */
export const pathTokens: readonly Uint8Array[] = [...words, ...words, ...rare].map((word) =>
  Buffer.from(word, 'latin1'),
);

/** Single bytes that mutations write: those that steps act on, then some of all others. */
export const pathAlphabet: Uint8Array = Buffer.from(
  `////....%%%%%\\\\;;##2255ffFFccCCee00uu1389abABxX~_-?"<{|^\`:@&=+,* \t\0\x01\x1f\x7f\x80\x8f\xa0\xaf\xbc\xc0\xc1\xe0\xef\xf0\xff`,
  'latin1',
);
