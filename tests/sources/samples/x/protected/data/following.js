window.YTD.following.part0 = [
  { "following" : { "accountId" : "1200000000000000008", "userLink" : "https://twitter.com/intent/user?user_id=1200000000000000008" } },
  { "following" : { "accountId" : "1200000000000000010", "userLink" : "https://twitter.com/intent/user?user_id=1200000000000000010" } },
  { "following" : { "userLink" : "https://twitter.com/intent/user?user_id=" } }
]
