import { createMemoryStore } from "./memory-store";
import { describeStore } from "./store-suite";

describeStore("memory", createMemoryStore);
