import { describeStore } from "@/lib/sandbox/store-suite";
import { database } from "./client";
import { createDatabaseStore } from "./sandbox-store";

describeStore("database", () => createDatabaseStore(database()));
