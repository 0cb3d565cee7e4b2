-- AlterTable
ALTER TABLE "configurations" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "portal_sessions" ADD COLUMN     "ended_at" TIMESTAMPTZ(3),
ADD COLUMN     "proof" TEXT NOT NULL DEFAULT 'secret_key',
ADD COLUMN     "resume_hash" TEXT,
ADD COLUMN     "surface" TEXT NOT NULL DEFAULT 'hosted',
ADD COLUMN     "token_expires_at" TIMESTAMPTZ(3),
ALTER COLUMN "exchange_code_hash" DROP NOT NULL;

-- CreateTable
CREATE TABLE "member_sessions" (
    "id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "authenticated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_active_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "member_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member_accounts" (
    "provider" TEXT NOT NULL,
    "provider_account_id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_accounts_pkey" PRIMARY KEY ("provider","provider_account_id")
);

-- CreateTable
CREATE TABLE "email_links" (
    "id" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "merchant_id" TEXT,
    "livemode" BOOLEAN NOT NULL DEFAULT false,
    "configuration_id" TEXT,
    "email" TEXT NOT NULL,
    "redirect_url" TEXT,
    "browser_hash" TEXT NOT NULL,
    "link_hash" TEXT,
    "pin_hash" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "superseded_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),
    "ticket_hash" TEXT,
    "chosen_at" TIMESTAMPTZ(3),

    CONSTRAINT "email_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "kept_mails" (
    "id" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "kept_mails_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "member_sessions_token_hash_key" ON "member_sessions"("token_hash");

-- CreateIndex
CREATE INDEX "member_sessions_member_id_idx" ON "member_sessions"("member_id");

-- CreateIndex
CREATE INDEX "member_accounts_member_id_idx" ON "member_accounts"("member_id");

-- CreateIndex
CREATE UNIQUE INDEX "email_links_link_hash_key" ON "email_links"("link_hash");

-- CreateIndex
CREATE UNIQUE INDEX "email_links_ticket_hash_key" ON "email_links"("ticket_hash");

-- CreateIndex
CREATE INDEX "email_links_audience_email_created_at_idx" ON "email_links"("audience", "email", "created_at");

-- CreateIndex
CREATE INDEX "email_links_audience_browser_hash_created_at_idx" ON "email_links"("audience", "browser_hash", "created_at");

-- CreateIndex
CREATE INDEX "kept_mails_to_created_at_idx" ON "kept_mails"("to", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "portal_sessions_resume_hash_key" ON "portal_sessions"("resume_hash");

-- CreateIndex
CREATE INDEX "portal_sessions_merchant_id_livemode_created_at_idx" ON "portal_sessions"("merchant_id", "livemode", "created_at");

-- AddForeignKey
ALTER TABLE "member_sessions" ADD CONSTRAINT "member_sessions_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member_accounts" ADD CONSTRAINT "member_accounts_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email_links" ADD CONSTRAINT "email_links_merchant_id_fkey" FOREIGN KEY ("merchant_id") REFERENCES "merchants"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- DropIndex
DROP INDEX "outbox_taken_at_id_idx";

-- CreateIndex
CREATE INDEX "outbox_queue_taken_at_id_idx" ON "outbox"("queue", "taken_at", "id");
