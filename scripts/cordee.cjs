#!/usr/bin/env node
/** Starts the bundle. Plain JavaScript of any age: it must run far enough to say that it cannot run. */
'use strict';
var fs = require('fs');
var path = require('path');

/** Why the command cannot run here, or undefined. */
function refusal(platform, version, bundle) {
  if (platform === 'win32') return 'Windows is not supported: use WSL (https://learn.microsoft.com/windows/wsl)';
  if (Number(version.split('.')[0]) < 20) return 'Node.js 20 or later is needed, this is ' + version;
  var framework = path.join(path.dirname(bundle), 'framework.js');
  if (!fs.existsSync(bundle) || !fs.existsSync(framework)) return 'not built yet: run `npm run build`';
  return undefined;
}

module.exports = { refusal: refusal };

if (require.main === module) {
  var bundle = path.join(__dirname, '..', 'dist', 'cordee.js');
  var why = refusal(process.platform, process.versions.node, bundle);
  if (why !== undefined) {
    console.error('cordee: ' + why);
    process.exitCode = 1;
  } else {
    // Keeps compiled code between runs where Node can (22.8 and later).
    if (require('module').enableCompileCache) require('module').enableCompileCache();
    require(bundle);
  }
}
