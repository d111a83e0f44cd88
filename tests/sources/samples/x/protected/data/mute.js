window.YTD.mute.part0 = [
  { "muting" : { "accountId" : "1200000000000000011" } },
  { "muting" : { "accountId" : "1200000000000000012" } }
]
