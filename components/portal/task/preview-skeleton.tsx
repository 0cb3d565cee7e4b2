import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

/** The preview's shape while it is on its way; `text` says to a screen reader what is awaited. */
export function PreviewSkeleton({ text }: { text: string }) {
  return (
    <Card className="px-5 py-5">
      <p role="status" className="sr-only">
        {text}
      </p>
      <Skeleton className="h-5 w-44" />
      {["w-56", "w-48"].map((width) => (
        <div key={width} className="mt-4 flex justify-between">
          <Skeleton className={`h-4 ${width} max-w-[55%]`} />
          <Skeleton className="h-4 w-16" />
        </div>
      ))}
      <div className="mt-5 flex items-end justify-between border-line border-t pt-5">
        <Skeleton className="h-5 w-24" />
        <Skeleton className="h-9 w-28" />
      </div>
    </Card>
  );
}
