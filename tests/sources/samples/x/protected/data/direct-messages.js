window.YTD.direct_messages.part0 = [
  { "dmConversation" : { "conversationId" : "1100000000000000001-1200000000000000008", "messages" : [
    { "messageCreate" : { "recipientId" : "1200000000000000008", "text" : "Friday then.", "senderId" : "1100000000000000001", "id" : "1800000000000000002", "createdAt" : "2026-10-21T09:00:00.000Z", "reactions" : [ ], "urls" : [ ], "mediaUrls" : [ ] } },
    { "messageCreate" : { "recipientId" : "1100000000000000001", "text" : "Tea?", "senderId" : "1200000000000000008", "id" : "1800000000000000001", "createdAt" : "2026-10-20T09:00:00.000Z", "mediaUrls" : [ ] } },
    { "messageCreate" : { "recipientId" : "1100000000000000001", "senderId" : "1200000000000000008", "id" : "1800000000000000000" } }
  ] } },
  { "dmConversation" : { "messages" : [
    { "messageCreate" : { "recipientId" : "1100000000000000001", "text" : "Grow now!", "senderId" : "1200000000000000013", "id" : "1800000000000000003", "createdAt" : "2026-09-20T09:00:00.000Z" } }
  ], "conversationId" : "1100000000000000001-1200000000000000013" } }
]
