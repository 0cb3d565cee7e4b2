-- AlterTable
ALTER TABLE "intents" ADD COLUMN     "invoice_before" TEXT,
ADD COLUMN     "preview" JSONB;

-- AlterTable
ALTER TABLE "portal_sessions" ADD COLUMN     "flow_state" JSONB;

-- CreateTable
CREATE TABLE "services" (
    "id" TEXT NOT NULL,
    "merchant_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "document" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "services_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accepted_offers" (
    "merchant_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "coupon" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "intent_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accepted_offers_pkey" PRIMARY KEY ("merchant_id","livemode","subscription_id","coupon")
);

-- CreateTable
CREATE TABLE "change_records" (
    "id" TEXT NOT NULL,
    "merchant_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "customer_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subscription_id" TEXT,
    "outcome" TEXT NOT NULL,
    "shown" JSONB NOT NULL,
    "invoice_before" TEXT,
    "invoice_id" TEXT,
    "done" JSONB,
    "agrees" BOOLEAN,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "checked_at" TIMESTAMPTZ(3),
    "mailed_at" TIMESTAMPTZ(3),

    CONSTRAINT "change_records_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "email_changes" (
    "id" TEXT NOT NULL,
    "merchant_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "customer_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "nonce" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "former_email" TEXT,
    "locale" TEXT NOT NULL,
    "pin_hash" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "email_changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "planned_resumes" (
    "merchant_id" TEXT NOT NULL,
    "livemode" BOOLEAN NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "customer_id" TEXT NOT NULL,
    "intent_id" TEXT NOT NULL,
    "resume_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "planned_resumes_pkey" PRIMARY KEY ("merchant_id","livemode","subscription_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "services_merchant_id_livemode_name_key" ON "services"("merchant_id", "livemode", "name");

-- CreateIndex
CREATE INDEX "change_records_merchant_id_livemode_created_at_idx" ON "change_records"("merchant_id", "livemode", "created_at");

-- CreateIndex
CREATE INDEX "change_records_merchant_id_livemode_customer_id_created_at_idx" ON "change_records"("merchant_id", "livemode", "customer_id", "created_at");

-- CreateIndex
CREATE INDEX "email_changes_merchant_id_session_id_created_at_idx" ON "email_changes"("merchant_id", "session_id", "created_at");

-- CreateIndex
CREATE INDEX "email_changes_created_at_idx" ON "email_changes"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "email_changes_merchant_id_session_id_nonce_key" ON "email_changes"("merchant_id", "session_id", "nonce");

-- CreateIndex
CREATE INDEX "planned_resumes_settled_at_resume_at_idx" ON "planned_resumes"("settled_at", "resume_at");
