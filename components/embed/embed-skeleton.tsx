import { useTranslations } from "use-intl/react";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

/** The shape of what is on its way. */
export function EmbedSkeleton() {
  const t = useTranslations("embed");
  return (
    <Card className="px-5 py-5">
      <p role="status" className="sr-only">
        {t("opening")}
      </p>
      <Skeleton className="h-5 w-40" />
      <Skeleton className="mt-4 h-4 w-64 max-w-full" />
      <Skeleton className="mt-6 h-11 w-36" />
    </Card>
  );
}
