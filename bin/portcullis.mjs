#!/usr/bin/env node
// The YAML library asks for an environment variable at every token, and the system takes 0.7 s to answer for 5,000 Gateways of 20
// hosts. A copy answers at once; on Windows it would know the names in one case only.
if (process.platform !== 'win32') process.env = { ...process.env };
try {
  const { run } = await import('../dist/cli/main.js');
  process.exitCode = await run(process);
} catch (error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  // A fresh checkout: its dependencies are not installed, or tools/ is not compiled.
  process.stderr.write('portcullis: found a checkout that is not set up\n  try: npm run build\n');
  process.exitCode = 3;
}
