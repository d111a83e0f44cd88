window.YTD.direct_messages_group.part0 = [
  { "dmConversation" : { "conversationId" : "1700000000000000001", "messages" : [
    { "joinConversation" : { "initiatingUserId" : "1200000000000000010", "participantsSnapshot" : [ "1100000000000000001" ], "createdAt" : "2026-08-01T09:00:00.000Z" } },
    { "messageCreate" : { "senderId" : "1200000000000000010", "id" : "1800000000000000004", "text" : "Welcome", "createdAt" : "2026-08-01T10:00:00.000Z" } },
    { "messageCreate" : { "senderId" : "1100000000000000001", "id" : "1800000000000000005", "text" : "Thanks", "createdAt" : "2026-08-01T10:05:00.000Z" } }
  ] } }
]
