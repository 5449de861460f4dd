/** Loaded before a measured program: at its end, its peak of resident memory in KiB is the last line of standard error. */
process.on('exit', () => process.stderr.write(`\n${String(process.resourceUsage().maxRSS)}\n`));
