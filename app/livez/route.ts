import { liveness } from "@/lib/http/readiness";

export const dynamic = "force-dynamic";

export const GET = liveness;
