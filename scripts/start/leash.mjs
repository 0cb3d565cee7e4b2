// Loaded into the server before Next: when whoever started it is gone (kill -9), the server goes too,
// so that the port and the data folder are free for the next start.
const graceMs = 2000;

process.channel?.unref();
process.once("disconnect", () => {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.kill(process.pid, "SIGKILL"), graceMs).unref();
});
