CREATE TABLE "HubTopic" (
    "url" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "toldAt" TIMESTAMPTZ(6) NOT NULL,
    CONSTRAINT "HubTopic_pkey" PRIMARY KEY ("url")
);
