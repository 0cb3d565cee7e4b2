-- DropIndex
DROP INDEX "sandbox_objects_account_due_at_idx";

-- AlterTable
ALTER TABLE "sandbox_objects" ADD COLUMN     "clock" TEXT,
ADD COLUMN     "parent" TEXT;

-- CreateIndex
CREATE INDEX "sandbox_objects_account_kind_parent_sequence_idx" ON "sandbox_objects"("account", "kind", "parent", "sequence");

-- CreateIndex
CREATE INDEX "sandbox_objects_account_clock_due_at_idx" ON "sandbox_objects"("account", "clock", "due_at");
