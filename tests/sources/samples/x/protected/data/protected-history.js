window.YTD.protected_history.part0 = [
  { "protectedHistory" : { "protectedAt" : "2024-03-01T10:00:00.000Z", "action" : "Protect" } },
  { "protectedHistory" : { "protectedAt" : "2019-03-01T10:00:00.000Z", "action" : "Unprotect" } }
]
