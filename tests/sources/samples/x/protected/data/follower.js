window.YTD.follower.part0 = [
  { "follower" : { "accountId" : "1200000000000000007", "userLink" : "https://twitter.com/intent/user?user_id=1200000000000000007" } },
  { "follower" : { "accountId" : "1200000000000000008", "userLink" : "https://twitter.com/intent/user?user_id=1200000000000000008" } }
]
