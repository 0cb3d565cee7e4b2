import { createBufferedStore } from "@/lib/sandbox/buffered-store";
import { describeStore } from "@/lib/sandbox/store-suite";
import { database } from "./client";
import { createDatabaseShelves } from "./sandbox-store";

describeStore("database", () => createBufferedStore(createDatabaseShelves(database())));
