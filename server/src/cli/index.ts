#!/usr/bin/env node
/** `imm-weboffice-server`: checks the version of Node before it loads anything an old one cannot read. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major > 20 || (major === 20 && minor >= 19)) await import('./main.js');
else {
  process.stderr.write(
    `imm-weboffice-server: Node ${process.versions.node} is too old; install Node 20.19 or later (https://nodejs.org)\n`,
  );
  process.exitCode = 1;
}

export {};
